"""A call that is over: answered, missed, refused."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.delegates.formatting import Formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.delegates.words import Words
from server_stub.contract.content import Call

_DISC = 36


class CallPart(Part):
    def __init__(self, call: Call, words: Words, ink: BubbleInk, widest: int, *, outbound: bool) -> None:
        self._is_missed = not call.was_answered and not outbound
        text = Formatted(words.call(call, outbound=outbound))
        self._text = TextBlock(text, ink.text_font, ink.wrap, widest - _DISC - 12, {})
        self.width = self.last_width = _DISC + 12 + self._text.width
        self.height = max(_DISC, self._text.height)

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(side.quote)
        painter.drawEllipse(QRectF(x, y, _DISC, _DISC))
        token = side.danger_token if self._is_missed else side.link_token
        painter.drawPixmap(x + 9, y + 9, ink.icon("phone", token, 18))
        painter.setPen(side.danger if self._is_missed else side.text)
        self._text.draw(painter, x + _DISC + 12, y + (self.height - self._text.height) / 2)
