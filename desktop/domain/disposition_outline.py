"""The tree of dispositions while it is edited: an outline in reading order, changed by steps that keep its limits.

At most three levels and ten beside each other, as the gateway wants it (consent rules 6.5); a step that would break
them is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from server_stub.contract.cases import Disposition, Outcome

DEEPEST: Final = 3
WIDEST: Final = 10


@dataclass(frozen=True, slots=True)
class Line:
    """`depth`: 1 for a root. What is below another one is its queue's, and off where that is off."""

    id: str
    label: str
    depth: int = 1
    outcome: str = ""
    queue_id: str = ""
    active: bool = True


Outline = tuple[Line, ...]


class Step(NamedTuple):
    """The outline after a change, and which line is current in it."""

    lines: Outline
    at: int


def outline(nodes: Iterable[Disposition]) -> Outline:
    """In the order in which one reads a tree; what hangs on nothing is left out."""
    below: dict[str, list[Disposition]] = {}
    for node in nodes:
        below.setdefault(node.parent_id, []).append(node)

    def read(parent_id: str, depth: int) -> Iterator[Line]:
        if depth > DEEPEST:
            return
        for node in sorted(below.get(parent_id, ()), key=lambda it: (it.position, it.label.casefold())):
            yield Line(node.id, node.label, depth, node.outcome, node.queue_id, node.active)
            yield from read(node.id, depth + 1)

    return tuple(read("", 1))


def nodes(lines: Outline) -> list[Disposition]:
    """As the gateway takes it: only what has nothing in use below it has an outcome."""
    made: list[Disposition] = []
    path: list[str] = []
    places: dict[str, int] = {}
    for at, line in enumerate(_inherited(lines)):
        del path[line.depth - 1 :]
        parent = path[-1] if path else ""
        place = places[parent] = places.get(parent, -1) + 1
        outcome = "" if line.active and not is_leaf(lines, at) else line.outcome
        made.append(Disposition(line.id, line.label.strip(), parent, line.queue_id, outcome, place, line.active))
        path.append(line.id)
    return made


def end(lines: Outline, at: int) -> int:
    """Where what is below this line ends."""
    after = at + 1
    while after < len(lines) and lines[after].depth > lines[at].depth:
        after += 1
    return after


def is_leaf(lines: Outline, at: int) -> bool:
    """Nothing in use is below it."""
    return not any(line.active for line in lines[at + 1 : end(lines, at)])


def parent(lines: Outline, at: int) -> int | None:
    found = (before for before in range(at - 1, -1, -1) if lines[before].depth < lines[at].depth)
    return next(found, None)


def added(lines: Outline, at: int | None, new_id: str) -> Step | None:
    """An empty line beside this one, after all that is below it; the first one where there is none."""
    place = len(lines) if at is None else end(lines, at)
    depth = 1 if at is None else lines[at].depth
    fresh = Line(new_id, "", depth, Outcome.SOLVED)
    return _kept(lines, Step((*lines[:place], fresh, *lines[place:]), place))


def deeper(lines: Outline, at: int) -> Step | None:
    """Under the one before it, with all that is below it."""
    after = end(lines, at)
    if at == 0 or lines[at - 1].depth < lines[at].depth or max(it.depth for it in lines[at:after]) >= DEEPEST:
        return None
    return _kept(lines, Step((*lines[:at], *_shifted(lines[at:after], 1), *lines[after:]), at))


def shallower(lines: Outline, at: int) -> Step | None:
    """Beside what it was under, and after it."""
    above = parent(lines, at)
    if above is None:
        return None
    after, place = end(lines, at), end(lines, above)
    moved = _shifted(lines[at:after], -1)
    return _kept(lines, Step((*lines[:at], *lines[after:place], *moved, *lines[place:]), at + place - after))


def moved(lines: Outline, at: int, *, down: bool) -> Step | None:
    """Past the one beside it, with all that is below it."""
    after = end(lines, at)
    if down:
        if after >= len(lines) or lines[after].depth < lines[at].depth:
            return None
        past = end(lines, after)
        return Step((*lines[:at], *lines[after:past], *lines[at:after], *lines[past:]), at + past - after)
    beside = (before for before in range(at - 1, -1, -1) if lines[before].depth <= lines[at].depth)
    before = next(beside, None)
    if before is None or lines[before].depth < lines[at].depth:
        return None
    return Step((*lines[:before], *lines[at:after], *lines[before:at], *lines[after:]), before)


def removed(lines: Outline, at: int) -> Step:
    """With all that is below it; the one after it is current."""
    left = (*lines[:at], *lines[end(lines, at) :])
    return Step(left, min(at, len(left) - 1))


def switched(lines: Outline, at: int, *, on: bool) -> Step | None:
    """On with what it is under, off with what is below it."""
    chosen = set(range(at, end(lines, at)))
    above = parent(lines, at)
    while on and above is not None:
        chosen.add(above)
        above = parent(lines, above)
    changed = tuple(replace(it, active=on) if place in chosen else it for place, it in enumerate(lines))
    return _kept(lines, Step(changed, at))


def changed(lines: Outline, at: int, **values: str) -> Outline:
    """`label`, `outcome`, or of a root `queue_id`."""
    return (*lines[:at], replace(lines[at], **values), *lines[at + 1 :])  # type: ignore[arg-type]


def without_empty(lines: Outline) -> Outline:
    """Lines nobody wrote anything in are no dispositions; one that holds others stays, and is to be named."""
    return tuple(it for at, it in enumerate(lines) if it.label.strip() or end(lines, at) > at + 1)


def too_wide(lines: Outline) -> bool:
    """More than ten in use beside each other; roots of every queue count beside those of each queue."""
    levels: dict[tuple[str, str], int] = {}
    for node in nodes(lines):
        if node.active:
            key = (node.parent_id, "" if node.parent_id else node.queue_id)
            levels[key] = levels.get(key, 0) + 1
    general = levels.get(("", ""), 0)
    return any(
        count + (general if not parent_id and queue_id else 0) > WIDEST
        for (parent_id, queue_id), count in levels.items()
    )


def _kept(before: Outline, step: Step) -> Step | None:
    """A tree that is too wide already may still be changed."""
    return step if too_wide(before) or not too_wide(step.lines) else None


def _shifted(lines: Sequence[Line], by: int) -> list[Line]:
    return [replace(it, depth=it.depth + by) for it in lines]


def _inherited(lines: Outline) -> Iterator[Line]:
    above: list[Line] = []
    for line in lines:
        del above[line.depth - 1 :]
        if above:
            line = replace(line, queue_id=above[0].queue_id, active=line.active and above[-1].active)
        above.append(line)
        yield line
