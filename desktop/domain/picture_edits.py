"""What was done to a picture before it is sent, step by step, so that each step can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SMALLEST: Final = 8
"""Pixels; a smaller box was a slip of the hand."""
MOST_STEPS: Final = 200


class Tool(StrEnum):
    CROP = "crop"
    COVER = "cover"
    """Make a part unreadable for good."""
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter to the right."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A tool used from one point to another, in pixels of the picture as it was then. `grain`: of what covers."""

    tool: Tool
    x1: int
    y1: int
    x2: int
    y2: int
    grain: int = 0

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width, height."""
        left, top = min(self.x1, self.x2), min(self.y1, self.y2)
        return left, top, abs(self.x2 - self.x1), abs(self.y2 - self.y1)

    def within(self, width: int, height: int) -> Mark:
        """Cut off at the edges of the picture."""
        x1, x2 = (max(0, min(width, x)) for x in (self.x1, self.x2))
        y1, y2 = (max(0, min(height, y)) for y in (self.y1, self.y2))
        return Mark(self.tool, x1, y1, x2, y2, self.grain)

    @property
    def is_slip(self) -> bool:
        _, _, width, height = self.box
        if self.tool is Tool.ARROW:
            return width < SMALLEST and height < SMALLEST
        return width < SMALLEST or height < SMALLEST


Edit = Turn | Mark


@dataclass(slots=True)
class History:
    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)

    def add(self, edit: Edit) -> bool:
        """Whether there was room for one more; what had been taken back is gone then."""
        if len(self.done) >= MOST_STEPS:
            return False
        self.done.append(edit)
        self.undone.clear()
        return True

    def undo(self) -> bool:
        if self.done:
            self.undone.append(self.done.pop())
            return True
        return False

    def redo(self) -> bool:
        if self.undone:
            self.done.append(self.undone.pop())
            return True
        return False
