"""A list of rows of one height, of which only the visible ones are ever touched: keyboard, mouse and painting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.lists.fixed_rows import FixedRows
from desktop.ui.lists.ports import ID_ROLE

_NEAR_END = 10
"""Rows before the end at which more are wanted."""


class RowListView(FixedRows):
    """Signals:
    row_activated(object): id of a row that was clicked, or chosen with Enter.
    row_changed(object): id of the row that became current by whatever means, None for none.
    context_requested(object, QPoint): id and global position for a menu.
    more_wanted(): the end is nearly in view.
    """

    row_activated = Signal(object)
    row_changed = Signal(object)
    context_requested = Signal(object, QPoint)
    more_wanted = Signal()

    def __init__(self, row_height: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(row_height, parent)
        self._hovered = -1
        self._keyboard_used = False
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._activate)

    def current_id(self) -> object:
        """Id of the current row, None if there is none."""
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

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

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the search field, and Qt would look through every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard_used = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._keyboard_used = self._keyboard_used or by_keyboard
        super().focusInEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard_used = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        if event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.context_requested.emit(index.data(ID_ROLE), place)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.data(ID_ROLE) if current.isValid() else None)

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
        self._hover(-1)
        bar = self.verticalScrollBar()
        if self.count() and bar.maximum() - bar.value() < _NEAR_END * self.row_height:
            self.more_wanted.emit()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (self._hovered, row):
                if changed >= 0:
                    self.viewport().update(
                        0, changed * self.row_height - self.verticalOffset(), self.width(), self.row_height
                    )
            self._hovered = row

    @Slot(QModelIndex)
    def _activate(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.data(ID_ROLE))
