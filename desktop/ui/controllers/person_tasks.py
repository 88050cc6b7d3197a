"""The tasks inside a contact's pane: record a permission with its proof, record leaving, ask, open a request."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.domain.errors import AppError, Refused
from desktop.ui.controllers import consent_words
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_files
from desktop.ui.texts import errors, moments, names
from desktop.ui.views.choices import Choice
from desktop.ui.views.panel_form import PanelForm
from desktop.ui.views.panel_forms import (
    Asking,
    AskingForm,
    EditForm,
    Editing,
    Leaving,
    LeavingForm,
    Permission,
    PermissionForm,
    RequestForm,
    Requesting,
)
from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Contact, Message
from server_stub.contract.people import EditContact, EvidenceFile, Invitation
from server_stub.contract.requests import RecordConsent
from server_stub.contract.rights import OpenRequest

if TYPE_CHECKING:
    from desktop.ui.controllers.person import PersonController

EVIDENCE = 20
"""How many of the customer's last messages are offered as proof."""


_MINOR = {"minor": True, "adult": False}
"""What is not known stays so when something else is changed."""


class PersonTasks(Controller):
    """One task at a time, about the person that is shown when it begins."""

    def __init__(self, tools: Tools, person: PersonController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._person = person
        self._subject = ("", "")
        self._uploaded: tuple[Path, EvidenceFile] | None = None
        view = person.view
        view.record_asked.connect(self.record)
        view.revoke_asked.connect(self.leave)
        view.permission_asked.connect(self.ask)
        view.leaving_asked.connect(self.leave)
        view.request_asked.connect(self.request)
        view.edit_asked.connect(self.edit)

    def record(self, purpose: str) -> None:
        notice = next((item.notice_text for item in self.desk.purposes() if item.code == purpose), "")
        title = names.purpose_of(purpose, self.desk.purposes())
        form = PermissionForm(self.tools.theme, purpose, title, notice, self.desk.now())
        form.file_asked.connect(self._choose_file)
        self._begin(form, purpose)
        if (conversation := self._person.conversation) is not None:
            self.run(self._offer(form, conversation.id), "messages as proof")

    def leave(self, purpose: str = "") -> None:
        """One purpose, everything promotional, or all messages."""
        codes = [purpose] if purpose else []
        codes += [code for code in ("mkt.*", "*") if code not in codes]
        scopes = [(code, names.purpose_of(code, self.desk.purposes())) for code in codes]
        self._begin(LeavingForm(self.tools.theme, scopes), purpose)

    def ask(self, purpose: str = "") -> None:
        contact = self._person.contact
        if contact is None:
            return
        open_ones = [
            item.code
            for item in self.desk.purposes()
            if consent_words.consent_of(contact, item.code).state in consent_words.MAY_ASK | {"PENDING"}
        ]
        open_ones.sort(key=lambda code: (code != purpose, not code.startswith("mkt.")))
        purposes = [(code, names.purpose_of(code, self.desk.purposes())) for code in open_ones]
        form = AskingForm(
            self.tools.theme,
            purposes,
            chat=self._person.chat_obstacle(),
            email=contact.email,
            phone=contact.phone or "",
        )
        self._begin(form, purpose)

    def request(self) -> None:
        self._begin(RequestForm(self.tools.theme), "")

    def edit(self) -> None:
        contact = self._person.contact
        if contact is not None:
            now = Editing(contact.email, _age_of(contact), contact.legal_block_at is not None)
            self._begin(EditForm(self.tools.theme, now), "")

    def _begin(self, form: PanelForm, purpose: str) -> None:
        self._subject = (self._person.id, purpose)
        self._uploaded = None
        form.left.connect(self._person.view.end_task)
        form.confirmed.connect(self._confirmed)
        self._person.view.show_task(form)

    async def _offer(self, form: PermissionForm, conversation_id: str) -> None:
        page = await self.desk.page(conversation_id)
        theirs = [item for item in page.messages if _says_something(item)]
        choices = [
            Choice(
                item.id,
                item.content.text
                or (item.content.choice.title if item.content.choice else names.kind(item.content.kind)),
                moments.day_and_time(item.sent_at),
                icon="chat",
            )
            for item in reversed(theirs[-EVIDENCE:])
        ]
        if self.alive and self._person.view.task is form:
            form.offer_messages(choices)

    def _choose_file(self) -> None:
        form = self._person.view.task
        if isinstance(form, PermissionForm):
            self.run(self._pick(form), "choose proof")

    async def _pick(self, form: PermissionForm) -> None:
        paths = await chosen_files(self._person.view.window(), title=self.tr("Recording or scanned paper"))
        if self.alive and paths and self._person.view.task is form:
            form.file.set_path(paths[0])

    # Doing it

    def _confirmed(self, values: object) -> None:
        form = self._person.view.task
        contact_id = self._subject[0]
        if form is None:
            return
        match values:
            case Permission():
                work: Coroutine[Any, Any, str] = self._record(contact_id, values)
            case Leaving():
                work = self._leave(contact_id, values)
            case Asking():
                work = self._ask(contact_id, values)
            case Editing():
                work = self._edit(contact_id, values)
            case Requesting():
                work = self._open(contact_id, values)
            case _:
                return
        form.set_busy(busy=True)
        self.run(self._finish(form, work), "task of a contact")

    async def _finish(self, form: PanelForm, work: Coroutine[Any, Any, str]) -> None:
        """What is wrong is said in the form, which stays as it was filled in."""
        try:
            told = await work
        except AppError as problem:
            if self.alive and self._person.view.task is form:
                form.set_busy(busy=False)
                form.show_problem(errors.error(problem, self.desk.purposes()))
            return
        if self.alive:
            if self._person.view.task is form:
                self._person.view.end_task()
            if told:
                self.tools.tell(told)

    async def _record(self, contact_id: str, given: Permission) -> str:
        evidence = await self._upload(contact_id, given.path) if given.path is not None else None
        request = RecordConsent(
            given.purpose,
            granted=True,
            evidence_message_id=given.message_id or None,
            evidence_file_id=evidence.id if evidence is not None else None,
            note=given.note,
            way=given.way,
            said_at=given.said_at,
            notice_version=given.notice_version,
        )
        try:
            contact = await self.desk.office.record(contact_id, request)
        except Refused as problem:
            await self._offer_earlier(given.purpose, problem)
            raise
        title = names.purpose_of(given.purpose, self.desk.purposes())
        if consent_words.consent_of(contact, given.purpose).state == "PENDING":
            return self.tr("Recorded: {purpose}. The customer still has to confirm on WhatsApp.").format(purpose=title)
        return self.tr("Recorded: {purpose}.").format(purpose=title)

    async def _offer_earlier(self, purpose: str, problem: Refused) -> None:
        """Where another text was in force when the customer said so, that one can be chosen."""
        offered = problem.params.get("offer")
        if problem.code != ErrorCode.NOTICE_OF_OTHER_TIME or not offered:
            return
        found = next((it for it in await self.desk.office.notices(purpose) if it.id == offered), None)
        form = self._person.view.task
        if self.alive and found is not None and isinstance(form, PermissionForm):
            form.offer_earlier(found.id, found.version, found.body)

    async def _upload(self, contact_id: str, path: Path) -> EvidenceFile:
        """Once: where recording is refused and tried again, the proof is there already."""
        if self._uploaded is None or self._uploaded[0] != path:
            self._uploaded = (path, await self.desk.office.upload_evidence(contact_id, path))
        return self._uploaded[1]

    async def _leave(self, contact_id: str, given: Leaving) -> str:
        await self.desk.office.record(contact_id, RecordConsent(given.scope, granted=False, note=given.note))
        title = names.purpose_of(given.scope, self.desk.purposes())
        return self.tr("Stopped: {purpose}.").format(purpose=title)

    async def _ask(self, contact_id: str, given: Asking) -> str:
        if given.channel == "chat":
            self._person.ask_in_chat(given.purpose)
            return ""
        message = await self.desk.office.invite(contact_id, Invitation(given.channel, [given.purpose], given.address))
        return self.tr("On its way to {address}.").format(address=message.address)

    async def _edit(self, contact_id: str, given: Editing) -> str:
        change = EditContact(minor=_MINOR.get(given.age), legal_block=given.legal_block, email=given.email)
        await self.desk.office.edit(contact_id, change)
        return self.tr("Saved.")

    async def _open(self, contact_id: str, given: Requesting) -> str:
        made = await self.desk.office.open_request(contact_id, OpenRequest(given.right, given.note))
        told = self.tr("Protocol {protocol}. Answer by {date}.")
        return told.format(protocol=made.protocol, date=moments.day(made.due_at))


def _age_of(contact: Contact) -> str:
    if contact.minor:
        return "minor"
    return "adult" if contact.adult else ""


def _says_something(message: Message) -> bool:
    """What a customer said can prove what they agreed to; a call or a change of number cannot."""
    kind = message.content.kind
    return message.direction == "in" and message.deleted_at is None and kind not in (Kind.CALL, Kind.SYSTEM)
