"""A text that is longer than one message may be: cut where a reader pauses, with no letter lost."""

from __future__ import annotations

import unicodedata
from typing import Final

_PAUSES: Final = ("\n\n", "\n", ". ", "! ", "? ", "; ", ", ", " ")
"""Where to cut, best first; the sign stays with what comes before it."""
_LEAST: Final = 0.5
"""A better place is not worth a part that is less than half full."""
_JOINER: Final = "\u200d"
_NEIGHBOURS: Final = 40
"""No cluster that people see as one sign is longer; where somebody stacks more, it is cut inside."""


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` characters, without blanks at their ends. Only blanks between the parts go."""
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        place = _place(rest, limit)
        parts.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [part for part in (*parts, rest) if part]


def _place(text: str, limit: int) -> int:
    """Where the first part ends, from 1 to `limit`."""
    least = int(limit * _LEAST)
    for pause in _PAUSES:
        found = text.rfind(pause, least, limit + 1)
        if found > 0:
            return found + len(pause.rstrip())
    return _between_signs(text, limit)


def _between_signs(text: str, limit: int) -> int:
    """Never between a letter and its accent, nor inside an emoji of several parts."""
    for place in range(limit, max(1, limit - _NEIGHBOURS), -1):
        before, after = text[place - 1], text[place]
        if before != _JOINER and not _belongs_to_the_one_before(after) and not (_is_flag(before) and _is_flag(after)):
            return place
    return limit


def _belongs_to_the_one_before(letter: str) -> bool:
    return (
        bool(unicodedata.combining(letter)) or letter in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"
