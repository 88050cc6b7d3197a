"""Parts that are little cards: a place, people's contact details, buttons that were offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Button, Card, Location

_ELIDE = Qt.TextElideMode.ElideRight
_MAP = 104
_BUTTON = 36
_CARD = 50


class LocationPart(Part):
    """A schematic map with a pin; the click opens the place in a browser."""

    flush = True

    def __init__(self, location: Location, ink: BubbleInk, widest: int) -> None:
        self._link = f"https://www.openstreetmap.org/?mlat={location.latitude:.6f}&mlon={location.longitude:.6f}#map=17"
        self._link += f"/{location.latitude:.6f}/{location.longitude:.6f}"
        place = f"{location.latitude:.5f}, {location.longitude:.5f}"
        self.width = min(widest, ink.sizes.picture - 40)
        inner = self.width - 18
        self._title = ink.strong_metrics.elidedText(location.name or place, _ELIDE, inner)
        detail = location.address if location.name else ""
        self._detail = ink.fine_metrics.elidedText(detail or (place if location.name else ""), _ELIDE, inner)
        self.height = _MAP + 8 + ink.strong_metrics.height() + (ink.fine_metrics.height() if self._detail else 0)
        taken = ink.fine_metrics.horizontalAdvance(self._detail) if self._detail else 0
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
        if self._detail:
            painter.setFont(ink.fine_font)
            painter.setPen(context.side.muted)
            painter.drawText(x + 9, line + ink.fine_metrics.height(), self._detail)

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


class CardsPart(Part):
    """Contact cards, one below the other."""

    def __init__(self, cards: Sequence[Card], ink: BubbleInk, widest: int) -> None:
        self.width = min(widest, ink.sizes.card)
        inner = self.width - 54
        self._rows = [
            (
                card.name,
                ink.strong_metrics.elidedText(card.name, _ELIDE, inner),
                ink.fine_metrics.elidedText(" · ".join([*card.phones, *card.emails]), _ELIDE, inner),
            )
            for card in cards
        ]
        self.height = _CARD * len(self._rows)
        self.last_width = self.width

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink = context.ink
        for number, (name, shown, detail) in enumerate(self._rows):
            top = y + number * _CARD
            painter.drawPixmap(x, top + 4, ink.theme.faces.pixmap(name, name, 40, ink.ratio))
            painter.setFont(ink.strong_font)
            painter.setPen(context.side.text)
            painter.drawText(x + 52, top + 6 + ink.strong_metrics.ascent(), shown)
            painter.setFont(ink.fine_font)
            painter.setPen(context.side.muted)
            painter.drawText(x + 52, top + 7 + ink.strong_metrics.height() + ink.fine_metrics.ascent(), detail)


class ButtonsPart(Part):
    """What the customer was offered; not to be pressed here."""

    def __init__(self, buttons: Sequence[Button], ink: BubbleInk, widest: int) -> None:
        self._titles = [ink.fine_strong_metrics.elidedText(item.title, _ELIDE, widest - 20) for item in buttons]
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
