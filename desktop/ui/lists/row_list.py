"""A list of rows of one height, of which only the visible ones are ever touched: keyboard, mouse and painting."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.lists.fixed_rows import FixedRows

_NEAR_END = 10
"""Rows before the end at which more are wanted."""


class RowListView(FixedRows):
    """Signal more_wanted(): the end is nearly in view."""

    more_wanted = Signal()

    def __init__(self, row_height: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(row_height, name, parent)
        self._keyboard_used = False

    # Keyboard and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.count() - 1
        if last < 0:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        row = self.currentIndex().row()
        page = max(1, self.viewport().height() // self.row_height - 1)
        steps = {
            actions.MoveUp: -1,
            actions.MovePrevious: -1,
            actions.MoveDown: 1,
            actions.MoveNext: 1,
            actions.MovePageUp: -page,
            actions.MovePageDown: page,
            actions.MoveHome: -last - 1,
            actions.MoveEnd: last + 1,
        }
        step = steps.get(action, 0)
        wanted = (0 if step > 0 else last) if row < 0 and abs(step) == 1 else row + step
        return self.model().index(min(last, max(0, wanted)), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard_used = True
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._keyboard_used = self._keyboard_used or by_keyboard
        super().focusInEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard_used = False
        super().mousePressEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        width, offset, count = self.viewport().width(), self.verticalOffset(), self.count()
        current, delegate, model = self.currentIndex().row(), self.itemDelegate(), self.model()
        for row in range(max(0, (area.top() + offset) // self.row_height), count):
            top = row * self.row_height - offset
            if top > area.bottom():
                break
            option.rect = QRect(0, top, width, self.row_height)
            option.state = base
            if row == current:
                option.state |= QStyle.StateFlag.State_Selected
                if self._keyboard_used and self.hasFocus():
                    option.state |= QStyle.StateFlag.State_HasFocus
            if row == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, model.index(row, 0))
        painter.end()

    # Inside

    def _scrolled(self) -> None:
        super()._scrolled()
        bar = self.verticalScrollBar()
        if self.count() and bar.maximum() - bar.value() < _NEAR_END * self.row_height:
            self.more_wanted.emit()
