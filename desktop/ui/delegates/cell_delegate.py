"""Paints the cells of a grid of signs, each drawn once and then copied, and the headings above them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.models.cells import CELL_ROLE, Cell
from desktop.ui.theme.theme import Theme

_KEPT = 2500
"""Drawn signs in memory, each some 6 KB: more than there are emoji."""
_HEADING_ROOM = 14


class CellDelegate(QStyledItemDelegate):
    """`points`: size of the signs, not scaled with the text. Other contents override `paint_content`."""

    def __init__(self, theme: Theme, parent: QWidget, *, points: float = 19.0) -> None:
        super().__init__(parent)
        self.theme = theme
        self._font: QFont = theme.fonts.emoji(points)
        self._drawn: dict[tuple[str, int, float], QPixmap] = {}

    def heading_height(self) -> int:
        return QFontMetrics(self.theme.fonts.fine_strong).height() + _HEADING_ROOM

    def paint_heading(self, painter: QPainter, area: QRect, title: str) -> None:
        painter.setFont(self.theme.fonts.fine_strong)
        painter.setPen(self.theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area.adjusted(6, 0, 0, 0), flags, title)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        ground = ""
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "selection"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        if ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.theme.outline)
            painter.setBrush(self.theme.colour(ground))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 8, 8)
        self.paint_content(painter, option.rect, cell)

    def paint_content(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        painter.drawPixmap(area.topLeft(), self._sign(cell.sign, area.size(), painter.device().devicePixelRatioF()))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return option.rect.size()

    def _sign(self, sign: str, size: QSize, ratio: float) -> QPixmap:
        key = (sign, size.width(), ratio)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            found = self._drawn[key] = self._draw(sign, size, ratio)
        return found

    def _draw(self, sign: str, size: QSize, ratio: float) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setFont(self._font)
        painter.setPen(self.theme.colour("text"))
        painter.drawText(QRect(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
        return made
