"""The open conversation: claim and header, consent at a glance, and which pane is told what changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import Refused
from desktop.domain.offers import Relation, part_of, relation
from desktop.ui.controllers.around import AroundConversations
from desktop.ui.controllers.consent_words import banner
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.models.conversation_entry import is_closed
from desktop.ui.texts import people, transfers
from desktop.ui.views.conversation import ConversationView
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Contact, Conversation, Role

_GUESTS = frozenset({Relation.LOOKING, Relation.OFFERED, Relation.INVITED, Relation.BARGED})


class ConversationController(Controller):
    """Signals:
    opened(object): id of the conversation that is shown now.
    changed(): what is shown of it is different: claim, window, contact.
    ask_consent(object): code of the purpose, from the banner.
    """

    opened = Signal(object)
    changed = Signal()
    ask_consent = Signal(object)

    def __init__(self, tools: Tools, view: ConversationView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._id = ""
        self._claimed = ""
        self._purpose = ""
        self._released = ""
        self._only_looks = False
        self._may_prompt = False
        self._around = AroundConversations(tools.desk)
        view.header.take_asked.connect(self.take)
        view.consent_banner.action_triggered.connect(self._ask)
        tools.bus.changed.connect(self._changed)

    @property
    def id(self) -> str:
        """Empty while nothing is open."""
        return self._id

    @property
    def conversation(self) -> Conversation | None:
        return self.desk.conversation(self._id) if self._id else None

    @property
    def contact(self) -> Contact | None:
        conversation = self.conversation
        return self.desk.contact(conversation.contact_id) if conversation else None

    @property
    def relation(self) -> Relation | None:
        """What the open conversation is to this person."""
        conversation = self.conversation
        return None if conversation is None else relation(conversation, self.desk.account)

    @property
    def is_closed(self) -> bool:
        """Its case is over."""
        conversation = self.conversation
        return conversation is not None and is_closed(conversation)

    @property
    def watching(self) -> bool:
        """It is looked at, by a lead or a guest: nothing is claimed, nothing marked read."""
        return self.relation in _GUESTS or self.only_looks

    @property
    def only_looks(self) -> bool:
        """A lead looks without a trace in the chat; until it is theirs, or they come in."""
        return self.relation is Relation.LOOKING or (self._only_looks and self.relation is Relation.FREE)

    def obstacle(self) -> str:
        """Why this person may not write here, before the send gate is asked; empty when they may."""
        conversation = self.conversation
        if conversation is None or self.relation is Relation.BARGED:
            return ""
        if self.relation is Relation.OFFERED:
            return self.tr("It is offered to you. Accept it to write.")
        part = part_of(conversation, self.desk.account.id)
        if part is not None:
            return transfers.own_presence(part.why, self._name(conversation.assignee_id or part.invited_by))
        if here := people.claimed(conversation, self.desk.account.id, self.desk.now()):
            return self.tr("{who}. Only one person writes at a time.").format(who=here)
        if self.watching and conversation.assignee_id is None:
            return self.tr("Nobody serves this customer yet. Take the conversation to write.")
        if self.watching:
            name = self._name(conversation.assignee_id) or self.tr("A colleague")
            return self.tr("{name} serves this customer. Take the conversation to write.").format(name=name)
        return ""

    def open(self, conversation_id: str, *, looking: bool = False) -> None:
        """Show it at once from memory; claim it and mark it read in the background.

        `looking`: a lead only looks, and has had that written down. Who comes upon a colleague's conversation
        otherwise only looks too; then it is written down here, or not shown.
        """
        if conversation_id == self._id:
            return
        self.close()
        if self.desk.conversation(conversation_id) is None:
            return
        self._id = conversation_id
        self._only_looks = looking or self.relation is Relation.LOOKING
        self._may_prompt = False
        self.refresh()
        self._view.show_conversation()
        self.opened.emit(conversation_id)
        self._claim()
        if self.relation is Relation.LOOKING and not looking:
            noted = self.desk.team.look(conversation_id)
            self.run(noted, "note a look", refused=partial(self._not_noted, conversation_id))

    def close(self) -> None:
        """Give the claim up; the pane is empty until the next one."""
        if self._claimed:
            self.run(self.desk.close_conversation(self._claimed), "close conversation")
        self._id = self._claimed = ""
        self._only_looks = False

    def take(self) -> None:
        conversation = self.conversation
        if conversation is not None:
            self.run(self._take(conversation.id, conversation.assignee_id or ""), "take conversation")

    def release(self, expected_agent: str) -> None:
        """Put it back into its queue; `expected_agent` ("" for nobody) had it when this was decided."""
        if self._id:
            self.run(self._release(self._id, expected_agent), "release conversation")

    def allow_prompt(self, *, allowed: bool) -> None:
        """Whether the send gate lets a request for permission through now."""
        self._may_prompt = allowed
        if (contact := self.contact) is not None:
            self._show_banner(contact)

    def refresh(self) -> None:
        """Header and banner as they stand now."""
        conversation, contact = self.conversation, self.contact
        if conversation is None:
            return
        detail = [people.detail(contact)]
        if conversation.protocol:
            detail.append(self.tr("protocol {number}").format(number=people.protocol(conversation.protocol)))
        self._view.header.show_person(people.name(contact), conversation.contact_id, " · ".join(filter(None, detail)))
        has, is_lead = self.relation, self.desk.account.role is not Role.AGENT
        self._view.header.show_work(
            claim=self._who(conversation),
            may_take=not self.is_closed and has in (Relation.FREE, Relation.LOOKING),
            may_transfer=not self.is_closed and (has is Relation.OWN or is_lead),
        )
        self._show_banner(contact)

    def _who(self, conversation: Conversation) -> str:
        typing = self._around.typing(conversation.id)
        here = typing or people.claimed(conversation, self.desk.account.id, self.desk.now())
        here = here or self._around.looking(conversation.id)
        if here or conversation.assignee_id in (None, self.desk.account.id):
            return here
        name = self._name(conversation.assignee_id)
        return self.tr("With {name}").format(name=name) if name else ""

    def _name(self, account_id: str | None) -> str:
        account = self.desk.accounts().get(account_id or "")
        return account.name if account is not None else ""

    def _show_banner(self, contact: Contact | None) -> None:
        conversation = self.conversation
        # One question at a time: whether somebody wants to leave comes before everything else.
        is_doubtful = conversation is not None and conversation.doubt is not None
        shown = banner(contact, self.desk.purposes()) if contact and not is_doubtful else None
        if shown is None:
            self._purpose = ""
            self._view.consent_banner.hide()
            return
        self._purpose = shown.purpose
        self._view.consent_banner.set_tone(shown.tone)
        may_ask = shown.may_ask and self._may_prompt and not self.obstacle()
        action = self.tr("Ask for permission") if may_ask else ""
        self._view.consent_banner.show_text(shown.title, shown.text, action=action)

    def _ask(self) -> None:
        self.ask_consent.emit(self._purpose)

    def _claim(self) -> None:
        if self._id and not self.watching:
            self._claimed = self._id
            self.run(self._open(self._id), "open conversation")

    async def _open(self, conversation_id: str) -> None:
        try:
            await self.desk.open_conversation(conversation_id)
        except Refused as problem:
            # The header says who is here; a second message about it would only be in the way.
            if problem.code != ErrorCode.CLAIMED_BY_OTHER:
                raise

    async def _take(self, conversation_id: str, expected_agent: str) -> None:
        if self.relation in (Relation.INVITED, Relation.BARGED):
            await self.desk.team.take_over(conversation_id, expected_agent)
        elif self.relation is Relation.OFFERED:
            await self.desk.team.accept_offer(conversation_id)
        else:
            await self.desk.take(conversation_id, expected_agent)
        if self.alive and conversation_id == self._id:
            self._only_looks = False
            self._follow()
            self.tools.tell(self.tr("The conversation is yours."))

    async def _release(self, conversation_id: str, expected_agent: str) -> None:
        await self.desk.release(conversation_id, expected_agent)
        if self.alive:
            self._released = conversation_id
            self.tools.telling.offer_undo(self.tr("The conversation is back in the queue."), self._undo_release)

    def _undo_release(self) -> None:
        self.run(self.desk.take(self._released, ""), "take back")

    def _follow(self) -> None:
        """It became this person's, or a colleague's, while it is open."""
        if self.watching and self._claimed:
            self.run(self.desk.close_conversation(self._claimed), "close conversation")
            self._claimed = ""
        elif not self._claimed:
            self._claim()

    def _changed(self, changes: ChangeSet) -> None:
        conversation = self.conversation
        if not self._id:
            return
        if conversation is None:
            self._left()
            return
        concerned = self._id in changes.conversations or conversation.contact_id in changes.contacts
        if concerned or changes.everything:
            self._follow()
        if self._id in changes.presence:
            self.refresh()
        if concerned or changes.everything or changes.catalogue:
            self.refresh()
            self.changed.emit()

    def _not_noted(self, conversation_id: str, sentence: str) -> None:
        """What is not in the log is not looked at."""
        if conversation_id == self._id and self.only_looks:
            self._left(self.tr("This conversation cannot be looked at now"), sentence, "eye")

    def _left(self, title: str = "", text: str = "", icon: str = "transfer") -> None:
        """It went to somebody else and may not be seen any more, or there is nothing left of it to be seen."""
        self._id = self._claimed = ""
        title = title or self.tr("This conversation has moved on")
        text = text or self.tr("It now belongs to a colleague, or the customer's data were erased.")
        self._view.show_nothing(title, text, icon=icon)
        self.opened.emit("")
