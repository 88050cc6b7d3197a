"""The advertisement or post through which the customer came."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.formatting import Formatted
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Referral

_PICTURE = 54
_PAD = 9
_LONGEST = 140


class AdvertPart(Part):
    """Headline and words as far as they are told; the picture stays at Meta, so a drawn one stands for it."""

    def __init__(self, referral: Referral, words: Words, ink: BubbleInk, widest: int) -> None:
        self.width = self.last_width = min(widest, ink.sizes.card + 40)
        room = self.width - _PICTURE - 3 * _PAD
        kind = words.word(Word.POST if referral.kind == "post" else Word.ADVERT)
        self._kind = ink.fine_metrics.elidedText(kind, Qt.TextElideMode.ElideRight, room)
        title = one_line(referral.headline)[:_LONGEST] or _host(referral.url)
        self._title = TextBlock(Formatted(title), ink.fine_strong_font, ink.wrap, room, {})
        body = one_line(referral.body)
        shown = body if len(body) <= _LONGEST else body[:_LONGEST].rstrip() + "…"
        self._body = TextBlock(Formatted(shown), ink.fine_font, ink.wrap, room, {}) if shown else None
        self._icon = "video" if referral.media_kind == "video" else "image"
        self._link = referral.url if web_host(referral.url) else ""
        text = ink.fine_metrics.height() + self._title.height + (self._body.height if self._body else 0)
        self.height = max(_PICTURE, text) + 2 * _PAD

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(side.quote)
        painter.drawRoundedRect(QRectF(x, y, width, self.height), 8, 8)
        painter.setBrush(ink.placeholder)
        painter.drawRoundedRect(QRectF(x + _PAD, y + _PAD, _PICTURE, _PICTURE), 6, 6)
        painter.drawPixmap(x + _PAD + 13, y + _PAD + 13, ink.icon(self._icon, "on_placeholder", 28))
        left, top = x + _PICTURE + 2 * _PAD, y + _PAD
        painter.setFont(ink.fine_font)
        painter.setPen(side.muted)
        painter.drawText(left, top + ink.fine_metrics.ascent(), self._kind)
        top += ink.fine_metrics.height()
        painter.setPen(side.link if self._link else side.text)
        self._title.draw(painter, left, top)
        if self._body is not None:
            painter.setPen(side.text)
            self._body.draw(painter, left, top + self._title.height)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.LINK, self._link) if self._link else None


def web_host(url: str) -> str:
    """The host of an address of the web, empty for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _host(url: str) -> str:
    return web_host(url) or one_line(url)[:_LONGEST]
