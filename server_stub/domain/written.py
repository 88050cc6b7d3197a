"""What may stand in a line, and in a text of several: no signs that nobody can see and that break headers and pages."""

from __future__ import annotations

import unicodedata
from typing import Final

_BREAKS: Final = frozenset({"Cc", "Zl", "Zp", "Cs"})
_TURNS: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of writing: what follows them would be read in another order than it is written."""


def is_line(text: str) -> bool:
    """One line as people write it, the empty one too. What joins the parts of an emoji may stay."""
    return not any(sign in _TURNS or unicodedata.category(sign) in _BREAKS for sign in text)


def as_line(text: str) -> str:
    """What is left without such signs, each replaced by a blank, and no blanks too many."""
    return " ".join("".join(sign if is_line(sign) else " " for sign in text).split())


def is_lines(text: str) -> bool:
    """The same of a text whose lines end in a line feed; tabs may stand in it."""
    return is_line(text.replace("\n", "").replace("\t", ""))
