"""Which offers concern this person, and what became of those that are gone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import ChangeSet
from desktop.domain.offers import Fate, concerns, fate
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import people
from server_stub.contract.model import Conversation
from server_stub.contract.transfers import Offer


@dataclass(frozen=True, slots=True)
class Asked:
    """One offer; `customer` is remembered, for the person may be out of sight when it ends."""

    conversation: Conversation
    offer: Offer
    customer: str


class OfferWatch(Controller):
    """Signals:
    began(object): an Asked that concerns this person is new.
    ended(object, object, bool): an Asked is gone, its Fate, and whether the conversation is this person's.
    changed(): something of what stands is different.
    """

    began = Signal(object)
    ended = Signal(object, object, bool)
    changed = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._known: dict[str, Asked] = {}
        self._answered: set[str] = set()
        tools.bus.changed.connect(self._changed)

    def start(self) -> None:
        self._look_at(frozenset(each.id for each in self.desk.conversations()))

    @property
    def waiting(self) -> list[Asked]:
        """What this person is asked for, the most urgent first."""
        me = self.desk.account.id
        asked = [
            each for each in self._known.values() if each.offer.to_account == me and each.offer.id not in self._answered
        ]
        return sorted(asked, key=_urgency)

    def settle(self, offer: Offer) -> None:
        """Answered or taken back here: this person knows what becomes of it."""
        self._answered.add(offer.id)

    def unsettle(self, offer: Offer) -> None:
        """The gateway refused the answer."""
        self._answered.discard(offer.id)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.everything:
            self._look_at(frozenset(self._known) | frozenset(each.id for each in self.desk.conversations()))
        elif changes.conversations:
            self._look_at(changes.conversations)

    def _look_at(self, conversation_ids: frozenset[str]) -> None:
        touched = [each for each in conversation_ids if self._compare(each)]
        if touched:
            self.changed.emit()

    def _compare(self, conversation_id: str) -> bool:
        """Whether something about an offer here is or was this person's concern."""
        before, now = self._known.pop(conversation_id, None), self._asked(conversation_id)
        if now is not None:
            self._known[conversation_id] = now
        same = before is not None and now is not None and before.offer.id == now.offer.id
        if before is not None and not same:
            self._end(before)
        if now is not None and not same:
            self.began.emit(now)
        return before is not None or now is not None

    def _asked(self, conversation_id: str) -> Asked | None:
        conversation = self.desk.conversation(conversation_id)
        if conversation is None or conversation.offer is None or not concerns(conversation, self.desk.account.id):
            return None
        return Asked(conversation, conversation.offer, people.name(self.desk.contact(conversation.contact_id)))

    def _end(self, before: Asked) -> None:
        if before.offer.id in self._answered:
            self._answered.discard(before.offer.id)
            return
        after, me = self.desk.conversation(before.conversation.id), self.desk.account.id
        end = fate(before.conversation, after, me, self.desk.now())
        if end is not Fate.MINE:
            self.ended.emit(before, end, after is not None and after.assignee_id == me)


def _urgency(asked: Asked) -> tuple[float, int, str]:
    ends = asked.offer.expires_at
    return (float("inf") if ends is None else ends, asked.offer.offered_at, asked.conversation.id)
