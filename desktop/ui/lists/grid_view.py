"""A grid of cells under headings, of which only the visible ones are ever touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.lists.fixed_rows import FixedRows
from desktop.ui.lists.grid_geometry import Box, GridGeometry, Section
from desktop.ui.lists.ports import Index


class GridFace(Protocol):
    """Draws cells and headings: the item delegate of the view."""

    def heading_height(self) -> int:
        """Logical pixels."""

    def paint_heading(self, painter: QPainter, area: QRect, title: str) -> None: ...
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None: ...


class GridView(FixedRows):
    """A row of the model is a cell here. Signal section_reached(object): number of the section at the top."""

    section_reached = Signal(object)

    # Qt asks where things are while its own part is still being built: an answer must be there before ours is.
    _sections: tuple[Section, ...] = ()
    _geometry = GridGeometry((), 1, 1, 1)
    _at_top = 0

    def __init__(self, face: GridFace, cell: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(cell, name, parent)
        self._face, self._cell = face, cell

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Together they have as many cells as the model has rows; call it after the model was filled."""
        self._sections = tuple(sections)
        self._at_top = 0
        self.verticalScrollBar().setValue(0)
        self.relay()

    def relay(self) -> None:
        """Sizes may be different: of the sections, or of the text in their headings."""
        self.updateGeometries()
        self.viewport().update()

    def show_section(self, section: int) -> None:
        self.verticalScrollBar().setValue(self._geometry.top_of(section))

    def to_first(self) -> None:
        if self.count():
            self.setCurrentIndex(self.model().index(0, 0))

    def steer(self, event: QKeyEvent) -> bool:
        """A key that another widget got, such as a search field above: whether it moved or chose something here."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in (*moves, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keyPressEvent(event)
            return True
        return False

    # Geometry

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        if self.model() is None:  # Qt asks before this object is whole
            return
        width, heading = self.viewport().width(), self._face.heading_height()
        self._geometry = GridGeometry(self._sections, width, self._cell, heading)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._geometry.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, self._cell // 2))

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._geometry.count:
            return QRect()
        return self._seen(self._geometry.box(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        cell = self._geometry.at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if cell is None or cell >= self.count() else self.model().index(cell, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= self._geometry.count:
            return
        box, bar = self._geometry.box(index.row()), self.verticalScrollBar()
        height = self.viewport().height()
        if box.top < bar.value():
            bar.setValue(0 if index.row() < self._geometry.columns else box.top)
        elif box.top + box.height > bar.value() + height:
            bar.setValue(box.top + box.height - height)

    # Keyboard and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = min(self.count(), self._geometry.count)
        if not count:
            return QModelIndex()
        now = self.currentIndex().row()
        actions = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // self._cell - 1)
        rows = {actions.MoveUp: -1, actions.MoveDown: 1, actions.MovePageUp: -page, actions.MovePageDown: page}
        steps = {actions.MoveLeft: -1, actions.MovePrevious: -1, actions.MoveRight: 1, actions.MoveNext: 1}
        if now < 0 or action == actions.MoveHome:
            wanted = 0
        elif action == actions.MoveEnd:
            wanted = count - 1
        elif action in rows:
            wanted = self._geometry.beside(now, rows[action])
        else:
            wanted = now + steps.get(action, 0)
        return self.model().index(min(count - 1, max(0, wanted)), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        for index in (current, previous):
            self.viewport().update(self.visualRect(index))
        super().currentChanged(current, previous)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.ClearAndSelect

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset, area = self.verticalOffset(), event.rect()
        top, bottom = area.top() + offset, area.bottom() + offset
        self._paint_headings(painter, top, bottom)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        current, model = self.currentIndex().row(), self.model()
        count = self.count()
        for cell in self._geometry.between(top, bottom):
            if cell >= count:
                break
            option.rect = self._seen(self._geometry.box(cell))
            option.state = base
            if cell == current:
                option.state |= QStyle.StateFlag.State_Selected
            if cell == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            self._face.paint(painter, option, model.index(cell, 0))
        painter.end()

    def _paint_headings(self, painter: QPainter, top: int, bottom: int) -> None:
        for section in self._geometry.headings_between(top, bottom):
            box = self._geometry.heading_box(section)
            if box.height:
                self._face.paint_heading(painter, self._seen(box), self._sections[section].title)

    # Inside

    def _seen(self, box: Box) -> QRect:
        return QRect(QPoint(box.left, box.top - self.verticalOffset()), QSize(box.width, box.height))

    def _scrolled(self) -> None:
        super()._scrolled()
        if not self._sections:
            return
        section = self._geometry.section_at(self.verticalOffset())
        if section != self._at_top:
            self._at_top = section
            self.section_reached.emit(section)
