"""The list: which conversations are shown, what the search finds, and which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.finding import FindingController
from desktop.ui.controllers.rows import RowParts
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.models.conversation_entry import Chip as Filter
from desktop.ui.models.conversation_entry import is_closed
from desktop.ui.views.inbox import InboxView

_MINUTE_MS = 60_000
"""Ages in the list are told in minutes."""


class InboxController(Controller):
    """Signals: `conversation_chosen(object)` an id; `message_chosen(object)` a found Message."""

    conversation_chosen = Signal(object)
    message_chosen = Signal(object)

    def __init__(self, tools: Tools, view: InboxView, parts: RowParts, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._rows, self._model, self._lines = view, parts.view, parts.model, parts.lines
        rows, model = parts.view, parts.model
        self._words = ""
        self._queues: list[tuple[str, str]] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS // 2)
        self._clock.timeout.connect(rows.viewport().update)
        self.finding = FindingController(tools, view.found, self)
        self.finding.message_chosen.connect(self.message_chosen)
        self.finding.changed.connect(self._show_emptiness)
        rows.row_activated.connect(self.conversation_chosen)
        view.filter_chosen.connect(self._filter)
        view.search_changed.connect(self._search)
        view.first_asked.connect(self._open_first)
        model.counts_changed.connect(self._show_counts)
        model.layoutChanged.connect(self._show_emptiness)
        model.modelReset.connect(self._show_emptiness)
        tools.bus.changed.connect(self._changed)

    def start(self) -> None:
        """Fill the list; begin with one's own, or with all for who leads."""
        self._reload()
        self._clock.start()
        self._queues = self._queue_names()
        mine = self._model.counts.get(Filter.MINE, 0)
        self._view.choose(Filter.MINE if mine else Filter.ALL)
        self._show_counts(self._model.counts)

    @property
    def filter(self) -> Filter:
        return self._model.chip

    def select(self, conversation_id: str) -> None:
        """Make the row current without choosing it again; show all if the chip hides it. A search stays: its next
        result may be wanted."""
        self._model.flush()
        row = self._model.row_of(conversation_id)
        entry = self._model.entry(conversation_id)
        if row is None and not self._words and entry is not None:
            self._view.choose(Filter.CLOSED if is_closed(entry.conversation) else Filter.ALL)
            row = self._model.row_of(conversation_id)
        if row is not None:
            self._rows.setCurrentIndex(self._model.index(row, 0))

    def neighbour(self, conversation_id: str, steps: int) -> str | None:
        """Id of the conversation above or below in the list as it is shown."""
        row = self._model.row_of(conversation_id)
        wanted = 0 if row is None else row + steps
        if not 0 <= wanted < self._model.rowCount():
            return None
        return self._model.index(wanted, 0).data(Qt.ItemDataRole.UserRole).id

    def most_urgent_unread(self, besides: str) -> str | None:
        """The unread conversation whose window closes first, among one's own and the queue."""
        own = (self.desk.account.id, None)
        waiting = [
            item for item in self.desk.conversations() if item.unread and item.id != besides and item.assignee_id in own
        ]
        waiting.sort(key=lambda item: item.window_until or 0)
        return waiting[0].id if waiting else None

    def _reload(self) -> None:
        desk = self.desk
        self._model.reset_conversations((item, desk.contact(item.contact_id)) for item in desk.conversations())

    def _changed(self, changes: ChangeSet) -> None:
        if changes.everything:
            self._reload()
            return
        if changes.team:
            self._name_queues()
        touched = changes.conversations | changes.presence
        if changes.contacts:
            found = (item.id for item in self.desk.conversations() if item.contact_id in changes.contacts)
            touched |= frozenset(found)
        known = [(key, self.desk.conversation(key)) for key in touched]
        self._model.apply((item, self.desk.contact(item.contact_id)) for _, item in known if item is not None)
        self._model.remove(key for key, item in known if item is None)

    def _name_queues(self) -> None:
        """A colleague's state comes often and changes no row; another name of a queue changes many."""
        names = self._queue_names()
        if names != self._queues:
            self._queues = names
            self._lines.forget()
            self._rows.viewport().update()

    def _queue_names(self) -> list[tuple[str, str]]:
        return [(each.id, each.name) for each in self.desk.queues().values()]

    def _filter(self, which: Filter) -> None:
        self._model.set_chip(which)
        self._show_emptiness()

    def _search(self, words: str) -> None:
        self._words = words.strip()
        self._model.set_words(self._words)
        self.finding.look_for(self._words)

    def _open_first(self) -> None:
        if not self._words:
            return
        if self._model.rowCount():
            self.conversation_chosen.emit(self._model.index(0, 0).data(Qt.ItemDataRole.UserRole).id)
        else:
            self.finding.choose_first()

    def _show_counts(self, counts: dict[Filter, int]) -> None:
        self._view.show_counts(counts)

    def _show_emptiness(self) -> None:
        if self._model.rowCount():
            self._view.show_empty("", "")
        elif self._words:
            text = self.tr("Try part of a name, a phone number or a word that was written.")
            self._view.show_empty(self.tr("Nobody with these words"), text)
        else:
            self._view.show_empty(*self._nothing())
        self._view.show_found(is_shown=bool(self._words))

    def _nothing(self) -> tuple[str, str]:
        match self._model.chip:
            case Filter.MINE:
                return self.tr("No conversation is yours"), self.tr("Take one from the queue.")
            case Filter.UNREAD:
                return self.tr("Everything is read"), self.tr("New messages appear here.")
            case Filter.OFFERED:
                return self.tr("Nothing is offered to you"), self.tr("What colleagues hand over to you appears here.")
            case Filter.CLOSED:
                return self.tr("Nothing is closed yet"), self.tr("Cases that are over appear here.")
            case Filter.QUEUE:
                return self.tr("The queue is empty"), self.tr("Nobody is waiting.")
            case _:
                return self.tr("No conversations yet"), self.tr("They begin when a customer writes.")
