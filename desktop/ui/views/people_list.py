"""People of a search as a list: rows of one height, pages fetched when the end comes near, moved through by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import CHOICE, Choice, ChoiceDelegate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PeopleModel(QAbstractListModel):
    """`more_wanted()`: the end is in sight and there are more."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []
        self._has_more = False

    def reset_rows(self, rows: Sequence[Choice], *, has_more: bool) -> None:
        self.beginResetModel()
        self._rows, self._has_more = list(rows), has_more
        self.endResetModel()

    def append_rows(self, rows: Sequence[Choice], *, has_more: bool) -> None:
        first = len(self._rows)
        self._has_more = has_more
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def replace_row(self, row: Choice) -> None:
        """The same person in other words; nothing happens when it is not among these."""
        place = self.place_of(row.key)
        if place >= 0 and self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    def key_at(self, place: int) -> str:
        return self._rows[place].key if 0 <= place < len(self._rows) else ""

    def place_of(self, key: str) -> int:
        """-1 when it is not among these."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == CHOICE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            # One page at a time: Qt asks again while it scrolls.
            self._has_more = False
            self.more_wanted.emit()


class PeopleList(QListView):
    """`person_chosen(object)`: key of the row that is current now."""

    person_chosen = Signal(object)

    def __init__(self, theme: Theme, *, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setItemDelegate(ChoiceDelegate(theme, self))
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def current_key(self) -> str:
        return self.people.key_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        place = self.people.place_of(key)
        if place >= 0:
            self.setCurrentIndex(self.people.index(place))
        return place >= 0

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.person_chosen.emit(self.people.key_at(current.row()))
