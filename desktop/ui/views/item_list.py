"""Rows with a sign, a title and a detail that are told anew often: whoever moves among them stays where they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.lists.row_list import RowListView
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.widgets.popup_delegate import ITEM_ROLE, PopupDelegate
from desktop.ui.widgets.search_popup import PopupItem

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ItemModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[PopupItem] = []

    def show_items(self, items: Sequence[PopupItem]) -> bool:
        """Whether the rows are others; else only what they say was changed."""
        before, made = self.items, list(items)
        if [each.id for each in before] == [each.id for each in made]:
            self.items = made
            for place, (old, new) in enumerate(zip(before, made, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return False
        self.beginResetModel()
        self.items = made
        self.endResetModel()
        return True

    def place_of(self, item_id: str) -> int:
        """-1 where it is not there."""
        return next((place for place, item in enumerate(self.items) if item.id == item_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == ID_ROLE:
            return item.id
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        return item.told if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None


class ItemList(RowListView):
    """`row_activated(object)`, of RowListView: Enter or a click."""

    def __init__(self, theme: Theme, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(SIZES.popup_row, accessible, parent)
        self.setObjectName(name)
        self.items = ItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(PopupDelegate(theme, self))

    def show_items(self, items: Sequence[PopupItem], *, begin: bool = False) -> None:
        """The current row stays current wherever it is now; `begin`: without one the first is."""
        current = str(self.current_id() or "")
        self.items.show_items(items)
        place = self.items.place_of(current)
        if place < 0 and begin and items:
            place = 0
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.items.index(place, 0))

    def choose(self, item_id: str) -> bool:
        place = self.items.place_of(item_id)
        if place >= 0:
            self.setCurrentIndex(self.items.index(place, 0))
        return place >= 0
