"""The conversation list: what is offered and then the newest first, filtered by chip and words, changed in
batches.

Its own sorted lists instead of a QSortFilterProxyModel: a change costs two bisections, and a batch one repaint.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import compress, repeat
from operator import attrgetter, contains
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.models.conversation_entry import (
    Chip,
    ConversationEntry,
    build_entry,
    chips_of,
    matches,
    shows,
    sought_words,
)
from server_stub.contract.model import Contact, Conversation

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_PAUSE = 150
"""Milliseconds that changes are gathered before the list moves: it must not run away under the pointer."""
_key = attrgetter("key")
_sought = attrgetter("sought")


class ConversationModel(QAbstractListModel):
    """`account_id` is who "mine" means; `describe` words an entry for screen readers.

    Signals:
        counts_changed(object): dict of Chip to int: conversations under each chip, whatever the words say.
    """

    counts_changed = Signal(object)

    def __init__(
        self, account_id: str, describe: Callable[[ConversationEntry], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._account_id = account_id
        self._describe = describe
        self._entries: dict[str, ConversationEntry] = {}
        self._order: list[ConversationEntry] = []
        self._shown: list[ConversationEntry] = []
        self._chip = Chip.ALL
        self._words: tuple[str, ...] = ()
        self._sought_texts: list[str] | None = None
        self._waiting: dict[str, ConversationEntry | None] = {}
        self._counts: Counter[Chip] = Counter()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.flush)

    # Asking

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._shown[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == ID_ROLE:
            return entry.id
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._describe(entry)
        return None

    def entry(self, conversation_id: str) -> ConversationEntry | None:
        return self._entries.get(conversation_id)

    def row_of(self, conversation_id: str) -> int | None:
        """Row among those shown, None if filtered out or unknown."""
        entry = self._entries.get(conversation_id)
        if entry is None:
            return None
        place = bisect_left(self._shown, entry.key, key=_key)
        return place if place < len(self._shown) and self._shown[place] is entry else None

    @property
    def chip(self) -> Chip:
        return self._chip

    @property
    def counts(self) -> dict[Chip, int]:
        return {chip: self._counts[chip] for chip in Chip}

    # Changing

    def reset_conversations(self, pairs: Iterable[tuple[Conversation, Contact | None]]) -> None:
        self._timer.stop()
        self._waiting.clear()
        self._sought_texts = None
        self.beginResetModel()
        self._order = sorted((build_entry(*pair, self._account_id) for pair in pairs), key=_key)
        self._entries = {entry.id: entry for entry in self._order}
        self._counts = Counter(chip for entry in self._order for chip in self._chips(entry))
        self._shown = self._filtered()
        self.endResetModel()
        self.counts_changed.emit(self.counts)

    def apply(self, pairs: Iterable[tuple[Conversation, Contact | None]]) -> None:
        """New or changed; seen after a short pause, together with what comes meanwhile."""
        for conversation, contact in pairs:
            self._waiting[conversation.id] = build_entry(conversation, contact, self._account_id)
        self._schedule()

    def remove(self, conversation_ids: Iterable[str]) -> None:
        self._waiting.update(dict.fromkeys(conversation_ids))
        self._schedule()

    def set_chip(self, chip: Chip) -> None:
        if chip is not self._chip:
            self._chip = chip
            self._refilter()

    def set_words(self, text: str) -> None:
        """Show what contains every word, without regard to case and accents."""
        words = sought_words(text)
        if words != self._words:
            self._words = words
            self._refilter()

    @Slot()
    def flush(self) -> None:
        """Take in what is waiting, now. Indexes that are held (the selection) follow their conversation."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        before = self.counts
        self._sought_texts = None
        self._tally(waiting)
        if self._stays_in_place(waiting):
            self._repaint(waiting)
        else:
            self._rearrange(waiting)
        if before != self.counts:
            self.counts_changed.emit(self.counts)

    # Inside

    def _schedule(self) -> None:
        if self._waiting and not self._timer.isActive():
            self._timer.start()

    def _stays_in_place(self, waiting: dict[str, ConversationEntry | None]) -> bool:
        """Whether each keeps its key and stays as visible as it was: then rows are repainted where they are."""
        for conversation_id, new in waiting.items():
            old = self._entries.get(conversation_id)
            if new is None or old is None or new.key != old.key or self._accepts(new) != self._accepts(old):
                return False
        return True

    def _repaint(self, waiting: dict[str, ConversationEntry | None]) -> None:
        for new in waiting.values():
            assert new is not None  # noqa: S101 - removals never stay in place
            row = self.row_of(new.id)
            self._order[bisect_left(self._order, new.key, key=_key)] = new
            self._entries[new.id] = new
            if row is not None:
                self._shown[row] = new
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _rearrange(self, waiting: dict[str, ConversationEntry | None]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._shown[index.row()].id) for index in self.persistentIndexList()]
        for conversation_id, new in waiting.items():
            old = self._entries.pop(conversation_id, None)
            if old is not None:
                _take_out(self._order, old)
                _take_out(self._shown, old)
            if new is not None:
                self._entries[conversation_id] = new
                insort(self._order, new, key=_key)
                if self._accepts(new):
                    insort(self._shown, new, key=_key)
        for index, conversation_id in held:
            row = self.row_of(conversation_id)
            self.changePersistentIndex(index, _ROOT if row is None else self.index(row, 0))
        self.layoutChanged.emit()

    def _accepts(self, entry: ConversationEntry) -> bool:
        return shows(self._chip, self._chips(entry), is_sought=bool(self._words)) and matches(entry, self._words)

    def _filtered(self) -> list[ConversationEntry]:
        """Without a line of Python for each row where words are sought, for this runs at each key press."""
        shown = self._order
        for number, word in enumerate(self._words):
            texts = self._texts() if number == 0 else map(_sought, shown)
            shown = list(compress(shown, map(contains, texts, repeat(word))))
        chip, is_sought = self._chip, bool(self._words)
        if chip is Chip.ALL and (is_sought or not self._counts[Chip.CLOSED]):
            return shown if shown is not self._order else list(shown)
        return [entry for entry in shown if shows(chip, self._chips(entry), is_sought=is_sought)]

    def _texts(self) -> list[str]:
        if self._sought_texts is None:
            self._sought_texts = list(map(_sought, self._order))
        return self._sought_texts

    def _refilter(self) -> None:
        self.flush()
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._shown[index.row()].id) for index in self.persistentIndexList()]
        self._shown = self._filtered()
        for index, conversation_id in held:
            row = self.row_of(conversation_id)
            self.changePersistentIndex(index, _ROOT if row is None else self.index(row, 0))
        self.layoutChanged.emit()

    def _chips(self, entry: ConversationEntry) -> tuple[Chip, ...]:
        return chips_of(entry.conversation, self._account_id)

    def _tally(self, waiting: dict[str, ConversationEntry | None]) -> None:
        for conversation_id, new in waiting.items():
            old = self._entries.get(conversation_id)
            if old is not None:
                self._counts.subtract(self._chips(old))
            if new is not None:
                self._counts.update(self._chips(new))


def _take_out(entries: list[ConversationEntry], entry: ConversationEntry) -> None:
    place = bisect_left(entries, entry.key, key=_key)
    if place < len(entries) and entries[place] is entry:
        del entries[place]
