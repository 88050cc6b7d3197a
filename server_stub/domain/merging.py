"""Rules of merging contacts: a pointer from each to the one it is shown as, and nothing else changes hands.

Identities, conversations, keys and ledger entries of two contacts that are merged stay where they are: a consent can
then never reach a number it was not given for, and undoing is taking the pointer away (N11).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

UNDO_MS: Final = 30 * 86_400_000
PAIRS: Final = frozenset({"same_match_key", "conflicting_ids"})
"""Questions about two contacts; all others are about one that changed."""


def shown_as(merges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Whom each merged contact is shown as, from (merged, kept) of the merges that stand.

    Only contacts that are shown as themselves are ever merged, so that nobody has two ways out and there is no circle.
    """
    ways = dict(merges)
    found = {}
    for start in ways:
        at = start
        while at in ways:
            at = ways[at]
        found[start] = at
    return found


def kept_of(one: tuple[int, str], other: tuple[int, str]) -> tuple[str, str]:
    """(kept, merged) of two contacts given as (created_at, id): the one known longer stays."""
    first, second = sorted((one, other))
    return first[1], second[1]
