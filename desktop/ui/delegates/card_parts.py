"""Parts that are little cards: a place, and buttons that were offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Button, Location

_ELIDE = Qt.TextElideMode.ElideRight
_MAP = 104
_BUTTON = 36


class LocationPart(Part):
    """A schematic map with a pin; the click opens the place in a browser."""

    flush = True

    def __init__(self, location: Location, ink: BubbleInk, widest: int) -> None:
        self._link = place_link(location)
        place = f"{location.latitude:.5f}, {location.longitude:.5f}"
        self.width = min(widest, ink.sizes.picture - 40)
        inner = self.width - 18
        self._title = ink.strong_metrics.elidedText(one_line(location.name)[:200] or place, _ELIDE, inner)
        address = one_line(location.address)[:300]
        details = [address, place if location.name else ""]
        self._details = [ink.fine_metrics.elidedText(text, _ELIDE, inner) for text in details if text]
        self.height = _MAP + 8 + ink.strong_metrics.height() + ink.fine_metrics.height() * len(self._details)
        taken = ink.fine_metrics.horizontalAdvance(self._details[-1]) if self._details else 0
        self.last_width = 9 + (taken or ink.strong_metrics.horizontalAdvance(self._title))

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink = context.ink
        area = QRectF(x, y, width, _MAP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.placeholder)
        painter.drawRoundedRect(area, 10, 10)
        self._paint_streets(painter, area, context)
        pin = ink.icon("location", "danger", 34)
        painter.drawPixmap(QPointF(area.center().x() - 17, area.center().y() - 30), pin)
        painter.setFont(ink.strong_font)
        painter.setPen(context.side.text)
        line = y + _MAP + 6 + ink.strong_metrics.ascent()
        painter.drawText(x + 9, line, self._title)
        painter.setFont(ink.fine_font)
        painter.setPen(context.side.muted)
        for detail in self._details:
            line += ink.fine_metrics.height()
            painter.drawText(x + 9, line, detail)

    def _paint_streets(self, painter: QPainter, area: QRectF, context: PaintContext) -> None:
        painter.save()
        painter.setClipRect(area.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(context.side.fill, 7))
        left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
        painter.drawLine(QPointF(left, top + 74), QPointF(right, top + 38))
        painter.drawLine(QPointF(left + 70, top), QPointF(left + 110, bottom))
        painter.setPen(QPen(context.side.fill, 3))
        painter.drawLine(QPointF(left, top + 24), QPointF(right, top + 4))
        painter.drawLine(QPointF(right - 70, top), QPointF(right - 34, bottom))
        painter.drawLine(QPointF(left + 16, bottom), QPointF(left + 8, top))
        painter.restore()

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.LINK, self._link)


def place_link(location: Location) -> str:
    """A page of the web that shows the place; asked for only when somebody wants it."""
    place = f"{location.latitude:.6f}", f"{location.longitude:.6f}"
    return f"https://www.openstreetmap.org/?mlat={place[0]}&mlon={place[1]}#map=17/{place[0]}/{place[1]}"


class ButtonsPart(Part):
    """What the customer was offered; not to be pressed here."""

    def __init__(self, buttons: Sequence[Button], ink: BubbleInk, widest: int) -> None:
        self._titles = [
            ink.fine_strong_metrics.elidedText(one_line(it.title)[:120], _ELIDE, widest - 20) for it in buttons
        ]
        longest = max((ink.fine_strong_metrics.horizontalAdvance(title) for title in self._titles), default=0)
        self.width = self.last_width = min(widest, longest + 60)
        self.height = _BUTTON * len(self._titles)

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setFont(context.ink.fine_strong_font)
        rule = QPen(context.side.quote, 1.4)
        for number, title in enumerate(self._titles):
            area = QRectF(x, y + number * _BUTTON, width, _BUTTON)
            painter.setPen(rule)
            painter.drawLine(area.topLeft(), area.topRight())
            painter.setPen(context.side.link)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, title)
