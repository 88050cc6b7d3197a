"""A file: a sheet in the colour of its type, its name and size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.delegates.cleaning import one_line
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Media

_BADGE_WIDTH, _BADGE_HEIGHT = 42, 46
_LONGEST: Final = 4096
_TYPES: Final[dict[str, str]] = {
    **dict.fromkeys(("pdf",), "danger"),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "ods", "csv", "tsv"), "ok"),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "txt", "md"), "info"),
    **dict.fromkeys(("ppt", "pptx", "odp", "zip", "rar", "7z", "gz", "tar"), "warn"),
}
"""Name of the colour by the ending of the file; others are grey."""


class DocumentPart(Part):
    def __init__(self, media: Media, words: Words, ink: BubbleInk, widest: int) -> None:
        self.media_id = media.id
        name = one_line(media.file_name[:_LONGEST]) or words.kind("document")
        _, dot, ending = name.rpartition(".")
        known = ending if dot and ending else media.mime_type.rpartition("/")[2]
        self._ending = known.casefold()[:4]
        self._colour = _TYPES.get(self._ending, "")
        inner = min(widest, ink.sizes.card) - _BADGE_WIDTH - 10
        self._name = ink.strong_metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, inner)
        lost = words.word(Word.UNAVAILABLE) if media.state in ("failed", "blocked") else ""
        details = [self._ending.upper(), words.size(media.size) if media.size else "", lost]
        detail = " · ".join(part for part in details if part)
        self._detail = ink.tiny_metrics.elidedText(detail, Qt.TextElideMode.ElideRight, inner)
        self.width = min(widest, ink.sizes.card)
        self.height = max(_BADGE_HEIGHT, ink.strong_metrics.height() + ink.tiny_metrics.height() + 8)
        self.last_width = _BADGE_WIDTH + 10 + ink.tiny_metrics.horizontalAdvance(self._detail)

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        badge = QRectF(x, y + (self.height - _BADGE_HEIGHT) / 2, _BADGE_WIDTH, _BADGE_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill(f"{self._colour}_fill") if self._colour else side.quote)
        painter.drawRoundedRect(badge, 8, 8)
        icon = ink.icon("document", self._colour or side.link_token, 22)
        painter.drawPixmap(int(badge.x()) + 10, int(badge.y()) + 4, icon)
        painter.setFont(ink.badge_font)
        painter.setPen(ink.pen(self._colour) if self._colour else side.link)
        label = badge.adjusted(0, 27, 0, -4)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._ending.upper())
        painter.setFont(ink.strong_font)
        painter.setPen(side.text)
        left = x + _BADGE_WIDTH + 10
        painter.drawText(left, y + 4 + ink.strong_metrics.ascent(), self._name)
        painter.setFont(ink.tiny_font)
        painter.setPen(side.muted)
        painter.drawText(left, y + self.height - 3 - ink.tiny_metrics.descent(), self._detail)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.MEDIA, self.media_id)
