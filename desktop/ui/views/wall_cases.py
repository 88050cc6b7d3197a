"""The open cases of the wall as a table by need: several can be chosen, and the choice survives every refresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOOD = 1
_WIDTHS = (0, 116, 104, 110, 118, 104, 96)
"""Of the columns after the first, which takes what is left; at the usual text size."""
_NAME = 150
_SPARE = (6, 4, 5)
"""Columns that go first where there is little room, in this order."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`cells` in the order of the columns; the ink is that of the mood."""

    id: str
    cells: tuple[str, ...]
    icon: str
    ink: str

    def spoken(self, columns: Sequence[str]) -> str:
        told = (f"{name}: {text}" for name, text in zip(columns[1:], self.cells[1:], strict=True) if text)
        return ", ".join((self.cells[0], *told))


class CaseModel(QAbstractTableModel):
    def __init__(self, theme: Theme, columns: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self.columns = theme, columns
        self.rows: list[CaseRow] = []

    def ids(self) -> list[str]:
        return [each.id for each in self.rows]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.columns[section] if is_name else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, place = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.cells[place] or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken(self.columns) if place == 0 else row.cells[place]
        if role == Qt.ItemDataRole.DecorationRole and place == _MOOD:
            return self._theme.icon(row.icon, row.ink)
        if role == Qt.ItemDataRole.ForegroundRole and place in (_MOOD, _MOOD + 1):
            return QColor(getattr(self._theme.colours, "text" if row.ink == "muted" else row.ink))
        if role == Qt.ItemDataRole.FontRole and place == 0:
            return self._theme.fonts.strong
        return None


class _Cells(QStyledItemDelegate):
    """The row is what is current, not one of its cells."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class CaseTable(QTableView):
    """Arrows move, Shift and Ctrl choose several.

    Signals: `look_asked(object)` the id of the current row (Enter, double click); `transfer_asked()` (T);
    `close_asked()` (E); `chosen_changed()`.
    """

    look_asked = Signal(object)
    transfer_asked = Signal()
    close_asked = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme, columns: Sequence[str], accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._telling = theme, True
        self.setObjectName("wall_cases")
        self.setAccessibleName(accessible)
        self.setFont(theme.fonts.fine)
        self.cases = CaseModel(theme, columns, self)
        self.setModel(self.cases)
        self.setItemDelegate(_Cells(self))
        self.setProperty("look", "rows")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        high = max(theme.length(36), QFontMetrics(theme.fonts.strong).height() + 14)
        self.verticalHeader().setDefaultSectionSize(high)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(_WIDTHS[1:], start=1):
            self.setColumnWidth(place, theme.length(width))
        self.doubleClicked.connect(self._look)
        self.selectionModel().selectionChanged.connect(self._chosen_changed)

    @property
    def chosen(self) -> list[str]:
        """In the order of the table."""
        rows = sorted({each.row() for each in self.selectionModel().selectedRows()})
        return [self.cases.rows[row].id for row in rows]

    @property
    def current_id(self) -> str:
        row = self.currentIndex().row()
        return self.cases.rows[row].id if 0 <= row < len(self.cases.rows) else ""

    def choose(self, ids: Sequence[str]) -> None:
        """These and no others; the first of them is current."""
        known = self.cases.ids()
        self._choose_again(set(ids), next((each for each in ids if each in known), ""), 0)

    def show_rows(self, rows: Sequence[CaseRow]) -> None:
        """The same rows only say something else; others keep what was chosen and where the person was."""
        model = self.cases
        if [each.id for each in rows] == model.ids():
            before, model.rows = model.rows, list(rows)
            last = len(model.columns) - 1
            for place, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    model.dataChanged.emit(model.index(place, 0), model.index(place, last))
            return
        chosen, current, bar = set(self.chosen), self.current_id, self.verticalScrollBar().value()
        was = self.currentIndex().row()
        self._telling = False
        model.beginResetModel()
        model.rows = list(rows)
        model.endResetModel()
        self._choose_again(chosen, current, was)
        self._telling = True
        self.verticalScrollBar().setValue(bar)
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.look_asked.emit(self.current_id)
        elif plain and event.key() == Qt.Key.Key_T:
            self.transfer_asked.emit()
        elif plain and event.key() == Qt.Key.Key_E:
            self.close_asked.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            # Qt would jump to a row that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """What is told elsewhere too gives way to the name."""
        room = self.viewport().width() - self._theme.length(_NAME + sum(_WIDTHS))
        for place in _SPARE:
            self.setColumnHidden(place, room < 0)
            if room < 0:
                room += self._theme.length(_WIDTHS[place])

    def _choose_again(self, chosen: set[str], current: str, was: int) -> None:
        ids = self.cases.ids()
        if not ids:
            return
        model, picked = self.selectionModel(), QItemSelection()
        last = len(self.cases.columns) - 1
        for row, each in enumerate(ids):
            if each in chosen:
                picked.select(self.cases.index(row, 0), self.cases.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        model.select(picked, flags.ClearAndSelect)
        if was >= 0:
            row = ids.index(current) if current in ids else min(was, len(ids) - 1)
            model.setCurrentIndex(self.cases.index(row, 0), flags.NoUpdate)

    def _look(self, index: QModelIndex) -> None:
        self.look_asked.emit(self.cases.rows[index.row()].id)

    def _chosen_changed(self) -> None:
        if self._telling:
            self.chosen_changed.emit()
