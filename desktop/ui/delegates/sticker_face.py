"""Paints the cells of the sticker picker: the picture, its name until there is one, a star for what is liked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.delegates.cell_delegate import CellDelegate
from desktop.ui.delegates.media import MediaProvider
from desktop.ui.models.cells import Cell
from desktop.ui.models.sticker_cells import StickerCell
from desktop.ui.theme.theme import Theme

_MARGIN = 7
_STAR = 18


class StickerFace(CellDelegate):
    """`current`: id of the one sticker that may move; the others show their first frame."""

    def __init__(self, theme: Theme, pictures: MediaProvider, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._pictures = pictures
        self.current = ""

    def paint_content(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        inside = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        found = self._picture(cell, inside.size())
        if found is None:
            self._paint_name(painter, inside, cell)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inside, found)
        if isinstance(cell, StickerCell) and cell.is_liked:
            self._paint_star(painter, QRect(area.right() - _STAR - 2, area.top() + 3, _STAR, _STAR))

    def _picture(self, cell: Cell, size: QSize) -> QPixmap | None:
        if isinstance(cell, StickerCell) and cell.moves and cell.id == self.current:
            return self._pictures.sticker(cell.id, size)
        return self._pictures.pixmap(cell.id, size)

    def _paint_star(self, painter: QPainter, place: QRect) -> None:
        """On a ground of its own: the picture below may have any colour."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("line"))
        painter.setBrush(self.theme.colour("window"))
        painter.drawEllipse(place)
        self.theme.icon("star", "accent", _STAR).paint(painter, place.adjusted(2, 2, -2, -2))

    def _paint_name(self, painter: QPainter, inside: QRect, cell: Cell) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("field"))
        painter.drawRoundedRect(inside, 8, 8)
        painter.setFont(self.theme.fonts.fine)
        painter.setPen(self.theme.colour("muted"))
        title = cell.title if isinstance(cell, StickerCell) else cell.name
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.save()
        painter.setClipRect(inside)
        painter.drawText(inside.adjusted(4, 2, -4, -2), flags, title)
        painter.restore()
