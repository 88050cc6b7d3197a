"""Finding people, conversations and phrases by a few keys: case and accents do not matter, letters may be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from server_stub.contract.folding import fold as folded

T = TypeVar("T")

_WHOLE: Final = 100
_START: Final = 80
_WORD_START: Final = 60
_INSIDE: Final = 40
_SCATTERED: Final = 20
_LONGEST_GAP: Final = 12


def fold(text: str) -> str:
    """For comparing: casefolded, without accents, single spaces."""
    return " ".join(folded(text).split())


def words(text: str) -> list[str]:
    """The folded words of a query: letters and digits, everything else separates."""
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def score(query: str, text: str) -> int:
    """0: no match; more is better. Both already folded. An empty query matches everything a little."""
    if not query:
        return 1
    if text == query:
        return _WHOLE
    if text.startswith(query):
        return _START
    place = text.find(query)
    if place >= 0:
        return _WORD_START if not text[place - 1].isalnum() else _INSIDE
    parts = query.split()
    if len(parts) > 1 and all(part in text for part in parts):
        return _INSIDE
    return _scattered(query.replace(" ", ""), text)


def _scattered(query: str, text: str) -> int:
    """Letters of the query in order with short gaps: "mrs" finds "maria souza"."""
    start = text.find(query[0])
    place, gaps = start, 0
    for letter in query[1:]:
        following = text.find(letter, place + 1)
        if following < 0 or start < 0:
            return 0
        gaps += following - place - 1
        place = following
    return max(0, _SCATTERED - gaps) if start >= 0 and gaps <= _LONGEST_GAP else 0


def best(query: str, items: Iterable[T], key: Callable[[T], Iterable[str]], *, limit: int = 20) -> list[T]:
    """The items that match, best first; equally good ones keep their order. `key` gives the folded texts of an item."""
    folded = fold(query)
    ranked = [(max((score(folded, text) for text in key(item)), default=0), item) for item in items]
    return [item for value, item in sorted(ranked, key=lambda pair: -pair[0]) if value][:limit]
