"""Parts made of files that are seen: pictures, films, stickers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF

from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Kind, Media

_RADIUS = 10
_SMALLEST = 140


_TROUBLES = (Word.NO_PICTURE, Word.NOT_FETCHED, Word.UNAVAILABLE)


def fitted(media: Media, widest: int, tallest: int, *, usual: tuple[int, int] = (4, 3)) -> QSize:
    """Size to show a picture at: its own proportions, within limits; the usual ones where they are not known."""
    width, height = (media.width, media.height) if media.width and media.height else usual
    scale = min(widest / width, tallest / height)
    return QSize(max(_SMALLEST, round(width * scale)), max(_SMALLEST * 3 // 4, round(height * scale)))


class PicturePart(Part):
    """A photograph, or a film with its length, its size and a play button.

    Of a film only the gateway's small picture is shown: the film itself is fetched and decoded when somebody wants to
    see it.
    """

    flush = True

    def __init__(self, media: Media, words: Words, ink: BubbleInk, widest: int, *, is_film: bool) -> None:
        usual = (16, 9) if is_film else (4, 3)
        self._size = fitted(media, min(widest, ink.sizes.picture), ink.sizes.picture_tallest, usual=usual)
        self._is_film = is_film
        self._has_picture = bool(media.thumbnail) if is_film else True
        self._length = words.duration(media.duration_ms) if is_film and media.duration_ms else ""
        self._status = _status(media, words, is_film=is_film)
        self._troubles = {word: words.word(word) for word in _TROUBLES}
        self.media_id = media.id
        self.width, self.height = self._size.width(), self._size.height()
        self.last_width = self.width

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        area = QRectF(x, y, max(width, self.width), self.height)
        size = QSize(int(area.width()), self.height)
        picture = context.pictures.rounded(self.media_id, size, _RADIUS) if self._has_picture else None
        if picture is not None:
            painter.drawPixmap(x, y, picture)
        else:
            self._paint_placeholder(painter, area, context)
        if self._is_film:
            self._paint_play(painter, area, context)

    def _paint_placeholder(self, painter: QPainter, area: QRectF, context: PaintContext) -> None:
        ink = context.ink
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.placeholder)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        middle = area.center()
        if not self._is_film:
            icon = ink.icon("image", "on_placeholder", 32)
            painter.drawPixmap(QPointF(middle.x() - 16, middle.y() - 26), icon)
        trouble = None if self._is_film else context.pictures.trouble(self.media_id)
        painter.setPen(ink.on_placeholder)
        painter.setFont(ink.fine_font)
        below = area.adjusted(8, area.height() / 2 + (30 if self._is_film else 12), -8, 0)
        form = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, form, self._status if trouble is None else self._troubles.get(trouble, self._status))

    def _paint_play(self, painter: QPainter, area: QRectF, context: PaintContext) -> None:
        ink, middle = context.ink, area.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.overlay)
        painter.drawEllipse(middle, 24, 24)
        painter.setBrush(ink.on_overlay.color())
        x, y = middle.x(), middle.y()
        painter.drawPolygon(QPolygonF([QPointF(x - 6, y - 10), QPointF(x + 11, y), QPointF(x - 6, y + 10)]))
        if self._length:
            width = ink.tiny_metrics.horizontalAdvance(self._length) + 14
            pill = QRectF(area.x() + 8, area.y() + 8, width, 20)
            painter.setBrush(ink.overlay)
            painter.drawRoundedRect(pill, 10, 10)
            painter.setPen(ink.on_overlay)
            painter.setFont(ink.tiny_font)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._length)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.MEDIA, self.media_id)


def _status(media: Media, words: Words, *, is_film: bool) -> str:
    """What stands where no picture is shown."""
    if media.state in ("failed", "blocked"):
        return words.word(Word.UNAVAILABLE)
    if not is_film or media.state == "pending":
        return words.word(Word.LOADING)
    kind = words.kind(Kind.VIDEO)
    return f"{kind} · {words.size(media.size)}" if media.size else kind


class StickerPart(Part):
    """A sticker stands without a bubble."""

    flush = True

    def __init__(self, media: Media | None, words: Words, ink: BubbleInk) -> None:
        self.media_id = media.id if media else ""
        self.width = self.height = self.last_width = ink.sizes.sticker

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        side = self.width
        picture = context.pictures.whole(self.media_id, QSize(side, side)) if self.media_id else None
        if picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(context.ink.placeholder)
            painter.drawRoundedRect(QRectF(x + 15, y + 15, side - 30, side - 30), 24, 24)
            painter.drawPixmap(
                x + side // 2 - 22, y + side // 2 - 22, context.ink.icon("sticker", "on_placeholder", 44)
            )
        else:
            size = QSize(picture.deviceIndependentSize().toSize())
            size.scale(side, side, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(x + (side - size.width()) / 2, y + (side - size.height()) / 2, size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, picture, QRectF(picture.rect()))

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        return Hit(HitKind.MEDIA, self.media_id) if self.media_id else None
