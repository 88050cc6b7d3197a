"""Rows of one height: every question about geometry that Qt asks of a view, answered by arithmetic.

A stock QListView walks all rows between the ends of a change and lays everything out again when rows move.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QStyleOptionViewItem, QWidget

from desktop.ui.lists.ports import Index


class FixedRows(QListView):
    """The part of RowListView that keeps QListView from laying anything out. A subclass may override `_scrolled`."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height = row_height
        """Logical pixels; what the delegate says replaces it whenever everything is laid out."""
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

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

    # Changes of the model

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        top = self.visualRect(first).top()
        bottom = self.visualRect(last).bottom()
        if bottom >= 0 and top < self.viewport().height():
            self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top + 1))

    def count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _scrolled(self) -> None:
        """The value of the scroll bar or the size of the view is different."""
