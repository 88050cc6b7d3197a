"""What a case was about, chosen from a tree of at most three levels: its leaves with their paths, found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.cases import Disposition, Outcome

MOST_LEVELS: Final = 3
RECENT: Final = 20
"""So many of those used last are remembered, and offered before the rest."""

_RESOLVED: Final = frozenset({Outcome.SOLVED})
_UNKNOWN: Final = frozenset({"", Outcome.NO_ANSWER, Outcome.WRONG_NUMBER, Outcome.SPAM})
"""There was nothing to be resolved, or nobody who could tell."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """`path`: labels from the root to it."""

    id: str
    path: tuple[str, ...]
    outcome: str = ""


def leaves(nodes: Iterable[Disposition], queue_id: str) -> list[Leaf]:
    """What may be chosen in this queue, in the order of the tree.

    Only leaves have an outcome. Children belong to the queue of their root; a branch that is switched off has nothing
    to offer, and one that leads in a circle or deeper than `MOST_LEVELS` neither.
    """
    below: dict[str, list[Disposition]] = {}
    for node in nodes:
        if node.active:
            below.setdefault(node.parent_id, []).append(node)
    for children in below.values():
        children.sort(key=_place)
    found: list[Leaf] = []
    for root in below.get("", ()):
        if root.queue_id in ("", queue_id):
            _gather(root, (), below, found)
    return found


def _gather(node: Disposition, above: tuple[str, ...], below: dict[str, list[Disposition]], found: list[Leaf]) -> None:
    path = (*above, node.label)
    children = below.get(node.id, ())
    if node.outcome:
        found.append(Leaf(node.id, path, node.outcome))
    elif len(path) < MOST_LEVELS:
        for child in children:
            _gather(child, path, below, found)


def path_of(nodes: Iterable[Disposition], disposition_id: str) -> tuple[str, ...]:
    """Labels from the root, also of one that is switched off; empty for an unknown one."""
    known = {node.id: node for node in nodes}
    path: list[str] = []
    while disposition_id in known and len(path) < MOST_LEVELS:
        path.insert(0, known[disposition_id].label)
        disposition_id = known[disposition_id].parent_id
    return tuple(path)


def recent_first(offered: Sequence[Leaf], recent: Sequence[str]) -> list[Leaf]:
    """Those used last before the others; `recent` are ids, the latest first."""
    places = {leaf_id: place for place, leaf_id in reversed(list(enumerate(recent)))}
    return sorted(offered, key=lambda leaf: places.get(leaf.id, len(recent)))


def used(recent: Sequence[str], leaf_id: str) -> list[str]:
    """What is remembered after this one was chosen."""
    return [leaf_id, *(each for each in recent if each != leaf_id)][:RECENT]


def resolved(outcome: str) -> bool | None:
    """What the outcome says about it; None where it says nothing."""
    return None if outcome in _UNKNOWN else outcome in _RESOLVED


def _place(node: Disposition) -> tuple[int, str]:
    return node.position, node.label.casefold()
