"""Lines between bubbles: days, system messages, and where the unread ones begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.delegates.formatting import Formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.lists.ports import RowState

_ABOVE = 10
_PAD_X, _PAD_Y = 13, 4


class NoticeLayout:
    """A pill in the middle, over several lines if it must."""

    def __init__(self, text: str, row_width: int, ink: BubbleInk) -> None:
        self.row_width = row_width
        room = max(80, row_width - 2 * (ink.sizes.margin + _PAD_X))
        self._block = TextBlock(Formatted(text), ink.fine_font, ink.wrap, room, {})
        width = self._block.width + 2 * _PAD_X
        self._area = QRectF((row_width - width) // 2, _ABOVE, width, self._block.height + 2 * _PAD_Y)
        self.height = int(self._area.height()) + _ABOVE + 4

    def paint(self, painter: QPainter, top: int, state: RowState, ink: BubbleInk) -> None:
        area = self._area.translated(0, top)
        radius = min(13.0, area.height() / 2)
        painter.setPen(ink.focus if state.current else Qt.PenStyle.NoPen)
        painter.setBrush(ink.notice)
        painter.drawRoundedRect(area, radius, radius)
        painter.setPen(ink.on_notice)
        self._block.draw(painter, area.x() + _PAD_X, area.y() + _PAD_Y)


class UnreadLayout:
    """A band over the whole width."""

    def __init__(self, text: str, row_width: int, ink: BubbleInk) -> None:
        self._text = text
        self.row_width = row_width
        self._band = ink.fine_strong_metrics.height() + 8
        self.height = self._band + _ABOVE + 4

    def paint(self, painter: QPainter, top: int, state: RowState, ink: BubbleInk) -> None:
        area = QRectF(0, top + _ABOVE, self.row_width, self._band)
        painter.fillRect(area, ink.unread)
        painter.setFont(ink.fine_strong_font)
        painter.setPen(ink.on_unread)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
