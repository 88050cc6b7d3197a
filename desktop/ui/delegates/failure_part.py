"""Below a message that did not arrive or has to wait: why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.delegates.formatting import Formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.lists.ports import Hit, HitKind

RETRY: Final = "retry"
DISCARD: Final = "discard"
_LINE = 8
"""Room for the line between the reason and the actions, in logical pixels."""


class ReasonPart(Part):
    """The reason in the colour of trouble or of waiting, then the actions side by side.

    `actions`: (name, words) each.
    """

    def __init__(
        self,
        message_id: str,
        reason: str,
        actions: Sequence[tuple[str, str]],
        ink: BubbleInk,
        widest: int,
        *,
        is_trouble: bool,
    ) -> None:
        self._id = message_id
        self._is_trouble = is_trouble
        self._inset = ink.sizes.pad_x
        self._reason = TextBlock(Formatted(reason), ink.fine_font, ink.wrap, widest, {})
        metrics = ink.fine_strong_metrics
        self._actions = list(actions)
        self._action_height = metrics.height() + 12
        asked = max(metrics.horizontalAdvance(text) for _, text in self._actions) + 28
        self.width = self.last_width = min(widest, max(self._reason.width, len(self._actions) * asked))
        self.height = self._reason.height + _LINE + self._action_height

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setPen(context.side.danger if self._is_trouble else context.side.muted)
        self._reason.draw(painter, x + self._inset, y)
        top = y + self._reason.height + _LINE
        painter.setPen(QPen(context.side.quote, 1.4))
        painter.drawLine(x, top, x + width, top)
        painter.setFont(context.ink.fine_strong_font)
        painter.setPen(context.side.link)
        share = width / len(self._actions)
        for place, (_, text) in enumerate(self._actions):
            area = QRectF(x + place * share, top, share, self._action_height)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        if y < self._reason.height + _LINE:
            return None
        place = min(len(self._actions) - 1, int(x * len(self._actions) / max(1, width)))
        return Hit(HitKind.ACTION, f"{self._actions[place][0]} {self._id}")
