"""Paints one result: icon or initials, title and detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES

if TYPE_CHECKING:
    from desktop.ui.widgets.search_popup import PopupItem

ITEM_ROLE = Qt.ItemDataRole.UserRole
_LEFT = 52
_FACE = 30
_BAR = 56


class PopupDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        fonts = self._theme.fonts
        lines = QFontMetrics(fonts.strong).height() + QFontMetrics(fonts.fine).height()
        return QSize(240, max(SIZES.popup_row, lines + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: PopupItem = index.data(ITEM_ROLE)
        area = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(option)
        if ground:
            painter.setPen(self._theme.outline)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), 8, 8)
        self._paint_sign(painter, item, area.left(), area.center().y())
        width = area.width() - _LEFT - 12 - (0 if item.load is None else _BAR + 14)
        if item.load is not None:
            self._paint_load(painter, item.load, area)
        if item.end:
            width -= self._paint_end(painter, item, area)
        fonts = self._theme.fonts
        metrics, fine = QFontMetrics(fonts.strong), QFontMetrics(fonts.fine)
        has_detail = bool(item.detail)
        painter.setFont(fonts.strong)
        painter.setPen(self._theme.colour("muted" if item.dim else "text"))
        lines = metrics.height() + (fine.height() if has_detail else 0)
        top = area.top() + (area.height() - lines) // 2
        title = metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(area.left() + _LEFT, top + metrics.ascent(), title)
        if has_detail:
            painter.setFont(fonts.fine)
            painter.setPen(self._theme.colour("muted"))
            detail = fine.elidedText(item.detail.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
            painter.drawText(area.left() + _LEFT, top + metrics.height() + fine.ascent(), detail)

    def _ground(self, option: QStyleOptionViewItem) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "selection"
        return "hover" if option.state & QStyle.StateFlag.State_MouseOver else ""

    def _paint_load(self, painter: QPainter, load: float, area: QRect) -> None:
        """How full somebody is. The length says it; the colour only repeats it."""
        whole = QRectF(area.right() - 14 - _BAR, area.center().y() - 3, _BAR, 6)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("field"))
        painter.drawRoundedRect(whole, 3, 3)
        filled = whole.width() * min(1.0, max(0.0, load))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if load < 1 else "warn"))
        if filled >= 2:
            painter.drawRoundedRect(QRectF(whole.left(), whole.top(), filled, whole.height()), 3, 3)

    def _paint_end(self, painter: QPainter, item: PopupItem, area: QRect) -> int:
        """How much of the row it takes."""
        metrics = QFontMetrics(self._theme.fonts.fine_strong)
        wide, high = max(24, metrics.horizontalAdvance(item.end) + 14), metrics.height() + 4
        right = area.right() - 12 - (0 if item.load is None else _BAR + 14)
        pill = QRectF(right - wide, area.center().y() - high / 2, wide, high)
        painter.setPen(self._theme.outline)
        painter.setBrush(self._theme.colour("accent" if item.is_loud else "field"))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setFont(self._theme.fonts.fine_strong)
        painter.setPen(self._theme.colour("on_accent" if item.is_loud else "text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, item.end)
        return wide + 8

    def _paint_dot(self, painter: QPainter, ink: str, left: int, middle: int) -> None:
        painter.setPen(QPen(self._theme.colour("window"), 2))
        painter.setBrush(self._theme.colour(ink))
        painter.drawEllipse(QRectF(left + 31, middle + 4, 12, 12))

    def _paint_sign(self, painter: QPainter, item: PopupItem, left: int, middle: int) -> None:
        ratio = painter.device().devicePixelRatioF()
        if item.icon:
            ink = self._theme.colours.muted
            painter.drawPixmap(left + 16, middle - 10, self._theme.icons.pixmap(item.icon, ink, 20, ratio))
        elif item.sign:
            painter.setFont(self._theme.fonts.emoji(16.0))
            painter.setPen(self._theme.colour("text"))
            area = QRect(left + 6, middle - _FACE // 2 - 2, _LEFT - 12, _FACE + 4)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, item.sign)
        elif item.face:
            face = self._theme.faces.pixmap(item.title, item.face, _FACE, ratio)
            painter.drawPixmap(left + 11, middle - _FACE // 2, face)
            if item.dot:
                self._paint_dot(painter, item.dot, left, middle)
