"""Keyboard and mouse of the timeline: moving from message to message, selecting text across bubbles, clicking parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.ui.lists.geometry import ThreadGeometry
from desktop.ui.lists.ports import ID_ROLE, Hit, HitKind, ThreadPainter
from desktop.ui.lists.text_selection import TextSelection

_EDGE = 24
"""Pixels from an edge at which dragging a selection scrolls."""


class ThreadInput(QListView):
    """The part of ThreadView that listens. A subclass gives `_painter`, `_geometry`, `_scroll` and `to_bottom`.

    Signals:
        message_activated(object): id of a message that was double-clicked, or chosen with Enter.
        link_activated(str): address inside a text.
        action_activated(object, str): id of the message, and which of the actions in its bubble.
        media_wanted(object): media id of a picture, sound or file that was clicked.
        quote_activated(object): id of a quoted message whose quotation was clicked.
        context_requested(object, QPoint): message id and global position for a menu.
    """

    message_activated = Signal(object)
    link_activated = Signal(str)
    action_activated = Signal(object, str)
    media_wanted = Signal(object)
    quote_activated = Signal(object)
    context_requested = Signal(object, QPoint)

    _painter: ThreadPainter | None
    _geometry: ThreadGeometry

    if TYPE_CHECKING:

        def _scroll(self, distance: int) -> None: ...
        def to_bottom(self) -> None: ...

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text_selection = TextSelection()
        self.keyboard_used = False
        self._pressed: Hit | None = None
        self._selecting = False
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def current_id(self) -> object:
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

    def copy_selection(self) -> bool:
        """Put the selected text, or else the current message, on the clipboard; False if there is neither."""
        if self._painter is None:
            return False
        text = self.text_selection.text(self._painter.text)
        if not text and self.currentIndex().isValid():
            text = self._painter.copied(self.currentIndex().row())
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_used = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id() is not None:
                self.message_activated.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Escape:
            self.text_selection.clear()
            self.viewport().update()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the composer, and Qt would look through every row."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.keyboard_used = True
            if not self.currentIndex().isValid() and self._geometry.count:
                self.setCurrentIndex(self.model().index(self._geometry.count - 1, 0))
        self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._geometry.count
        if count == 0:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        row = self.currentIndex().row() if self.currentIndex().isValid() else count
        if action in (actions.MoveUp, actions.MovePrevious):
            row -= 1
        elif action in (actions.MoveDown, actions.MoveNext):
            row += 1
        elif action == actions.MoveHome:
            row = 0
        elif action == actions.MoveEnd:
            self.to_bottom()
            row = count - 1
        elif action in (actions.MovePageUp, actions.MovePageDown):
            row = self._page(up=action == actions.MovePageUp)
        return self.model().index(min(count - 1, max(0, row)), 0)

    def _page(self, *, up: bool) -> int:
        """Scroll by nearly a view and answer the row at the edge that was moved towards."""
        distance = max(40, self._geometry.view - 60)
        self._scroll(-distance if up else distance)
        rows = [(row, top, height) for row, top, height in self._geometry.rows()]
        whole = [row for row, top, height in rows if top >= 0 and top + height <= self._geometry.view]
        candidates = whole or [row for row, _, _ in rows]
        return candidates[0] if up else candidates[-1]

    # Mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it is the window's: everything grows or shrinks."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard_used = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton or self._painter is None:
            return
        point = event.position().toPoint()
        self._pressed = self._hit(point)
        index = self.indexAt(point)
        if index.isValid():
            self.setCurrentIndex(index)
        had_selection = bool(self.text_selection)
        self.text_selection.clear()
        spot = self._spot(point, nearest=True)
        if spot is not None:
            self.text_selection.begin(spot)
            self._selecting = True
        if had_selection:
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(point)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._show_cursor(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._selecting = False
        pressed, self._pressed = self._pressed, None
        if event.button() == Qt.MouseButton.LeftButton and not self.text_selection:
            self.text_selection.clear()
            if pressed is not None and pressed == self._hit(event.position().toPoint()):
                self._click(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._painter is None:
            return
        spot = self._spot(event.position().toPoint(), nearest=False)
        if spot is None:
            hit = self._hit(event.position().toPoint())
            if hit is not None and hit.kind is HitKind.BUBBLE:
                self.message_activated.emit(hit.target)
            return
        row, place = spot
        start, end = word_around(self._painter.text(row), place)
        self.text_selection.set((row, start), (row, end))
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().unsetCursor()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and index.data(ID_ROLE) is not None:
            self.setCurrentIndex(index)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.context_requested.emit(index.data(ID_ROLE), place)

    def _click(self, hit: Hit) -> None:
        if hit.kind is HitKind.LINK:
            self.link_activated.emit(hit.target)
        elif hit.kind is HitKind.MEDIA:
            self.media_wanted.emit(hit.target)
        elif hit.kind is HitKind.QUOTE:
            self.quote_activated.emit(hit.target)
        elif hit.kind is HitKind.ACTION:
            name, _, message_id = hit.target.partition(" ")
            self.action_activated.emit(message_id, name)

    def _drag(self, point: QPoint) -> None:
        if point.y() < _EDGE:
            self._scroll(point.y() - _EDGE)
        elif point.y() > self._geometry.view - _EDGE:
            self._scroll(point.y() - self._geometry.view + _EDGE)
        spot = self._spot(point, nearest=True)
        if spot is not None:
            self.text_selection.extend(spot)
            self.viewport().update()

    def _show_cursor(self, point: QPoint) -> None:
        hit = self._hit(point)
        if hit is not None and hit.kind is not HitKind.BUBBLE:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._spot(point, nearest=False) is not None:
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        else:
            self.viewport().unsetCursor()

    def _hit(self, point: QPoint) -> Hit | None:
        found = self._geometry.row_at(point.y())
        if found is None or self._painter is None:
            return None
        return self._painter.hit(found[0], point.x(), point.y() - found[1], self.viewport().width())

    def _spot(self, point: QPoint, *, nearest: bool) -> tuple[int, int] | None:
        """Row and character under a point of the viewport."""
        if self._painter is None or self._geometry.count == 0:
            return None
        inside = min(max(0, point.y()), self._geometry.view - 1)
        found = self._geometry.row_at(inside)
        if found is None:
            return None
        row, top = found
        width = self.viewport().width()
        place = self._painter.text_position(row, point.x(), inside - top, width, nearest=nearest)
        return None if place is None else (row, place)


def word_around(text: str, place: int) -> tuple[int, int]:
    """Beginning and end of the run of letters, digits and signs (no space) that `place` is in: numbers copy whole."""
    start = end = min(place, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
