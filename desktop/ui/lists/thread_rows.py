"""Where rows of the timeline are: every question about geometry that Qt asks of a view, answered from the anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.lists.ports import ID_ROLE, Index
from desktop.ui.lists.thread_input import ThreadInput


class ThreadRows(ThreadInput):
    """The part of ThreadView that keeps QListView from laying anything out. A subclass gives `_sync`."""

    if TYPE_CHECKING:

        def _sync(self, *, moved: int | None = None) -> None: ...

    def doItemsLayout(self) -> None:
        # Straight to the grandparent: QListView would ask every row for its size.
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Nothing: the scroll bar follows the anchor."""

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        place = self._geometry.place(index.row()) if index.isValid() else None
        return QRect() if place is None else QRect(0, place[0], self.viewport().width(), place[1])

    def indexAt(self, point: QPoint) -> QModelIndex:
        found = self._geometry.row_at(point.y())
        return QModelIndex() if found is None else self.model().index(found[0], 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if self._painter is None or not index.isValid() or index.row() >= self._geometry.count:
            return
        place = self._geometry.place(index.row())
        if place is None:
            near_top = index.row() < self._geometry.anchor
            self._geometry.to_row(index.row(), 0 if near_top else self._geometry.view * 2 // 3)
            self._sync()
            place = self._geometry.place(index.row()) or (0, 0)
        top, end = place[0], place[0] + place[1]
        if top < 0:
            self._scroll(top)
        elif end > self._geometry.view:
            self._scroll(min(top, end - self._geometry.view))

    def rows_in_view(self) -> list[tuple[str, int, int]]:
        """Id, top and height of each, in pixels below the top of the view."""
        model = self.model()
        return [(model.index(row, 0).data(ID_ROLE), top, high) for row, top, high in self._geometry.rows()]

    def read_on(self, row: int, share: float) -> None:
        """Put a row where this share of its height is above the view; negative: so much below its top edge."""
        if 0 <= row < self._geometry.count:
            self._geometry.to_row(row, -round(share * self._measure(row)))
            self._sync()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing: the mouse selects text, not rows."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))

    def _measure(self, row: int) -> int:
        assert self._painter is not None  # noqa: S101 - a geometry without rows never measures
        return self._painter.height(row, self.viewport().width())
