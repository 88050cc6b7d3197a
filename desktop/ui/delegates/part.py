"""A part of a bubble: measured once, painted often, and asked what lies under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.media import Pictures
from desktop.ui.lists.ports import Hit

GAP = 5
"""Between parts of one bubble, in logical pixels."""


@dataclass(frozen=True, slots=True)
class PaintContext:
    ink: BubbleInk
    side: SideInk
    pictures: Pictures
    selection: tuple[int, int] | None = None
    marks: tuple[tuple[int, int], ...] = ()


class Part:
    """`width` and `height` in logical pixels; `last_width` is how much of the bottom line is taken, for the time may
    stand beside it. A `flush` part comes nearly to the bubble's edge. `media_id` is set where a file is shown.
    """

    width: int = 0
    height: int = 0
    last_width: int = 0
    flush: bool = False
    media_id: str = ""

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        """`width` is what the bubble gives, at least the part's own."""
        raise NotImplementedError

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        """Relative to where it was painted."""
        return None
