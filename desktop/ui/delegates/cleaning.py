"""Texts of strangers made harmless to show: no control characters, no letters stacked over their neighbours."""

from __future__ import annotations

import re
from typing import Final

_STACKED: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
"""Marks that stand above or below the letter before them."""
_TOO_MANY: Final = re.compile(rf"([{_STACKED}]{{3}})[{_STACKED}]+")
_HIGH: Final = re.compile(rf"[{_STACKED}]{{2}}")
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""What cannot be seen, and what turns the order of letters round: `gpj.exe` must not look like `exe.jpg`."""
_SUSPECT: Final = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]|[{_STACKED}]{{4}}")


def cleaned(text: str) -> str:
    """The same words without control characters; every kind of line break is one, and a letter bears three marks.

    Languages that stack marks need three at the most; more of them are drawn over the lines above.
    """
    if not _SUSPECT.search(text):
        return text
    return _TOO_MANY.sub(r"\1", _CONTROLS.sub("", _BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """For names and titles: cleaned, and without breaks."""
    return " ".join(cleaned(text).split())


def reaches_beyond(text: str) -> bool:
    """Whether letters may be drawn outside of their line, so that painting has to be clipped."""
    return _HIGH.search(text) is not None
