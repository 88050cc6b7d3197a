"""A list of rows of one height, of which only the visible ones are ever touched.

A stock QListView walks all rows between the ends of a change and lays everything out again when rows move. Here the
geometry is arithmetic, while Qt still gives selection, keyboard and accessibility.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.lists.ports import ID_ROLE

_NEAR_END = 10
"""Rows before the end at which more are wanted."""


class RowListView(QListView):
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
        super().__init__(parent)
        self._row_height = row_height
        self._hovered = -1
        self._keyboard_used = False
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._activate)

    @property
    def row_height(self) -> int:
        return self._row_height

    def set_row_height(self, height: int) -> None:
        self._row_height = height
        self.doItemsLayout()

    def current_id(self) -> object:
        """Id of the current row, None if there is none."""
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

    # Geometry

    def doItemsLayout(self) -> None:
        # Straight to the grandparent: QListView would ask every row for its size.
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._count() * self._row_height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, self._row_height // 3))

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: QModelIndex) -> bool:
        return False

    def visualRect(self, index: QModelIndex) -> QRect:
        if not index.isValid():
            return QRect()
        top = index.row() * self._row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._row_height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = (point.y() + self.verticalOffset()) // self._row_height
        return self.model().index(row, 0) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(
        self, index: QModelIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        top = index.row() * self._row_height
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - self._row_height) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif top + self._row_height > bar.value() + height:
            bar.setValue(top + self._row_height - height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._hover(-1)
        self._ask_for_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractScrollArea.resizeEvent(self, event)
        self.updateGeometries()
        self._ask_for_more()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: object) -> QRegion:
        region = QRegion()
        for index in self.selectionModel().selectedIndexes():
            region += self.visualRect(index)
        return region

    # Changes of the model

    def rowsInserted(self, parent: QModelIndex, start: int, end: int) -> None:
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: QModelIndex, last: QModelIndex, roles: object = ()) -> None:
        top = self.visualRect(first).top()
        bottom = self.visualRect(last).bottom()
        if bottom >= 0 and top < self.viewport().height():
            self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top + 1))

    # Keyboard and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self._count() - 1
        if last < 0:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        row = self.currentIndex().row()
        page = max(1, self.viewport().height() // self._row_height - 1)
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
        width, offset, count = self.viewport().width(), self.verticalOffset(), self._count()
        current, delegate, model = self.currentIndex().row(), self.itemDelegate(), self.model()
        for row in range(max(0, (area.top() + offset) // self._row_height), count):
            top = row * self._row_height - offset
            if top > area.bottom():
                break
            option.rect = QRect(0, top, width, self._row_height)
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

    def _count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (self._hovered, row):
                if changed >= 0:
                    self.viewport().update(
                        0, changed * self._row_height - self.verticalOffset(), self.width(), self._row_height
                    )
            self._hovered = row

    def _ask_for_more(self) -> None:
        bar = self.verticalScrollBar()
        if self._count() and bar.maximum() - bar.value() < _NEAR_END * self._row_height:
            self.more_wanted.emit()

    @Slot(QModelIndex)
    def _activate(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.data(ID_ROLE))
