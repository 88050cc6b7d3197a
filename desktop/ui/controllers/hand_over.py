"""The bar below the header: whom the conversation waits for, who else is in the chat, and what one may do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import AppError
from desktop.domain.offers import Relation, part_of
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.offer_watch import OfferWatch
from desktop.ui.controllers.offers import time_left
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import transfers
from desktop.ui.views.hand_over_bar import Deed, HandOverBar
from server_stub.contract.model import Conversation, Role
from server_stub.contract.transfers import OfferKind, Presence

_SECOND_MS = 1000


class HandOverController(Controller):
    """About the open conversation. `note_asked()`: a participant wants to write to colleagues."""

    note_asked = Signal()

    def __init__(
        self,
        tools: Tools,
        bar: HandOverBar,
        conversation: ConversationController,
        watch: OfferWatch,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._bar, self._conversation, self._watch = bar, conversation, watch
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._show_time)
        bar.chosen.connect(self._do)
        conversation.opened.connect(self.refresh)
        conversation.changed.connect(self.refresh)

    def refresh(self) -> None:
        conversation = self._conversation.conversation
        if conversation is None:
            self._bar.show_words("", ())
            self._clock.stop()
            return
        text, deeds = self._words(conversation)
        self._bar.show_words(text, deeds)
        self._show_time()
        self._clock.start() if self._timed(conversation) else self._clock.stop()

    def _words(self, conversation: Conversation) -> tuple[str, list[Deed]]:
        """What matters most to this person now."""
        relation = self._conversation.relation
        if relation in (Relation.INVITED, Relation.BARGED):
            return self._as_guest(conversation)
        told, deeds = [], []
        offer = conversation.offer
        if offer is not None and relation is not Relation.OFFERED:
            told.append(transfers.waits(offer.kind, self._name(offer.to_account)))
            if self._may_cancel(conversation):
                deeds.append(Deed("cancel", self.tr("Take it back")))
        told += [transfers.present(each.why, self._name(each.account_id)) for each in conversation.participants]
        if self._conversation.only_looks:
            told = told or [self.tr("You are only looking: nothing is marked as read.")]
            deeds += self._as_lead(conversation)
        return ". ".join(told), deeds

    def _as_lead(self, conversation: Conversation) -> list[Deed]:
        """Whisper to who serves it, or come in beside them; taking it over is in the header."""
        agent = self._name(conversation.assignee_id or "").split(" ", 1)[0]
        if not agent:
            return []
        whisper = self.tr("Whisper to {name}").format(name=agent)
        return [Deed("note", whisper, action="note"), Deed("barge", self.tr("Come into the chat"))]

    def _as_guest(self, conversation: Conversation) -> tuple[str, list[Deed]]:
        part = part_of(conversation, self.desk.account.id)
        assert part is not None  # noqa: S101 - that is what the relation says
        host = self._name(conversation.assignee_id or part.invited_by)
        may_take = part.why is not Presence.CONSULT or self._is_lead
        deeds = [Deed("take_over", self.tr("Take over"), "primary", "take")] if may_take else []
        if part.why is not Presence.BARGE:
            deeds.append(Deed("note", self.tr("Write a note"), action="note"))
        deeds.append(Deed("leave", self.tr("Leave the chat")))
        return transfers.own_presence(part.why, host), deeds

    def _may_cancel(self, conversation: Conversation) -> bool:
        offer, me = conversation.offer, self.desk.account.id
        if offer is None or offer.kind is OfferKind.QUEUE:
            return False
        return self._is_lead or me in (offer.from_account, conversation.assignee_id)

    @property
    def _is_lead(self) -> bool:
        return self.desk.account.role is not Role.AGENT

    def _timed(self, conversation: Conversation) -> bool:
        offer = conversation.offer
        return offer is not None and offer.expires_at is not None and offer.to_account != self.desk.account.id

    def _show_time(self) -> None:
        conversation = self._conversation.conversation
        offer = conversation.offer if conversation is not None else None
        shown = conversation is not None and offer is not None and self._timed(conversation)
        self._bar.show_time(time_left(offer, self.desk.now()) if offer is not None and shown else "")

    def _do(self, key: str) -> None:
        conversation = self._conversation.conversation
        if conversation is None:
            return
        team = self.desk.team
        match key:
            case "take_over":
                self._conversation.take()
            case "leave":
                self.run(team.leave(conversation.id), "leave chat")
            case "barge":
                self.run(team.barge(conversation.id), "come into chat")
            case "cancel":
                self.run(self._cancel(conversation), "take offer back")
            case "note":
                self.note_asked.emit()

    async def _cancel(self, conversation: Conversation) -> None:
        """This person knows what becomes of it, unless the gateway refuses."""
        offer = conversation.offer
        if offer is None:
            return
        self._watch.settle(offer)
        try:
            await self.desk.team.cancel_offer(conversation.id)
        except AppError:
            self._watch.unsettle(offer)
            raise

    def _name(self, account_id: str) -> str:
        account = self.desk.accounts().get(account_id)
        return account.name if account is not None else ""
