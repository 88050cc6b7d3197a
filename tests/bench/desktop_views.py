"""The views that the desktop bench compares: ours, and stock Qt ones with plain texts or a proxy model."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QListView

from desktop.ui.delegates.conversation_delegate import ConversationDelegate
from desktop.ui.delegates.media import UNHEARD, VoiceLook
from desktop.ui.delegates.message_delegate import Layout, MessageDelegate
from desktop.ui.lists.ports import RowState
from desktop.ui.lists.row_list import RowListView
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.conversation_entry import build_entry
from desktop.ui.models.conversation_model import ENTRY_ROLE, ConversationModel
from desktop.ui.models.rows import Row
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from server_stub.contract.delivery import Status
from server_stub.contract.model import Contact, Conversation, Message
from tests.bench.desktop_data import START
from tests.helpers.portuguese import Portuguese

_ROOT = QModelIndex()
_SORT_ROLE = Qt.ItemDataRole.UserRole + 9
_PAUSES = 7
"""How often a second ConversationModel shows what it gathered (its pause is 150 ms)."""

Pair = tuple[Conversation, Contact]


def _now() -> int:
    return START


class Pictures:
    """One coloured square for each id, at once."""

    def __init__(self) -> None:
        self._kept: dict[str, QPixmap] = {}

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        key = f"{media_id}{size.width()}x{size.height()}"
        if key not in self._kept:
            self._kept[key] = made = QPixmap(size)
            made.fill(QColor.fromHsv(hash(media_id) % 360, 120, 200))
        return self._kept[key]

    def sticker(self, media_id: str, size: QSize) -> QPixmap | None:
        return self.pixmap(media_id, size)

    def trouble(self, media_id: str) -> None:
        return None

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        return UNHEARD


class ThreadSide(Protocol):
    widget: QListView
    batches: bool

    def open(self, data: list[Message]) -> None: ...
    def append(self, data: list[Message]) -> None: ...
    def prepend(self, data: list[Message]) -> None: ...
    def to_end(self) -> None: ...
    def position(self) -> int:
        """Where the row that is first in view lies, in pixels from the top of the view."""


class CountingDelegate(MessageDelegate):
    """Counts what it paints and lays out."""

    painted = 0
    built = 0

    def paint(self, painter: QPainter, row: int, top: int, width: int, state: RowState) -> None:
        self.painted += 1
        super().paint(painter, row, top, width, state)

    def _build(self, shown: Row, row: int, width: int) -> Layout:
        self.built += 1
        return super()._build(shown, row, width)


class OurThread:
    batches = True

    def __init__(self, theme: Theme) -> None:
        words = Portuguese()
        self._model = TimelineModel(lambda row: row.id)
        self._delegate = CountingDelegate(self._model, theme, words, Pictures(), _now)
        self._delegate.set_people(account_id="a", contact_name="Cliente")
        self._view = ThreadView("bench")
        self._view.set_source(self._model, self._delegate)
        self.widget: QListView = self._view
        self._watched: QPersistentModelIndex | None = None

    def open(self, data: list[Message]) -> None:
        self._model.reset_messages(data)

    def append(self, data: list[Message]) -> None:
        self._model.apply(data)

    def prepend(self, data: list[Message]) -> None:
        self._model.prepend(data)

    def to_end(self) -> None:
        self._view.to_bottom()

    def tick(self) -> None:
        """The last message of ours climbs one step."""
        rows = (self._model.row_at(row) for row in reversed(range(self._model.rowCount())))
        last = next(it for it in rows if isinstance(it, Message) and it.direction == "out")
        climbed = Status.READ if last.status != Status.READ else Status.PLAYED
        self._model.apply([msgspec.structs.replace(last, status=climbed)])

    def counts(self) -> tuple[int, int]:
        """Rows painted and laid out so far."""
        return self._delegate.painted, self._delegate.built

    def position(self) -> int:
        if self._watched is None:
            self._watched = QPersistentModelIndex(self._view.indexAt(self._view.viewport().rect().center()))
        return self._view.visualRect(QModelIndex(self._watched)).top()  # type: ignore[call-overload]


class PlainModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []

    def fill(self, texts: list[str]) -> None:
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def put(self, place: int, texts: list[str]) -> None:
        self.beginInsertRows(_ROOT, place, place + len(texts) - 1)
        self._texts[place:place] = texts
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return len(self._texts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._texts[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


class StockThread:
    """A bare QListView with uniform rows of plain text: the least that Qt can do."""

    batches = False

    def __init__(self) -> None:
        self._model = PlainModel()
        self.widget = QListView()
        self.widget.setUniformItemSizes(True)
        self.widget.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.widget.setModel(self._model)

    def open(self, data: list[Message]) -> None:
        self._model.fill([item.content.text for item in data])

    def append(self, data: list[Message]) -> None:
        self._model.put(self._model.rowCount(), [item.content.text for item in data])
        self.widget.scrollToBottom()

    def prepend(self, data: list[Message]) -> None:
        self._model.put(0, [item.content.text for item in data])

    def to_end(self) -> None:
        self.widget.scrollToBottom()

    def position(self) -> int:
        return 0


class OurList:
    def __init__(self, theme: Theme) -> None:
        self.widget: QListView = RowListView(SIZES.row, "bench")
        self._delegate = ConversationDelegate(theme, Portuguese(), "a", dict, _now, self.widget)
        self._model = ConversationModel("a", self._delegate.describe)
        self.widget.setItemDelegate(self._delegate)
        self.widget.setModel(self._model)
        self.widget.resize(320, 900)

    def open(self, data: list[Pair]) -> None:
        self._model.reset_conversations(data)
        self.widget.show()

    def touch(self, pair: Pair) -> None:
        self._model.apply([pair])

    def shows_at(self, number: int, of: int) -> bool:
        return number % max(1, of // _PAUSES) == 0

    def flush(self) -> None:
        self._model.flush()

    def filter(self, text: str) -> None:
        self._model.set_words(text)


class _Source(QAbstractListModel):
    """Unsorted; the proxy sorts."""

    def __init__(self, data: list[Pair]) -> None:
        super().__init__()
        self._entries = [build_entry(*pair) for pair in data]
        self._places = {entry.id: place for place, entry in enumerate(self._entries)}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == _SORT_ROLE:
            return -entry.key[0]
        return entry.sought if role == Qt.ItemDataRole.DisplayRole else None

    def touch(self, pair: Pair) -> None:
        place = self._places[pair[0].id]
        self._entries[place] = build_entry(*pair)
        self.dataChanged.emit(self.index(place, 0), self.index(place, 0))


class StockList:
    """QListView over QSortFilterProxyModel with the same delegate."""

    def __init__(self, theme: Theme) -> None:
        self.widget = QListView()
        self.widget.setUniformItemSizes(True)
        self.widget.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.widget.setItemDelegate(ConversationDelegate(theme, Portuguese(), "a", dict, _now, self.widget))
        self.widget.resize(320, 900)
        self._proxy = QSortFilterProxyModel()
        self._proxy.setSortRole(_SORT_ROLE)
        self._proxy.setDynamicSortFilter(True)

    def open(self, data: list[Pair]) -> None:
        self._source = _Source(data)
        self._proxy.setSourceModel(self._source)
        self._proxy.sort(0, Qt.SortOrder.DescendingOrder)
        self.widget.setModel(self._proxy)
        self.widget.show()

    def touch(self, pair: Pair) -> None:
        self._source.touch(pair)

    def shows_at(self, number: int, of: int) -> bool:
        return True

    def flush(self) -> None:
        """Nothing waits."""

    def filter(self, text: str) -> None:
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterFixedString(text)
