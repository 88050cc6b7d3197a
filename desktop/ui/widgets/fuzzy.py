"""How well a few typed letters match a name: for switchers and phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from desktop.ui.models.folding import folded

Item = TypeVar("Item")
_WORD_START = 8
_RUN = 5
_WHOLE = 40
_FIRST = 12


def score(query: str, text: str) -> int | None:
    """Higher is better, None if the letters of `query` are not in `text` in that order. Both already folded.

    Whole pieces beat scattered letters, beginnings of words beat their middles, short texts beat long ones.
    """
    if not query:
        return 0
    found = text.find(query)
    if found >= 0:
        starts_word = found == 0 or not text[found - 1].isalnum()
        return (
            _WHOLE
            + len(query) * _RUN
            + (_WORD_START if starts_word else 0)
            + (_FIRST if found == 0 else 0)
            - len(text) // 8
        )
    total, place, previous = 0, 0, -2
    for letter in query:
        if letter == " ":
            continue
        place = text.find(letter, place)
        if place < 0:
            return None
        starts_word = place == 0 or not text[place - 1].isalnum()
        total += 1 + (_WORD_START if starts_word else 0) + (_RUN if place == previous + 1 else 0)
        previous = place
        place += 1
    return total - len(text) // 8


def best(query: str, items: Iterable[tuple[Item, str]], limit: int = 50) -> list[Item]:
    """The items whose text matches, best first, in the given order where equal. Texts are folded by the caller."""
    wanted = folded(query.strip())
    ranked = [
        (-points, place, item)
        for place, (item, text) in enumerate(items)
        if (points := score(wanted, text)) is not None
    ]
    ranked.sort(key=lambda entry: entry[:2])
    return [item for _, _, item in ranked[:limit]]
