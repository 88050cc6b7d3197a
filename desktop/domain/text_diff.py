"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Pieces in reading order: joined without the added ones they are `old`, without the removed ones `new`."""
    before, after = _words(old), _words(new)
    found: list[Piece] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            found.append(Piece(Change.SAME, "".join(before[start:end])))
            continue
        if end > start:
            found.append(Piece(Change.REMOVED, "".join(before[start:end])))
        if new_end > new_start:
            found.append(Piece(Change.ADDED, "".join(after[new_start:new_end])))
    return found


def _words(text: str) -> list[str]:
    """Words with the blanks behind them, so that a changed word is one piece."""
    return re.findall(r"\S+\s*|\s+", text)
