"""The contact of the open conversation: the person's pane, with what can be asked in the chat beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ui.controllers import consent_words
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.permission import PermissionController
from desktop.ui.controllers.person import PersonController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import names, reasons
from desktop.ui.views.contact_panel import ContactPanel
from server_stub.contract.gate import Outlook, Verdict
from server_stub.contract.model import Conversation


class ContactController(PersonController):
    """Follows the conversation."""

    def __init__(
        self,
        tools: Tools,
        view: ContactPanel,
        conversation: ConversationController,
        permission: PermissionController,
        parent: QObject,
    ) -> None:
        self._conversation, self._permission = conversation, permission
        super().__init__(tools, view, parent)
        conversation.opened.connect(self._opened)
        conversation.changed.connect(self.refresh)
        conversation.ask_consent.connect(self.ask_in_chat)
        permission.outlook_changed.connect(self.refresh)

    @property
    def conversation(self) -> Conversation | None:
        return self._conversation.conversation

    @property
    def outlook(self) -> Outlook | None:
        return None if self._conversation.obstacle() else self._permission.outlook

    def chat_obstacle(self) -> str:
        if obstacle := self._conversation.obstacle():
            return obstacle
        if self._permission.outlook is None:
            return self.tr("Whether it may be asked in the chat is not known without a connection.")
        prompt = self._permission.outlook.consent_prompt
        return "" if prompt.verdict is Verdict.ALLOW else reasons.decision(prompt, self.desk.purposes())

    def askable(self) -> str:
        """The first purpose that may be asked for now, empty when there is none."""
        contact = self.contact
        offered = consent_words.lines(contact, self.desk.purposes(), self.outlook) if contact else []
        offered.sort(key=lambda item: not item.purpose.startswith("mkt."))
        return next((item.purpose for item in offered if item.may_ask), "")

    def ask_in_chat(self, purpose: str) -> None:
        if self._conversation.id and purpose:
            self.run(self._send_question(self._conversation.id, purpose), "ask for permission")

    async def _send_question(self, conversation_id: str, purpose: str) -> None:
        await self.desk.ask_consent(conversation_id, purpose)
        if self.alive:
            told = self.tr("Asked for permission: {purpose}.")
            self.tools.tell(told.format(purpose=names.purpose_of(purpose, self.desk.purposes())))

    def _opened(self, conversation_id: str) -> None:
        contact = self._conversation.contact
        if conversation_id and contact is not None:
            self.show_person(contact.id)
