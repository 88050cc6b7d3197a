"""The virtual timeline: a QListView of which Qt keeps selection, keyboard and accessibility, but no geometry.

A stock QListView asks every row for its size at each append. Here only rows in view are measured (`ThreadGeometry`),
scrolling moves the pixels that are there and paints the strip that is new, and nothing that happens above, below or
around what is being read moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from desktop.ui.lists.geometry import ThreadGeometry
from desktop.ui.lists.ports import ID_ROLE, PAINT_ONLY_ROLES, PLAIN, Index, RowState, ThreadPainter
from desktop.ui.lists.thread_rows import ThreadRows

_AHEAD = 1.5
"""Views of height above the top edge at which older rows are asked for."""
_FOOT = 8
"""Free space below the last row, in logical pixels."""
_FLASH = 1400
"""Milliseconds that a row is marked after a jump to it."""


class ThreadView(ThreadRows):
    """Give it a model and a painter over the same rows with `set_source`.

    Signals (besides those of ThreadInput):
        older_wanted(): the top is near and `set_older(True)` was said; once until rows came on top.
        new_below(object): int, rows that were added at the end while something further up was being read; 0 when seen.
        visible_changed(object, object): ids of the first and the last row in view.
    """

    older_wanted = Signal()
    new_below = Signal(object)
    visible_changed = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._painter: ThreadPainter | None = None
        self._geometry = ThreadGeometry(self._measure, 1)
        self._guarded = False
        self._sticks = True
        self._shift = 0
        self._older = False
        self._asked = False
        self._below = 0
        self._seen: tuple[int, int] = (-1, -1)
        self._flashed = QPersistentModelIndex()
        self._marker: Callable[[str], Sequence[tuple[int, int]]] | None = None
        super().__init__(name, parent)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.timeout.connect(self._end_flash)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("ground", "chat")
        self.setViewportMargins(0, 0, 0, _FOOT)

    # Filling

    def set_source(self, model: QAbstractItemModel, painter: ThreadPainter) -> None:
        self._painter = painter
        self._geometry = ThreadGeometry(self._measure, painter.estimate)
        self._geometry.view = self.viewport().height()
        if model.parent() is None:
            model.setParent(self)
        self.setModel(model)
        model.rowsRemoved.connect(self._rows_removed)
        painter.restyled.connect(self.restyle)
        painter.set_ratio(self.devicePixelRatioF())

    def set_older(self, available: bool) -> None:
        """Whether there is more before the first row."""
        self._older, self._asked = available, False
        self._ask_for_older()

    def to_bottom(self) -> None:
        self._geometry.to_bottom()
        self._sync()

    @property
    def is_at_bottom(self) -> bool:
        return self._sticks

    def show_row(self, row: int, *, flash: bool = False) -> None:
        """Bring a row into the upper third of the view, and mark it for a moment if `flash`."""
        if not 0 <= row < self._geometry.count:
            return
        self._geometry.to_row(row, self._geometry.view // 4)
        self._sync()
        if flash:
            self._flashed = QPersistentModelIndex(self.model().index(row, 0))
            self._flash_timer.start(_FLASH)

    def refresh_media(self, media_id: str) -> None:
        """A picture has come: repaint the rows in view that show it."""
        if self._painter is not None:
            for row, top, height in self._geometry.rows():
                if self._painter.shows_media(row, media_id):
                    self.viewport().update(0, top, self.viewport().width(), height)

    # Scrolling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._guarded or self._painter is None:
            return
        value = self.verticalScrollBar().value()
        distance = value - self._geometry.value
        is_end = value in (0, self._geometry.maximum)
        if abs(distance) < self._geometry.view * (0.5 if is_end else 2):
            self._scroll(distance)
        else:
            self._geometry.to_value(value)
            self._sync()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractScrollArea.resizeEvent(self, event)
        if self._painter is not None:
            self._resize(width_changed=event.oldSize().width() != event.size().width())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._painter is not None:
            self._painter.set_ratio(self.devicePixelRatioF())
        return super().event(event)

    def mark(self, marker: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Until it is called again: (start, length) of what is to be marked in the text of each row."""
        self._marker = marker
        self.viewport().update()

    # Changes of the model

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        self.text_selection.clear()
        self._below, self._asked, self._seen = 0, False, (-1, -1)
        if self._painter is not None:
            self._painter.forget_all()
            self._geometry.reset(self.model().rowCount() if self.model() is not None else 0)
            self._sync()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        if self._painter is None:
            return
        count = end - start + 1
        is_at_end = start == self._geometry.count
        follows = self._sticks
        anchor, offset = self._geometry.anchor, self._geometry.offset
        self._geometry.inserted(start, count)
        self.text_selection.rows_inserted(start, count)
        if start == 0:
            self._asked = False
        moved = None
        if follows:
            self._geometry.to_bottom()
        elif is_at_end:
            self._set_below(self._below + count)
        if is_at_end and start:
            # All that was in view is still the same picture, only higher up.
            moved = offset - self._geometry.y_of(anchor)
        self._sync(moved=moved)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        self.text_selection.clear()
        self._geometry.about_to_remove(start, end - start + 1)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if self._painter is None:
            return
        paint_only = bool(roles) and PAINT_ONLY_ROLES.issuperset(int(role) for role in roles)
        if paint_only:
            for row, top, height in self._geometry.rows():
                if first.row() <= row <= last.row():
                    self.viewport().update(0, top, self.viewport().width(), height)
            return
        shown = [place for place in self._geometry.rows() if first.row() <= place[0] <= last.row()]
        for row in range(first.row(), last.row() + 1):
            self._painter.forget(row)
        follows = self._sticks
        differences = [self._geometry.changed(row) for row, _, _ in shown]
        if any(differences):
            if follows:
                self._geometry.to_bottom()
            self._sync()
        else:
            for _, top, height in shown:
                self.viewport().update(0, top, self.viewport().width(), height)

    @Slot(QModelIndex, int, int)
    def _rows_removed(self, parent: Index, start: int, end: int) -> None:
        self._geometry.removed(start, end - start + 1)
        self._sync()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._painter is None:
            painter.fillRect(event.rect(), self.palette().window())
            return
        area = event.rect()
        self._painter.paint_background(painter, area, self._shift)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.viewport().width()
        for row, top, height in self._geometry.rows():
            if top > area.bottom():
                break
            if top + height > area.top():
                self._painter.paint(painter, row, top, width, self._state(row))
        painter.end()

    def _state(self, row: int) -> RowState:
        current = self.hasFocus() and self.keyboard_used and self.currentIndex().row() == row
        flashed = self._flashed.isValid() and self._flashed.row() == row
        selection = None
        if self.text_selection and self._painter is not None:
            selection = self.text_selection.of_row(row, len(self._painter.text(row)))
        marks = tuple(self._marker(self._painter.text(row))) if self._marker and self._painter is not None else ()
        if current or flashed or selection or marks:
            return RowState(current, flashed, selection, marks)
        return PLAIN

    # Inside

    def _scroll(self, distance: int) -> None:
        moved = self._geometry.scroll_by(distance)
        self._sync(moved=moved)

    def _sync(self, *, moved: int | None = None) -> None:
        """Let the scroll bar follow, and repaint: only the new strip where everything moved by `moved`."""
        bar, geometry = self.verticalScrollBar(), self._geometry
        value, maximum = geometry.value, geometry.maximum
        self._guarded = True
        bar.setRange(0, maximum)
        bar.setPageStep(max(1, geometry.view))
        bar.setSingleStep(40)
        bar.setValue(value)
        bar.setEnabled(maximum > 0)
        self._guarded = False
        self._sticks = value >= maximum - 2
        if self._sticks:
            self._set_below(0)
        if moved is None:
            self.viewport().update()
        elif moved:
            self._shift -= moved
            self.viewport().scroll(0, -moved)
        self._ask_for_older()
        self._report_visible()

    def _resize(self, *, width_changed: bool) -> None:
        assert self._painter is not None  # noqa: S101 - callers have looked
        follows = self._sticks
        if width_changed:
            self._painter.forget_all()
        self._geometry.resized(self.viewport().height(), width_changed=width_changed)
        if follows:
            self._geometry.to_bottom()
        self._sync()

    def _set_below(self, count: int) -> None:
        if count != self._below:
            self._below = count
            self.new_below.emit(count)

    def _ask_for_older(self) -> None:
        if self._older and not self._asked and self._geometry.value < _AHEAD * self._geometry.view:
            self._asked = True
            self.older_wanted.emit()

    def _report_visible(self) -> None:
        rows = [row for row, _, _ in self._geometry.rows()]
        seen = (rows[0], rows[-1]) if rows else (-1, -1)
        if seen != self._seen and rows:
            model = self.model()
            self.visible_changed.emit(model.index(seen[0], 0).data(ID_ROLE), model.index(seen[1], 0).data(ID_ROLE))
        self._seen = seen

    @Slot()
    def restyle(self) -> None:
        """Colours, fonts, words or people changed: everything is laid out again."""
        self._resize(width_changed=True)

    @Slot()
    def _end_flash(self) -> None:
        self._flashed = QPersistentModelIndex()
        self.viewport().update()
