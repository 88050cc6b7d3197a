"""A bubble: parts stacked inside a shape with a tail, the time in the corner, reactions on the edge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QTransform

from desktop.ui.delegates.composition import Composition
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.meta import Meta
from desktop.ui.delegates.part import GAP, PaintContext, Part
from desktop.ui.delegates.words import Words
from desktop.ui.lists.ports import Hit, HitKind, RowState
from desktop.ui.models.rows import Placement
from desktop.ui.theme.tokens import RADII
from server_stub.contract.content import Kind
from server_stub.contract.model import Message

_META_GAP = 12
_REACTION = 22
HISTORY = "history"
"""The action of the mark of an edited message."""
_JOINT = 5
"""Radius where bubbles of one group meet."""


class BubbleLayout:
    """All positions are relative to the top left of the row, whose width is fixed and whose `height` follows."""

    def __init__(
        self, message: Message, placement: Placement, made: Composition, row_width: int, ink: BubbleInk, words: Words
    ) -> None:
        sizes = ink.sizes
        self.row_width = row_width
        self._ink, self._made = ink, made
        self._id = message.id
        self._is_edited = message.edited_at is not None and message.deleted_at is None
        self._ours = message.direction == "out"
        self._side = ink.note if message.content.kind == Kind.NOTE else ink.side(ours=self._ours)
        self._meta = Meta(message, words, ink)
        last = made.parts[-1]
        self._meta_on_picture = made.bare or (last.flush and bool(last.media_id))
        self._reactions = _reactions_text(message)
        self._places: list[tuple[Part, int, int, int]] = []
        self._top = (sizes.group_gap if placement.first else sizes.gap) - 1
        self._stack()
        self._x = row_width - self._width - sizes.margin if self._ours else sizes.margin
        self._places = [(part, self._x + x, self._top + y, width) for part, x, y, width in self._places]
        self._path = None if made.bare else bubble_path(self.area, placement, ours=self._ours)
        self.height = self._top + self._height + 2 + (_REACTION - 7 if self._reactions else 0)

    # Layout

    def _stack(self) -> None:
        """Widths first, then tops, then where the time goes."""
        sizes, parts, after = self._ink.sizes, self._made.parts, self._made.after
        pad = 0 if self._made.bare else sizes.pad_x
        flush_extra = 2 * (sizes.picture_inset - pad)
        inner = max(part.width + (flush_extra if part.flush else 0) for part in [*parts, *after])
        last = parts[-1]
        beside = last.last_width + _META_GAP + self._meta.width
        has_room = beside <= inner or (last.width == last.last_width and beside <= self._made.widest)
        if not self._meta_on_picture:
            inner = max(inner, beside if has_room else self._meta.width)
        y = 0 if self._made.bare else (sizes.picture_inset if parts[0].flush else sizes.pad_y - 1)
        y = self._pile(parts, y, inner, pad)
        if not self._meta_on_picture:
            y += 2 if has_room else self._meta.height - 2
        self._meta_bottom = y + (-6 if self._meta_on_picture else 1)
        if not self._made.bare:
            y += sizes.picture_inset if self._meta_on_picture else sizes.pad_y - 2
        for part in after:
            self._places.append((part, 0, y, inner + 2 * pad))
            y += part.height
        self._width, self._height = inner + 2 * pad, y

    def _pile(self, parts: list[Part], y: int, inner: int, pad: int) -> int:
        inset = 0 if self._made.bare else self._ink.sizes.picture_inset
        for number, part in enumerate(parts):
            if number:
                y += GAP
            if part.flush:
                self._places.append((part, inset, y, max(part.width, inner + 2 * pad - 2 * inset)))
            else:
                self._places.append((part, pad, y, inner))
            y += part.height
        return y

    @property
    def area(self) -> QRectF:
        return QRectF(self._x, self._top, self._width, self._height)

    # Painting

    def paint(
        self, painter: QPainter, top: int, row_width: int, status: str, state: RowState, context: PaintContext
    ) -> None:
        """`status` is the delivery status as it is now."""
        painter.save()
        painter.translate(0, top)
        if state.flashed:
            painter.fillRect(0, 0, row_width, self.height, context.ink.flash)
        if self._path is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(context.ink.shadow)
            painter.drawPath(self._path.translated(0, 1))
            painter.setPen(context.ink.outline)
            painter.setBrush(self._side.fill)
            painter.drawPath(self._path)
        if state.current:
            painter.setPen(context.ink.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.area.adjusted(-3, -3, 3, 3), RADII.bubble + 2, RADII.bubble + 2)
        for part, x, y, width in self._places:
            part.paint(painter, x, y, width, context)
        self._paint_meta(painter, status, context)
        if self._reactions:
            self._paint_reactions(painter, context)
        painter.restore()

    def _paint_meta(self, painter: QPainter, status: str, context: PaintContext) -> None:
        right = self._x + self._width
        bottom = self._top + self._meta_bottom
        if self._meta_on_picture:
            self._meta.paint_on_picture(painter, right - 9, bottom, status, context.ink)
        else:
            x = right - self._ink.sizes.pad_x + 3 - self._meta.width
            self._meta.paint(painter, x, bottom - self._meta.height, status, context.ink, self._side)

    def _paint_reactions(self, painter: QPainter, context: PaintContext) -> None:
        ink = context.ink
        font = QFont(ink.fine_font)
        width = ink.fine_metrics.horizontalAdvance(self._reactions) + 16
        x = self._x + 10
        pill = QRectF(x, self._top + self._height - 7, width, _REACTION)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.ground)
        painter.drawRoundedRect(pill.adjusted(-2, -2, 2, 2), 13, 13)
        painter.setPen(ink.outline)
        painter.setBrush(self._side.fill)
        painter.drawRoundedRect(pill, 11, 11)
        painter.setFont(font)
        painter.setPen(self._side.text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._reactions)

    # Asking

    def hit(self, x: int, y: int) -> Hit | None:
        if self._is_edited and self._meta_area().contains(QPointF(x, y)):
            return Hit(HitKind.ACTION, f"{HISTORY} {self._id}")
        for part, left, top, width in self._places:
            if left <= x < left + width and top <= y < top + part.height:
                return part.hit(x - left, y - top, width) or Hit(HitKind.BUBBLE, self._id)
        return Hit(HitKind.BUBBLE, self._id) if self.area.contains(QPointF(x, y)) else None

    def _meta_area(self) -> QRectF:
        """Where the time is, wide enough to be clicked."""
        right, bottom = self._x + self._width, self._top + self._meta_bottom
        inset = 9 if self._meta_on_picture else self._ink.sizes.pad_x - 3
        width = self._meta.width + (14 if self._meta_on_picture else 0)
        return QRectF(right - inset - width - 4, bottom - self._meta.height - 5, width + 8, self._meta.height + 8)

    def text(self) -> str:
        return self._made.text.block.text if self._made.text is not None else ""

    def text_position(self, x: int, y: int, *, nearest: bool) -> int | None:
        """Character of the text at a point of the row."""
        for part, left, top, _ in self._places:
            if part is self._made.text and self._made.text is not None:
                inside = top <= y < top + part.height
                if nearest or inside:
                    below = y >= top + part.height
                    if nearest and not inside:
                        return len(self.text()) if below else 0
                    return self._made.text.block.position(x - left, y - top, nearest=nearest)
        return 0 if nearest else None

    def shows_media(self, media_id: str) -> bool:
        return any(part.media_id == media_id for part in self._made.parts)


def _reactions_text(message: Message) -> str:
    """Each emoji once, with a count where several people chose it."""
    if message.deleted_at is not None:
        return ""
    counts: dict[str, int] = {}
    for reaction in message.reactions:
        counts[reaction.emoji] = counts.get(reaction.emoji, 0) + 1
    return " ".join(f"{emoji} {count}" if count > 1 else emoji for emoji, count in counts.items())


def bubble_path(area: QRectF, placement: Placement, *, ours: bool) -> QPainterPath:
    """Round corners, small ones where bubbles of a group meet, and a tail at the last one's outer bottom corner."""
    radius = float(RADII.bubble)
    top = radius if placement.first else float(_JOINT)
    bottom = 0.0 if placement.last else float(_JOINT)
    path = QPainterPath()
    x, y, w, h = area.x(), area.y(), area.width(), area.height()
    # Drawn for the left side, outer edge at x; mirrored for ours.
    path.moveTo(x + top, y)
    path.lineTo(x + w - radius, y)
    path.arcTo(QRectF(x + w - 2 * radius, y, 2 * radius, 2 * radius), 90, -90)
    path.lineTo(x + w, y + h - radius)
    path.arcTo(QRectF(x + w - 2 * radius, y + h - 2 * radius, 2 * radius, 2 * radius), 0, -90)
    if bottom:
        path.lineTo(x + bottom, y + h)
        path.arcTo(QRectF(x, y + h - 2 * bottom, 2 * bottom, 2 * bottom), 270, -90)
    else:
        path.lineTo(x - 5, y + h)
        path.quadTo(x - 7.5, y + h - 0.5, x - 5.5, y + h - 2.5)
        path.cubicTo(x - 2, y + h - 6, x, y + h - 9, x, y + h - 15)
    path.lineTo(x, y + top)
    path.arcTo(QRectF(x, y, 2 * top, 2 * top), 180, -90)
    path.closeSubpath()
    return _mirrored(path, x + w / 2) if ours else path


def _mirrored(path: QPainterPath, axis: float) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 2 * axis, 0).map(path)
