"""Contact cards: who, where they work, and every number and address, each to be copied or written to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Card

_ELIDE = Qt.TextElideMode.ElideRight
_FACE: Final = 40
_LEFT: Final = 52
_MOST_CARDS: Final = 8
_MOST_ROWS: Final = 6
_LONGEST: Final = 160


class _Row(NamedTuple):
    icon: str
    text: str
    target: str


class _Shown(NamedTuple):
    name: str
    title: str
    work: str
    rows: list[_Row]


class CardsPart(Part):
    """One below the other, with a line between."""

    def __init__(self, cards: Sequence[Card], ink: BubbleInk, widest: int) -> None:
        self.width = self.last_width = min(widest, ink.sizes.card + 20)
        self._row_height = ink.fine_metrics.height() + 5
        self._head = max(_FACE + 4, ink.strong_metrics.height() + ink.fine_metrics.height() + 8)
        self._cards = [self._shown(card, ink) for card in cards[:_MOST_CARDS]]
        self._rest = len(cards) - len(self._cards)
        self.height = sum(map(self._height, self._cards)) + 10 * (len(self._cards) - 1)
        self.height += self._row_height if self._rest else 0

    def _shown(self, card: Card, ink: BubbleInk) -> _Shown:
        room = self.width - _LEFT
        name = _short(card.name)
        work = " · ".join(part for part in (_short(card.role), _short(card.organisation)) if part)[:_LONGEST]
        rows = [_Row(icon, ink.fine_metrics.elidedText(text, _ELIDE, room - 22), to) for icon, text, to in _rows(card)]
        title = name or (rows[0].text if rows else "?")
        return _Shown(
            name or title,
            ink.strong_metrics.elidedText(title, _ELIDE, room),
            ink.fine_metrics.elidedText(work, _ELIDE, room),
            rows,
        )

    def _height(self, shown: _Shown) -> int:
        return self._head + self._row_height * len(shown.rows)

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        for number, shown in enumerate(self._cards):
            if number:
                painter.setPen(QPen(side.quote, 1.4))
                painter.drawLine(x, y - 6, x + width, y - 6)
            painter.drawPixmap(x, y + 1, ink.theme.faces.pixmap(shown.name, shown.name, _FACE, ink.ratio))
            both = ink.strong_metrics.height() + ink.fine_metrics.height()
            top = y + (self._head - (both if shown.work else ink.strong_metrics.height())) // 2 - 1
            painter.setFont(ink.strong_font)
            painter.setPen(side.text)
            painter.drawText(x + _LEFT, top + ink.strong_metrics.ascent(), shown.title)
            painter.setFont(ink.fine_font)
            painter.setPen(side.muted)
            if shown.work:
                baseline = top + ink.strong_metrics.height() + ink.fine_metrics.ascent()
                painter.drawText(x + _LEFT, baseline, shown.work)
            self._paint_rows(painter, x + _LEFT, y + self._head, shown.rows, context)
            y += self._height(shown) + 10
        if self._rest:
            painter.setPen(side.muted)
            painter.drawText(x + _LEFT, y - 10 + ink.fine_metrics.ascent(), f"+ {self._rest}")

    def _paint_rows(self, painter: QPainter, x: int, y: int, rows: list[_Row], context: PaintContext) -> None:
        ink, side = context.ink, context.side
        for row in rows:
            painter.drawPixmap(x, y + (self._row_height - 15) // 2, ink.icon(row.icon, side.muted_token, 15))
            painter.setPen(side.link if row.target else side.text)
            painter.drawText(x + 22, y + 2 + ink.fine_metrics.ascent(), row.text)
            y += self._row_height

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        for shown in self._cards:
            number = (y - self._head) // self._row_height
            if y >= self._head and x >= _LEFT and number < len(shown.rows):
                target = shown.rows[number].target
                return Hit(HitKind.LINK, target) if target else None
            y -= self._height(shown) + 10
            if y < 0:
                return None
        return None


def _rows(card: Card) -> list[_Row]:
    phones = [_Row("phone", _short(number), _telephone(number)) for number in card.phones[:_MOST_ROWS]]
    mails = [_Row("mail", _short(mail), _mail(mail)) for mail in card.emails[:_MOST_ROWS]]
    places = [_Row("location", _short(place), "") for place in card.addresses[:_MOST_ROWS]]
    links = [_Row("link", _short(link), _web(link)) for link in card.links[:_MOST_ROWS]]
    return [*phones, *mails, *places, *links][:_MOST_ROWS]


def _short(text: str) -> str:
    return one_line(text[:_LONGEST])


def _telephone(number: str) -> str:
    digits = re.sub(r"\D", "", number[:_LONGEST])
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}" if digits else ""


def _mail(mail: str) -> str:
    return f"mailto:{mail}" if re.fullmatch(r"[\w.+-]{1,64}@[\w.-]{1,253}", mail) else ""


def _web(link: str) -> str:
    return link if link.startswith(("https://", "http://")) else ""
