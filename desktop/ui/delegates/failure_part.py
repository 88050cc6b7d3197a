"""Below a message that did not arrive: why, and the two things that can be done about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.delegates.formatting import Formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.model import Failure

RETRY: Final = "retry"
DISCARD: Final = "discard"
_LINE = 8
"""Room for the line between the reason and the actions, in logical pixels."""


class FailurePart(Part):
    """The reason in the colour of trouble, then "Send again" and "Remove" side by side."""

    def __init__(self, message_id: str, words: Words, failure: Failure | None, ink: BubbleInk, widest: int) -> None:
        self._id = message_id
        self._inset = ink.sizes.pad_x
        self._reason = TextBlock(Formatted(words.failure(failure)), ink.fine_font, ink.wrap, widest, {})
        metrics = ink.fine_strong_metrics
        self._actions = [(RETRY, words.word(Word.SEND_AGAIN)), (DISCARD, words.word(Word.REMOVE))]
        self._action_height = metrics.height() + 12
        asked = max(metrics.horizontalAdvance(text) for _, text in self._actions) + 28
        self.width = self.last_width = min(widest, max(self._reason.width, 2 * asked))
        self.height = self._reason.height + _LINE + self._action_height

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setPen(context.side.danger)
        self._reason.draw(painter, x + self._inset, y)
        top = y + self._reason.height + _LINE
        painter.setPen(QPen(context.side.quote, 1.4))
        painter.drawLine(x, top, x + width, top)
        painter.setFont(context.ink.fine_strong_font)
        painter.setPen(context.side.link)
        half = width / len(self._actions)
        for place, (_, text) in enumerate(self._actions):
            area = QRectF(x + place * half, top, half, self._action_height)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        if y < self._reason.height + _LINE:
            return None
        name, _ = self._actions[0 if x < width / 2 else 1]
        return Hit(HitKind.ACTION, f"{name} {self._id}")
