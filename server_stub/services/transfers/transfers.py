"""Handing a conversation on: to a queue at once, to a colleague by asking; or inviting one beside oneself."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Conversation
from server_stub.contract.transfers import HandOver, OfferKind, Transfer
from server_stub.services.assignment import refuse_moved
from server_stub.services.transfers.floor import Chat, Floor, check_card, is_lead
from server_stub.services.transfers.offers import Offers
from server_stub.services.transfers.targets import TargetBook
from server_stub.storage.database import Tx

SECOND_MS: Final = 1_000


class Transfers:
    """Whoever has it may hand it on, and leads."""

    def __init__(self, floor: Floor, offers: Offers, targets: TargetBook) -> None:
        self._floor = floor
        self._offers = offers
        self._targets = targets

    def transfer(self, tx: Tx, caller: Account, conversation_id: str, wish: Transfer, now: int) -> Conversation:
        """As it stands afterwards, also where the caller no longer sees it.

        Raises NOT_FOUND, BAD_REQUEST, CASE_CLOSED, MOVED_MEANWHILE (account_id), FORBIDDEN, STATE_CONFLICT where
        somebody was asked already, QUEUE_EMPTY, TARGET_UNAVAILABLE (why), TOO_MANY_TRANSFERS (limit), TEXT_TOO_LONG.
        """
        _check_wish(wish)
        chat = self._floor.chat(tx, caller, conversation_id)
        refuse_moved(wish.expected_agent, chat.conversation)
        if chat.agent_id != caller.id and not is_lead(caller):
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        self._check_offer(tx, caller, chat)
        if wish.to_queue:
            self.to_queue(tx, caller, chat, wish.to_queue, wish.card, now)
        else:
            self._ask(tx, caller, chat, wish, now)
        return self._floor.after(tx, chat.conversation)

    def to_queue(self, tx: Tx, caller: Account, chat: Chat, queue_id: str, card: HandOver, now: int) -> None:
        """Nobody's, in another queue; the customer's wait goes on. Raises as `transfer`."""
        floor, where = self._floor, chat.conversation.id
        queue = self._targets.check_queue(tx, caller, chat, queue_id, now)
        self._offers.owner_changed(tx, where, now)
        floor.count_transfer(tx, where)
        floor.assignment.requeue(tx, where, now, by=caller.id, why="transfer", queue_id=queue.id)
        names = {"queue": queue.name, "before": floor.name(tx, chat.agent_id)}
        floor.write_line(tx, where, Line.MOVED_TO_QUEUE, now, names, card)

    def _ask(self, tx: Tx, caller: Account, chat: Chat, wish: Transfer, now: int) -> None:
        if wish.kind is not OfferKind.TRANSFER and not chat.agent_id:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=chat.case.state)
        self._targets.check_agent(tx, caller, chat, wish.to_account, now, wish.kind)
        expires_at = None
        if wish.kind is OfferKind.TRANSFER:
            queue = self._floor.queues.get(tx, chat.case.queue_id) or self._floor.queues.usual(tx)
            expires_at = now + queue.transfer_seconds * SECOND_MS
        self._offers.open(tx, chat.conversation.id, wish.kind, wish.to_account, caller.id, wish.card, now, expires_at)

    def _check_offer(self, tx: Tx, caller: Account, chat: Chat) -> None:
        """What a colleague has just asked is not undone unseen; one's own, and a queue's, is replaced."""
        open_ = self._floor.offers.of(tx, chat.conversation.id)
        if open_ is not None and open_.from_account not in ("", caller.id):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state="offered")


def _check_wish(wish: Transfer) -> None:
    if bool(wish.to_account) == bool(wish.to_queue):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="to_account")
    if wish.kind is OfferKind.QUEUE or (wish.to_queue and wish.kind is not OfferKind.TRANSFER):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="kind")
    check_card(wish.card)
