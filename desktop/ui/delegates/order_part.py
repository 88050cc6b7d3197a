"""An order from the catalogue: what, how many, what each costs, and what it comes to."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.domain.orders import item_total, order_total, unit_price
from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.words import Word, Words
from server_stub.contract.content import Order, OrderItem

_ELIDE = Qt.TextElideMode.ElideMiddle
_MOST = 12
"""Items that are listed; more are counted."""
_ROW_GAP, _LINE = 7, 8


class _Row(NamedTuple):
    name: str
    detail: str
    amount: str


class OrderPart(Part):
    def __init__(self, order: Order, words: Words, ink: BubbleInk, widest: int) -> None:
        self.width = self.last_width = min(widest, ink.sizes.card + 20)
        rows = [_row(item, words) for item in order.items[:_MOST]]
        amounts = max((ink.text_metrics.horizontalAdvance(row.amount) for row in rows), default=0)
        room = self.width - amounts - 16
        self._rows = [row._replace(name=ink.text_metrics.elidedText(row.name, _ELIDE, room)) for row in rows]
        hidden = len(order.items) - len(rows)
        self._more = f"+ {words.items(hidden)}" if hidden > 0 else ""
        total = order_total(order)
        self._label = words.word(Word.TOTAL) if total else words.items(len(order.items))
        self._total = words.amount(*total) if total else ""
        self._row_height = ink.text_metrics.height() + ink.fine_metrics.height() + _ROW_GAP
        below = ink.fine_metrics.height() + 4 if self._more else 0
        self._foot = len(self._rows) * self._row_height + below
        self.height = self._foot + _LINE + ink.strong_metrics.height()

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        top = y
        for row in self._rows:
            painter.setFont(ink.text_font)
            painter.setPen(side.text)
            painter.drawText(x, top + ink.text_metrics.ascent(), row.name)
            self._right(painter, x, top, width, row.amount)
            painter.setFont(ink.fine_font)
            painter.setPen(side.muted)
            painter.drawText(x, top + ink.text_metrics.height() + ink.fine_metrics.ascent(), row.detail)
            top += self._row_height
        if self._more:
            painter.drawText(x, top + ink.fine_metrics.ascent(), self._more)
        top = y + self._foot
        painter.setPen(QPen(side.quote, 1.4))
        painter.drawLine(x, top + 1, x + width, top + 1)
        painter.setFont(ink.strong_font)
        painter.setPen(side.text)
        painter.drawText(x, top + _LINE + ink.strong_metrics.ascent(), self._label)
        self._right(painter, x, top + _LINE, width, self._total)

    @staticmethod
    def _right(painter: QPainter, x: int, y: int, width: int, text: str) -> None:
        area = QRectF(x, y, width, painter.fontMetrics().height())
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)


def _row(item: OrderItem, words: Words) -> _Row:
    price, total = unit_price(item), item_total(item)
    if price is None or total is None:
        return _Row(one_line(item.product_id)[:120] or "?", f"{item.quantity} ×", "")
    each = words.amount(price, item.currency)
    return _Row(one_line(item.product_id)[:120] or "?", f"{item.quantity} × {each}", words.amount(total, item.currency))
