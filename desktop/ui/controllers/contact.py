"""The contact's pane: consent in words, asking, recording with proof, and the protocol number for the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.domain.errors import AppError
from desktop.ui.controllers import consent_words
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.permission import PermissionController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.texts import errors, moments, names, people
from desktop.ui.views.choices import Choice
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.record_consent import RecordConsentDialog

EVIDENCE = 20
"""How many of the customer's last messages are offered as proof."""


class ContactController(Controller):
    """Shows the contact of the open conversation."""

    def __init__(
        self,
        tools: Tools,
        view: ContactPanel,
        conversation: ConversationController,
        permission: PermissionController,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation, self._permission = view, conversation, permission
        self._dialog: RecordConsentDialog | None = None
        view.ask_asked.connect(self.ask)
        view.record_asked.connect(self._record)
        view.revoke_asked.connect(self._revoke)
        view.copy_asked.connect(self._copy)
        conversation.opened.connect(self._opened)
        conversation.changed.connect(self.refresh)
        conversation.ask_consent.connect(self.ask)
        permission.outlook_changed.connect(self.refresh)

    def refresh(self) -> None:
        conversation, contact = self._conversation.conversation, self._conversation.contact
        if conversation is None or contact is None:
            return
        since = ""
        if contact.created_at:
            since = self.tr("Customer since {month}").format(month=moments.month(contact.created_at))
        self._view.show_person(people.name(contact), contact.id, since)
        self._view.show_opt_out(*consent_words.opt_out(contact))
        outlook = None if self._conversation.obstacle() else self._permission.outlook
        self._view.show_consents(consent_words.lines(contact, self.desk.purposes(), outlook))
        self._view.show_protocol(people.protocol(conversation.protocol), conversation.protocol)
        facts = [(self.tr("Phone"), people.phone(contact.phone))]
        if contact.username:
            facts.append((self.tr("Username"), f"@{contact.username}"))
        owner = self.desk.accounts().get(conversation.assignee_id or "")
        facts.append((self.tr("Served by"), owner.name if owner else self.tr("nobody yet")))
        if conversation.last_inbound_at is not None:
            facts.append((self.tr("Last wrote"), moments.day_and_time(conversation.last_inbound_at)))
        self._view.show_facts(facts)

    def askable(self) -> str:
        """The first purpose that may be asked for now, empty when there is none."""
        contact = self._conversation.contact
        outlook = None if self._conversation.obstacle() else self._permission.outlook
        offered = consent_words.lines(contact, self.desk.purposes(), outlook) if contact else []
        offered.sort(key=lambda item: not item.purpose.startswith("mkt."))
        return next((item.purpose for item in offered if item.may_ask), "")

    def ask(self, purpose: str) -> None:
        """Send the notice of a purpose with its two buttons into the chat."""
        if self._conversation.id and purpose:
            self.run(self._ask(self._conversation.id, purpose), "ask for permission")

    async def _ask(self, conversation_id: str, purpose: str) -> None:
        await self.desk.ask_consent(conversation_id, purpose)
        if self.alive:
            self.tools.tell(self.tr("Asked for permission: {purpose}.").format(purpose=names.purpose(purpose)))

    def _opened(self, conversation_id: str) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        if conversation_id:
            self.refresh()

    def _record(self, purpose: str) -> None:
        self.run(self._with_dialog(purpose, granted=True), "record permission")

    def _revoke(self, purpose: str) -> None:
        self.run(self._with_dialog(purpose, granted=False), "record refusal")

    async def _with_dialog(self, purpose: str, *, granted: bool) -> None:
        contact = self._conversation.contact
        if contact is None or self._dialog is not None:
            return
        notice = next((item.notice_text for item in self.desk.purposes() if item.code == purpose), "")
        dialog = RecordConsentDialog(
            self.tools.theme, names.purpose(purpose), notice, granted=granted, parent=self._view.window()
        )
        dialog.setProperty("subject", (contact.id, purpose))
        dialog.recorded.connect(self._confirmed)
        self._dialog = dialog
        dialog.offer_evidence(await self._evidence(self._conversation.id) if granted else [])
        try:
            await finished(dialog)
        finally:
            self._dialog = None

    async def _evidence(self, conversation_id: str) -> list[Choice]:
        page = await self.desk.page(conversation_id)
        theirs = [item for item in page.messages if item.direction == "in" and item.deleted_at is None]
        return [
            Choice(
                item.id,
                item.content.text
                or (item.content.choice.title if item.content.choice else names.kind(item.content.kind)),
                moments.day_and_time(item.sent_at),
                icon="chat",
            )
            for item in reversed(theirs[-EVIDENCE:])
        ]

    def _confirmed(self, evidence_id: str, note: str) -> None:
        self.run(self._keep(self._dialog, evidence_id, note), "keep consent")

    async def _keep(self, dialog: RecordConsentDialog | None, evidence_id: str, note: str) -> None:
        if dialog is None:
            return
        contact_id, purpose = dialog.property("subject")
        dialog.set_busy(busy=True)
        try:
            await self.desk.record_consent(
                contact_id, purpose, granted=dialog.granted, evidence_message_id=evidence_id or None, note=note
            )
        except AppError as problem:
            if self.alive and self._dialog is dialog:
                dialog.show_problem(errors.error(problem))
                dialog.set_busy(busy=False)
            return
        if self.alive:
            if self._dialog is dialog:
                dialog.accept()
            told = self.tr("Recorded: {purpose}.").format(purpose=names.purpose(purpose))
            self.tools.tell(told)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.tools.tell(self.tr("Protocol number copied."))
