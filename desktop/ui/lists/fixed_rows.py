"""Rows of one height: where each is, by arithmetic, and what pointer and keyboard do with every list of them.

A stock QListView walks all rows between the ends of a change and lays everything out again when rows move.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QStyleOptionViewItem, QWidget

from desktop.ui.lists.ports import ID_ROLE, Index


class FixedRows(QListView):
    """Keeps QListView from laying anything out. A subclass paints and moves the cursor.

    Signals:
    row_activated(object): id of a row that was clicked, or chosen with Enter.
    row_changed(object): id of the row that became current by whatever means, None for none.
    context_requested(object, QPoint): id and global position for a menu.
    """

    row_activated = Signal(object)
    row_changed = Signal(object)
    context_requested = Signal(object, QPoint)

    # Qt resizes and scrolls while its own part is still being built.
    _hovered = -1

    def __init__(self, row_height: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height = row_height
        """Logical pixels; what the delegate says replaces it whenever everything is laid out."""
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)

    def count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def current_id(self) -> object:
        """Id of the current row, None if there is none."""
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

    # Geometry

    def doItemsLayout(self) -> None:
        if self.model() is not None and self.itemDelegate() is not None:
            wanted = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
            self.row_height = wanted if wanted > 0 else self.row_height
        # Straight to the grandparent: QListView would ask every row for its size.
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.count() * self.row_height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, self.row_height // 3))

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = index.row() * self.row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.row_height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = (point.y() + self.verticalOffset()) // self.row_height
        return self.model().index(row, 0) if 0 <= row < self.count() else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        top = index.row() * self.row_height
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - self.row_height) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif top + self.row_height > bar.value() + height:
            bar.setValue(top + self.row_height - height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._scrolled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractScrollArea.resizeEvent(self, event)
        self.updateGeometries()
        self._scrolled()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: object) -> QRegion:
        region = QRegion()
        for index in self.selectionModel().selectedIndexes():
            region += self.visualRect(index)
        return region

    # Keyboard and mouse

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the search field, and Qt would look through every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

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

    # Changes of the model

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.data(ID_ROLE) if current.isValid() else None)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        top = self.visualRect(first).top()
        bottom = self.visualRect(last).bottom()
        if bottom >= 0 and top < self.viewport().height():
            self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top + 1))

    # Inside

    def _scrolled(self) -> None:
        """The value of the scroll bar or the size of the view is different."""
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (self._hovered, row):
                if changed >= 0:
                    self.viewport().update(self.visualRect(self.model().index(changed, 0)))
            self._hovered = row

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.data(ID_ROLE))
