"""Results under an input while one types: phrases after `/`, conversations in the switcher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.matching import best, fold
from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.lists.row_list import RowListView
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.widgets.popup_delegate import ITEM_ROLE, PopupDelegate

_ROWS = 7
_MOST = 50


@dataclass(frozen=True, slots=True)
class PopupItem:
    """`keywords` are searched, not shown. In front stands an icon, a `sign` (emoji), or initials for `face`, an id.

    `load` is drawn as a bar at the end: 0 empty, 1 full. `dim`: it is there, and cannot be had now. `end`: a short word
    in a pill at the end, loud or not; `dot`: the ink of a sign at the face. `spoken`: in place of title and detail.
    """

    id: str
    title: str
    detail: str = ""
    icon: str = ""
    face: str = ""
    keywords: str = ""
    sign: str = ""
    load: float | None = None
    dim: bool = False
    end: str = ""
    is_loud: bool = False
    dot: str = ""
    spoken: str = ""

    @property
    def told(self) -> str:
        """For screen readers, and where there is no room for all of it."""
        return self.spoken or (f"{self.title}. {self.detail}" if self.detail else self.title)


class _Results(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[PopupItem] = []

    def show_items(self, items: list[PopupItem]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == ID_ROLE:
            return item.id
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.told
        return None


class SearchPopup(QFrame):
    """A child of the input's window, never a window of its own: it takes no focus away from the input.

    Up, Down, Page keys, Enter, Tab and Escape typed in the input are taken while it is open.

    Signals:
        chosen(object): id of the item.
        closed(): it went away without a choice.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, field: QWidget, name: str, *, above: bool = False, inline: bool = False) -> None:
        """`inline`: placed by a layout and always open. Else it floats below (or `above`) the field."""
        super().__init__(field.window())
        self._field = field
        self._above = above
        self._inline = inline
        self._items: list[PopupItem] = []
        self._names: dict[PopupItem, tuple[str, str]] = {}
        self._details: dict[PopupItem, tuple[str]] = {}
        self._model = _Results(self)
        self.list = RowListView(SIZES.popup_row, name, self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PopupDelegate(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.row_activated.connect(self._choose)
        if not inline:
            self.setProperty("ground", "popup")
            self.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.list)
        field.installEventFilter(self)

    def set_items(self, items: Sequence[PopupItem]) -> None:
        """Everything that can be found; in the order to show when nothing is typed."""
        self._items = list(items)
        self._names = {item: (fold(item.title.removeprefix("/")), fold(item.keywords)) for item in items}
        self._details = {item: (fold(item.detail),) for item in items}

    def search(self, query: str, *, keep: object = None) -> int:
        """Show what matches and answer how many; floats open when something does and closes when nothing does.

        The first is the current one, unless `keep` is the id of another.
        """
        # A name that matches comes before a text that does: /desculpe before a phrase that begins with "Desculpe".
        named = best(query, self._items, self._names.__getitem__, limit=_MOST)
        told = best(query, self._items, self._details.__getitem__, limit=_MOST)
        found = list(dict.fromkeys([*named, *told]))[:_MOST]
        self._model.show_items(found)
        if found:
            row = next((place for place, item in enumerate(found) if item.id == keep), 0)
            self.list.setCurrentIndex(self._model.index(row, 0))
        if not self._inline:
            if found:
                self._place(len(found))
            else:
                self.hide()
        return len(found)

    @property
    def row_height(self) -> int:
        """Logical pixels; larger text makes higher rows."""
        self.list.doItemsLayout()
        return self.list.row_height

    def close_results(self) -> None:
        if not self._inline and not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and not self.isHidden() and self._model.items:
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut:
            self.close_results()
        return super().eventFilter(watched, event)

    def _key(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker; the event type was just compared
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.keyPressEvent(event)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._choose(self.list.current_id())
            return True
        if key == Qt.Key.Key_Escape and not self._inline:
            self.close_results()
            return True
        return False

    def _place(self, count: int) -> None:
        window = self.window()
        height = min(count, _ROWS) * self.row_height + 10
        corner = self._field.mapTo(window, QPoint(0, 0))
        below = corner.y() + self._field.height() + 4
        top = corner.y() - height - 4 if self._above else below
        width = min(max(self._field.width(), 280), 560)
        left = min(corner.x(), max(4, window.width() - width - 4))
        self.setGeometry(left, max(4, top), width, height)
        self.show()
        self.raise_()

    @Slot(object)
    def _choose(self, item_id: object) -> None:
        if item_id is not None:
            if not self._inline:
                self.hide()
            self.chosen.emit(item_id)
