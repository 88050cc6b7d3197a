"""One person in a contact panel: what they agreed to, the history behind it, and the tasks that may be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers import consent_words
from desktop.ui.controllers.person_files import PersonFiles
from desktop.ui.controllers.person_tasks import PersonTasks
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, moments, people
from desktop.ui.views.contact_panel import ContactPanel
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Contact, Conversation, Role
from server_stub.contract.people import ConsentFile


class PersonController(Controller):
    """Shows whoever `show` names. `message_asked(object)`: (conversation id, message id) to be shown in the chat.

    `changed()`: the person is another one, or is told otherwise now.
    """

    message_asked = Signal(object)
    changed = Signal()

    def __init__(self, tools: Tools, view: ContactPanel, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.view = view
        self._id = ""
        self._turn = 0
        self._file: ConsentFile | None = None
        self.tasks = PersonTasks(tools, self, self)
        self.files = PersonFiles(tools, self, self)
        view.ask_asked.connect(self.ask_in_chat)
        view.copy_asked.connect(self._copy)
        view.history.again_asked.connect(self._load)
        view.history.message_asked.connect(self._show_message)
        view.identity_confirmed.connect(self._confirm_identity)
        tools.bus.changed.connect(self._changed)

    @property
    def id(self) -> str:
        """Of the contact; empty while nobody is shown."""
        return self._id

    @property
    def contact(self) -> Contact | None:
        """From memory, which follows the events; else as the gateway told it last."""
        known = self.desk.contact(self._id) if self._id else None
        return known or (self._file.contact if self._file is not None else None)

    @property
    def conversation(self) -> Conversation | None:
        """The one that is shown beside it, or the latest with this person."""
        return next((item for item in self.desk.conversations() if item.contact_id == self._id), None)

    @property
    def outlook(self) -> Outlook | None:
        """What the send gate says about the conversation beside it; None where there is none."""
        return None

    def chat_obstacle(self) -> str:
        """Why permission may not be asked for in the chat from here; empty when it may."""
        return self.tr("Open the conversation to ask in the chat.")

    def ask_in_chat(self, purpose: str) -> None:
        """Send the notice of a purpose with its two buttons; only where a conversation is open beside it."""

    def show_person(self, contact_id: str, told: Contact | None = None) -> None:
        """`told`: what a search answered about somebody who may not be in memory."""
        if contact_id != self._id:
            self.view.end_task()
            self.view.progress.end("")
            self._id, self._file = contact_id, None
            if told is not None and self.desk.contact(contact_id) is None:
                self._file = ConsentFile(told, told.consents, [])
            self.view.history.show_loading()
            self._load()
        self.refresh()

    def refresh(self) -> None:
        """As it stands now, from what is known."""
        contact = self.contact
        if contact is None:
            return
        since = ""
        if contact.created_at:
            since = self.tr("Customer since {month}").format(month=moments.month(contact.created_at))
        self.view.show_person(people.name(contact), contact.id, since)
        self.view.show_badges(consent_words.badges(contact))
        self.view.show_opt_out(*consent_words.opt_out(contact))
        self.view.show_identity(doubtful=contact.number_change_proposed)
        self.view.show_consents(consent_words.lines(contact, self.desk.purposes(), self.outlook))
        self.view.show_proofs(allowed=self.desk.account.role is not Role.AGENT)
        conversation = self.conversation
        number = _protocol(conversation)
        self.view.show_protocol(people.protocol(number), number)
        self.view.show_facts(self._facts(contact, conversation))

    def _facts(self, contact: Contact, conversation: Conversation | None) -> list[tuple[str, str]]:
        facts = [(self.tr("Phone"), people.phone(contact.phone))]
        if contact.email:
            facts.append((self.tr("E-mail"), contact.email))
        if contact.username:
            facts.append((self.tr("Username"), f"@{contact.username}"))
        owner = self.desk.accounts().get(conversation.assignee_id or "") if conversation is not None else None
        facts.append((self.tr("Served by"), owner.name if owner else self.tr("nobody yet")))
        if conversation is not None and conversation.last_inbound_at is not None:
            facts.append((self.tr("Last wrote"), moments.day_and_time(conversation.last_inbound_at)))
        return facts

    # The history

    def _load(self) -> None:
        if self._id:
            self._turn += 1
            self.run(self._fetch(self._id, self._turn), "load consent file")

    async def _fetch(self, contact_id: str, turn: int) -> None:
        try:
            file = await self.desk.office.consent_file(contact_id)
        except AppError as problem:
            if self.alive and turn == self._turn:
                self._file_failed(problem)
            return
        if self.alive and turn == self._turn:
            self._file = file
            self.view.history.show_lines(consent_words.history(file.entries, self.desk.purposes()))
            self.refresh()
            self.changed.emit()

    def _file_failed(self, problem: AppError) -> None:
        """What was read before stays; without a line it comes by itself when the line is back."""
        if self._file is not None and self._file.entries:
            return
        offline = self.desk.connection.link is not Link.ONLINE
        sentence = self.tr("Without a connection the history is not shown.") if offline else errors.error(problem)
        self.view.history.show_problem(sentence)

    def _changed(self, changes: ChangeSet) -> None:
        if not self._id:
            return
        back = changes.connection and self.desk.connection.link is Link.ONLINE
        if self._id in changes.contacts or changes.everything or back:
            self._load()
        if self._id in changes.contacts or changes.everything or changes.catalogue or changes.conversations:
            self.refresh()

    # What may be asked here

    def _show_message(self, message_id: str) -> None:
        self.run(self._find(message_id), "show message of the ledger")

    async def _find(self, message_id: str) -> None:
        found = await self.desk.messages([message_id])
        if not self.alive:
            return
        if found:
            self.message_asked.emit(found[0])
        else:
            self.tools.tell(self.tr("This message is not on this computer. Scroll the conversation back to it."))

    def _confirm_identity(self) -> None:
        self.run(self._identity(self._id), "confirm identity")

    async def _identity(self, contact_id: str) -> None:
        await self.desk.office.confirm_identity(contact_id)
        if self.alive:
            self.tools.tell(self.tr("Confirmed: it is this person."))
            if contact_id == self._id:
                self.view.show_identity(doubtful=False)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.tools.tell(self.tr("Protocol number copied."))


def _protocol(conversation: Conversation | None) -> str:
    """Of the open case, else of the one that was closed last: customers ask for that too."""
    if conversation is None:
        return ""
    return conversation.case.protocol if conversation.case is not None else conversation.protocol
