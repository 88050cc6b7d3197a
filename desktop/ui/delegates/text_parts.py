"""Parts made of words: text, a small note with an icon, an author's name, a quotation."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.ui.delegates.cleaning import cleaned, one_line
from desktop.ui.delegates.emoji import lone_emoji
from desktop.ui.delegates.formatting import Formatted, Style, formatted, plain
from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.text_block import TextBlock
from desktop.ui.lists.ports import Hit, HitKind

_EMOJI_POINTS = {1: 44.0, 2: 34.0, 3: 28.0}
MORE: Final = "more"
"""The action below a text that goes on."""
_LONGEST = 2000
"""Characters of anything that is not the message's own text."""
_ELIDE = Qt.TextElideMode.ElideRight


class TextPart(Part):
    """The body or caption: formatted, selectable, with links. A few emoji that are `is_alone` are big."""

    def __init__(self, text: str, ink: BubbleInk, side: SideInk, widest: int, *, is_alone: bool = False) -> None:
        count = lone_emoji(text) if is_alone else 0
        font = ink.theme.fonts.emoji(_EMOJI_POINTS[count] * ink.theme.text_scale) if count else ink.text_font
        self.block = TextBlock(formatted(text), font, ink.wrap, widest, side.formats)
        self.width, self.height, self.last_width = self.block.width, self.block.height, self.block.last_width

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setPen(context.side.text)
        ink = context.ink
        marks = [(start, start + length, ink.found) for start, length in context.marks]
        chosen = [(*context.selection, ink.selection)] if context.selection else []
        self.block.draw(painter, x, y, [*marks, *chosen])

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        address = self.block.link_at(x, y)
        return Hit(HitKind.LINK, address) if address else None


class MorePart(Part):
    """The text goes on; a click shows more of it."""

    def __init__(self, message_id: str, text: str, ink: BubbleInk) -> None:
        self._target = f"{MORE} {message_id}"
        self._text = text
        self.width = self.last_width = ink.strong_metrics.horizontalAdvance(text)
        self.height = ink.strong_metrics.height()

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setFont(context.ink.strong_font)
        painter.setPen(context.side.link)
        painter.drawText(x, y + context.ink.strong_metrics.ascent(), self._text)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.ACTION, self._target) if x <= self.width else None


class MutedPart(Part):
    """Small quiet text over several lines: footers, descriptions."""

    def __init__(self, text: str, ink: BubbleInk, widest: int) -> None:
        none: dict[Style, object] = {}
        self.block = TextBlock(Formatted(cleaned(text[:_LONGEST])), ink.fine_font, ink.wrap, widest, none)  # type: ignore[arg-type]
        self.width, self.height, self.last_width = self.block.width, self.block.height, self.block.last_width

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setPen(context.side.muted)
        self.block.draw(painter, x, y)


class NotePart(Part):
    """One quiet line with an icon: forwarded, deleted, chosen answer, template."""

    def __init__(self, icon: str, text: str, ink: BubbleInk, widest: int, *, is_body: bool = False) -> None:
        self._icon = icon
        self._metrics = ink.text_metrics if is_body else ink.fine_metrics
        self._font = QFont(ink.text_font if is_body else ink.fine_font)
        self._font.setItalic(True)
        self._size = 17 if is_body else 15
        self._text = self._metrics.elidedText(one_line(text[:_LONGEST]), _ELIDE, widest - self._size - 6)
        self.width = self._size + 10 + self._metrics.horizontalAdvance(self._text)
        self.height = max(self._size, self._metrics.height())
        self.last_width = self.width

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        icon = context.ink.icon(self._icon, context.side.muted_token, self._size)
        painter.drawPixmap(x, y + (self.height - self._size) // 2, icon)
        painter.setFont(self._font)
        painter.setPen(context.side.muted)
        painter.drawText(x + self._size + 6, y + self._metrics.ascent(), self._text)


class AuthorPart(Part):
    """Name of the colleague who wrote it."""

    def __init__(self, name: str, ink: BubbleInk, widest: int) -> None:
        self._text = ink.fine_strong_metrics.elidedText(one_line(name[:_LONGEST]), _ELIDE, widest)
        self._ascent = ink.fine_strong_metrics.ascent()
        self.width = self.last_width = ink.fine_strong_metrics.horizontalAdvance(self._text)
        self.height = ink.fine_strong_metrics.height()

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        painter.setFont(context.ink.fine_strong_font)
        painter.setPen(context.side.link)
        painter.drawText(x, y + self._ascent, self._text)


class QuotePart(Part):
    """The message that is answered: who, what, and a way to go there."""

    def __init__(self, who: str, text: str, message_id: str, ink: BubbleInk, widest: int, *, icon: str = "") -> None:
        self._message_id = message_id
        self._who = ink.fine_strong_metrics.elidedText(one_line(who[:_LONGEST]), _ELIDE, widest - 24)
        self._plain = one_line(plain(text[:_LONGEST]))[:200]
        self._shown: tuple[int, str] = (0, "")
        self._icon = icon
        self._indent = 18 if icon else 0
        self._metrics: QFontMetrics = ink.fine_metrics
        wanted = max(
            ink.fine_strong_metrics.horizontalAdvance(self._who),
            ink.fine_metrics.horizontalAdvance(self._plain) + self._indent,
        )
        self.width = self.last_width = min(widest, max(150, wanted + 26))
        self.height = ink.fine_strong_metrics.height() + ink.fine_metrics.height() + 9

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        area = QRectF(x, y, width, self.height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(context.side.quote)
        painter.drawRoundedRect(area, 6, 6)
        painter.setBrush(context.ink.accent)
        painter.drawRoundedRect(QRectF(x, y, 4, self.height), 2, 2)
        if self._shown[0] != width:
            self._shown = (width, self._metrics.elidedText(self._plain, _ELIDE, width - 24 - self._indent))
        ascent = context.ink.fine_strong_metrics.ascent()
        painter.setFont(context.ink.fine_strong_font)
        painter.setPen(context.side.link)
        painter.drawText(x + 13, y + 4 + ascent, self._who)
        painter.setFont(context.ink.fine_font)
        painter.setPen(context.side.muted)
        line = y + 5 + context.ink.fine_strong_metrics.height() + self._metrics.ascent()
        if self._icon:
            icon = context.ink.icon(self._icon, context.side.muted_token, 14)
            painter.drawPixmap(x + 13, line - self._metrics.ascent() + (self._metrics.height() - 14) // 2, icon)
        painter.drawText(x + 13 + self._indent, line, self._shown[1])

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        """Also where the original was never here: whoever asks for it is told."""
        return Hit(HitKind.QUOTE, self._message_id)
