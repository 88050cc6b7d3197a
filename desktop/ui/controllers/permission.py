"""May I send? The light beside the composer, kept true by events, by the clock and by who works here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.offers import Relation
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import reasons
from desktop.ui.views.composer import Composer
from desktop.ui.widgets.verdict_light import Light
from server_stub.contract.gate import Decision, Outlook, Verdict

_PAUSE_MS: Final = 300
LIGHTS = {Verdict.ALLOW: Light.ALLOW, Verdict.DENY: Light.DENY, Verdict.HOLD: Light.HOLD}


class PermissionController(Controller):
    """`outlook_changed()`: `outlook` of the open conversation is another one."""

    outlook_changed = Signal()

    def __init__(self, tools: Tools, view: Composer, conversation: ConversationController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation = view, conversation
        self._id = ""
        self._asked_for = ""
        """The conversation whose verdict is under way or just came; `_again` where it is to be asked for once more."""
        self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._pause_over)
        self.outlook: Outlook | None = None
        view.light.lapsed.connect(self.refresh)
        conversation.changed.connect(self._show)
        tools.bus.changed.connect(self._changed)

    def open(self, conversation_id: str) -> None:
        self._id = conversation_id
        self.outlook = None
        self._show()
        self.refresh()

    def refresh(self) -> None:
        """Ask again; what is shown stays until the answer is here.

        One question at a time and a pause after each, however fast a customer writes.
        """
        self._again = self._asked_for == self._id
        if self._id and not self._again:
            self._asked_for = self._id
            self.run(self._ask(self._id), "may I send?")

    async def _ask(self, conversation_id: str) -> None:
        try:
            outlook = await self.desk.outlook(conversation_id)
        finally:
            if self.alive:
                self._pause.start()
        if self.alive and conversation_id == self._id:
            self.outlook = outlook
            self._show()
            self.outlook_changed.emit()

    @Slot()
    def _pause_over(self) -> None:
        self._asked_for = ""
        if self._again:
            self.refresh()

    def _changed(self, changes: ChangeSet) -> None:
        concerned = self._id in changes.outlooks or self._id in changes.messages
        if self._id and (concerned or changes.connection or changes.everything):
            self.refresh()

    def _show(self) -> None:
        obstacle = self._conversation.obstacle()
        if obstacle:
            self._view.light.show_verdict(Light.DENY, obstacle)
            is_guest = self._conversation.relation is Relation.INVITED or self._conversation.only_looks
            self._view.allow(may_write=False, reason=obstacle, templates=False, consent=False, note=is_guest)
        elif self.outlook is None:
            self._show_unknown()
        else:
            self._show_known(self.outlook)

    def _show_unknown(self) -> None:
        sentence = self.tr("Checking whether a message may be sent…")
        if self.desk.connection.link is not Link.ONLINE:
            sentence = self.tr("Without a connection, permission is checked when the message goes.")
        self._view.light.show_verdict(Light.UNKNOWN, sentence)
        self._view.allow(may_write=True, reason="", templates=False, consent=False)

    def _show_known(self, outlook: Outlook) -> None:
        may_write = outlook.reply.verdict is not Verdict.DENY
        told = reasons.decision(outlook.reply, self.desk.purposes())
        sentence = " ".join(filter(None, (told, reasons.instead(outlook))))
        until = self._until(outlook.reply) if may_write else None
        self._view.light.show_verdict(LIGHTS[outlook.reply.verdict], sentence, until)
        prompt = outlook.consent_prompt.verdict is Verdict.ALLOW
        templates = not may_write and any(item.verdict is not Verdict.DENY for item in outlook.templates.values())
        self._view.allow(may_write=may_write, reason=sentence, templates=templates, consent=prompt)

    def _until(self, decision: Decision) -> int | None:
        """End of the free replies; a moment that has passed would only ask again and again."""
        conversation = self._conversation.conversation
        until = decision.until or (conversation.window_until if conversation else None)
        return until if until is not None and until > self.desk.now() else None
