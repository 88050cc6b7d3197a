"""The contacts: search while typing, filters, one person in detail; and what leads decide about people."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers.merging import MergingController
from desktop.ui.controllers.person import PersonController
from desktop.ui.controllers.requests import RequestsController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, names, people
from desktop.ui.texts.counts import Counts
from desktop.ui.views.choices import Choice
from desktop.ui.views.contacts import ContactsView
from server_stub.contract.model import Contact, Role
from server_stub.contract.people import ContactPage

STATES = ("ACTIVE", "PENDING", "NONE", "REFUSED", "REVOKED", "EXPIRED", "RENEWAL_NEEDED", "LAPSED")


class ContactsController(Controller):
    """Signals: `conversation_asked(object)` the id of one to open; `message_asked(object)` a Message to show;
    `import_asked()`.
    """

    conversation_asked = Signal(object)
    message_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, tools: Tools, view: ContactsView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._turn = 0
        self._next: str | None = None
        self._found: dict[str, Contact] = {}
        self._loaded = False
        self.person = PersonController(tools, view.panel, self)
        self.merging = MergingController(tools, view.merging, self)
        self.requests = RequestsController(tools, view.requests, self)
        view.filters_changed.connect(self.search)
        view.again_asked.connect(self.search)
        view.open_asked.connect(self._open_conversation)
        view.import_asked.connect(self.import_asked)
        view.tab_chosen.connect(self._tab)
        view.list.person_chosen.connect(self.show)
        view.list.people.more_wanted.connect(self._more)
        self.person.message_asked.connect(self.message_asked)
        self.merging.counted.connect(self._count_merging)
        self.requests.counted.connect(self._count_requests)
        tools.bus.changed.connect(self._changed)

    def open(self) -> None:
        """The place is shown: fill it, with the cursor in the search."""
        role = self.desk.account.role
        deciding = role is not Role.AGENT
        self._view.allow(deciding=deciding, importing=role is Role.ADMIN)
        self._offer_filters()
        self.search()
        if deciding:
            self.merging.load()
            self.requests.load()
        self._view.search.setFocus()

    def search(self) -> None:
        """From the beginning; an answer to an older question is thrown away."""
        self._turn += 1
        self._next = None
        if not self._loaded:
            self._view.show_state("hourglass", self.tr("One moment…"), "")
        self.run(self._fetch(self._turn, None), "search contacts")

    def show(self, contact_id: str) -> None:
        """Qt passes it by position."""
        self.person.show_person(contact_id, self._found.get(contact_id))
        self._view.show_person(exists=True, may_open=self.person.conversation is not None)

    def _more(self) -> None:
        if self._next is not None:
            self.run(self._fetch(self._turn, self._next), "more contacts")

    async def _fetch(self, turn: int, page: str | None) -> None:
        view = self._view
        purpose, state = view.purpose.currentData() or "", view.state.currentData() or ""
        words = view.search.text().strip()
        try:
            found = await self.desk.office.contacts(words, purpose=purpose, state=state, page=page)
        except AppError as problem:
            if self.alive and turn == self._turn and page is None:
                self._failed(problem)
            return
        if self.alive and turn == self._turn:
            self._show_page(found, is_first=page is None)

    def _failed(self, problem: AppError) -> None:
        self._loaded = False
        sentence = errors.error(problem)
        if self.desk.connection.link is not Link.ONLINE:
            sentence = self.tr("Contacts are searched at the gateway. They appear when the connection is back.")
        self._view.show_state("wifi-off", self.tr("No contacts now"), sentence, self.tr("Try again"))

    def _show_page(self, found: ContactPage, *, is_first: bool) -> None:
        self._next = found.next_page
        rows = [self._row(contact) for contact in found.contacts]
        more = found.next_page is not None
        view, kept = self._view, self.person.id
        if not is_first:
            self._found |= {contact.id: contact for contact in found.contacts}
            view.list.people.append_rows(rows, has_more=more)
            return
        self._loaded = True
        self._found = {contact.id: contact for contact in found.contacts}
        view.list.people.reset_rows(rows, has_more=more)
        view.show_found(Counts().people(max(found.total, len(rows))))
        if not rows:
            text = self.tr("Try another name, or take a filter away.")
            view.show_state("search", self.tr("Nobody found"), text)
            return
        view.show_state("", "", "")
        if kept:
            view.list.choose(kept)

    def _row(self, contact: Contact) -> Choice:
        """The state of the purpose that is filtered by, or of offers."""
        purpose = self._view.purpose.currentData() or "mkt.promotions"
        state = next((item.state for item in contact.consents if item.purpose == purpose), "NONE")
        end = names.consent_state(state)
        if contact.opted_out_at is not None:
            end = self.tr("left")
        return Choice(contact.id, people.name(contact), people.detail(contact), end=end, face=people.name(contact))

    def _offer_filters(self) -> None:
        purposes = [("", self.tr("Every purpose"))]
        purposes += [(item.code, names.purpose_of(item.code, self.desk.purposes())) for item in self.desk.purposes()]
        states = [("", self.tr("Every state"))] + [(state, names.consent_state(state)) for state in STATES]
        self._view.offer_filters(purposes, states)

    def _open_conversation(self) -> None:
        if (conversation := self.person.conversation) is not None:
            self.conversation_asked.emit(conversation.id)

    def _tab(self, tab: str) -> None:
        if tab == "merging":
            self.merging.load()
        elif tab == "requests":
            self.requests.load()

    def _count_merging(self, number: object) -> None:
        self._view.count("merging", int(str(number)))

    def _count_requests(self, number: object) -> None:
        self._view.count("requests", int(str(number)))

    def _changed(self, changes: ChangeSet) -> None:
        for contact_id in changes.contacts & self._found.keys():
            if (contact := self.desk.contact(contact_id)) is not None:
                self._found[contact_id] = contact
                self._view.list.people.replace_row(self._row(contact))
        if changes.connection and self.desk.connection.link is Link.ONLINE and not self._loaded:
            self.search()
