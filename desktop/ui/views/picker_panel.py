"""What floats above the composer to pick from: a search field, a grid below it, and the keys of both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from desktop.ui.lists.grid_view import GridView
from desktop.ui.models.cells import CellModel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.floating import FloatingPanel
from desktop.ui.widgets.search_field import SearchField

_SCROLL_BAR = 14


class PickerPanel(FloatingPanel):
    """A subclass makes `grid` with `build_grid` and puts it and the search field where it wants them.

    `name` begins the names of its parts. Signals:
        chosen(object): id of what was picked; the panel stays open with Shift.
        searched(str): what was typed; "" shows all again.
    """

    chosen = Signal(object)
    searched = Signal(str)

    def __init__(self, theme: Theme, name: str, search: str, clear: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_panel")
        self._part_name = name
        self._stays = False
        self._search = SearchField(theme, search, clear_name=clear)
        self._search.setObjectName(f"{name}_search")
        self._search.textChanged.connect(self.searched)
        self._search.installEventFilter(self)
        self._model = CellModel(self)

    def build_grid(self, face: QStyledItemDelegate, says: str, cell: int, columns: int, rows: int) -> GridView:
        """`cell`: side of one, in logical pixels."""
        made = GridView(face, cell, says)
        made.setObjectName(f"{self._part_name}_grid")
        made.setModel(self._model)
        made.setItemDelegate(face)
        made.setFixedSize(cell * columns + _SCROLL_BAR, cell * rows)
        made.row_activated.connect(self._pick)
        return made

    @property
    def sought(self) -> str:
        """What stands in the search field."""
        return self._search.text()

    def begin(self) -> None:
        self._search.clear()
        self._search.setFocus()
        self.grid.verticalScrollBar().setValue(0)
        self.grid.to_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker; the event type was just compared
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return self.steer(event)

    def steer(self, event: QKeyEvent) -> bool:
        """Keys that the search field gets and that mean the grid below it; False for all others."""
        self._stays = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steered = self.grid.steer(event)
        self._stays = False
        return steered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed anywhere in here are searched for."""
        if event.text().isprintable() and event.text().strip():
            self._search.setFocus()
            self._search.insert(event.text())
        super().keyPressEvent(event)

    def _pick(self, cell_id: object) -> None:
        if not self._stays:
            self.leave()
        self.chosen.emit(cell_id)
