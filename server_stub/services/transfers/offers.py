"""Offers: somebody is asked to take a conversation or to join it, and accepts, declines, or lets the time run out.

The one who gives keeps the conversation until then; what waits in a queue goes on waiting there.
"""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseMove
from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Conversation
from server_stub.contract.sendable import check_length
from server_stub.contract.transfers import Decline, HandOver, OfferKind, Participant, Presence
from server_stub.services.transfers.accepted_words import AcceptedWords
from server_stub.services.transfers.floor import FIELD_LIMIT, Floor, check_card, is_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.offers import OfferRow

_LEFT: Final = "left"
"""Why an offer was taken back: whoever was asked went home."""
_MOVED: Final = "moved"
"""Somebody else has it now, or nobody any more."""


class Offers:
    """All in the transaction of the caller: two who accept at once come one after the other, and one finds it gone."""

    def __init__(self, floor: Floor, words: AcceptedWords) -> None:
        self._floor = floor
        self._words = words

    def open(
        self,
        tx: Tx,
        conversation_id: str,
        kind: OfferKind,
        to: str,
        from_: str,
        card: HandOver,
        now: int,
        expires_at: int | None,
    ) -> OfferRow | None:
        """Ask `to`, in place of whoever was asked before; `from_` is "" for the queue. None where no case is open.

        Whether they may be asked is for the caller to know. Raises TEXT_TOO_LONG.
        """
        check_card(card)
        floor = self._floor
        case, key_id = floor.cases.open_of(tx, conversation_id), floor.reading.key_of(tx, conversation_id)
        if case is None or key_id is None:
            return None
        before = floor.offers.of(tx, conversation_id)
        if before is not None:
            self._end(tx, before, CaseMove.CANCELLED, now)
        row = floor.offers.add(
            tx, conversation_id, case.id, kind, to, from_, card, key_id=key_id, now=now, expires_at=expires_at
        )
        floor.cases.log(tx, case, CaseMove.OFFERED, now, account_id=to, detail=kind.value)
        if kind is not OfferKind.QUEUE:
            names = {"before": floor.name(tx, from_), "after": floor.name(tx, to), **_invited(kind)}
            floor.write_line(tx, conversation_id, Line.OFFERED, now, names, card)
        floor.announce(tx, conversation_id, now)
        return row

    def ask_for_queue(self, tx: Tx, conversation_id: str, account_id: str, now: int, expires_at: int) -> None:
        """An OpenOffer of routing: the queue asks before it gives."""
        self.open(tx, conversation_id, OfferKind.QUEUE, account_id, "", HandOver(), now, expires_at)

    def accept(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Conversation:
        """Also again, where the answer to the first time was lost. Raises NOT_FOUND, OFFER_GONE."""
        floor = self._floor
        seen = floor.seen(tx, caller, conversation_id)
        offer = floor.offers.of(tx, conversation_id)
        if offer is None or offer.to_account != caller.id:
            if seen.assignee_id == caller.id or any(one.account_id == caller.id for one in seen.participants):
                return seen
            raise GatewayRefusal(ErrorCode.OFFER_GONE)
        if (offer.expires_at is not None and offer.expires_at <= now) or not self._still_serves(tx, offer):
            raise GatewayRefusal(ErrorCode.OFFER_GONE)
        floor.offers.remove(tx, offer.id)
        if offer.takes:
            self._take(tx, caller, offer, now)
        else:
            self._join(tx, caller, offer, now)
        return floor.after(tx, seen)

    def decline(self, tx: Tx, caller: Account, conversation_id: str, why: Decline, now: int) -> None:
        """It stays with, or goes back to, who has it; or goes on to somebody else of its queue.

        Raises NOT_FOUND, OFFER_GONE, TEXT_TOO_LONG.
        """
        check_length(why.note, FIELD_LIMIT)
        self._floor.seen(tx, caller, conversation_id)
        offer = self._floor.offers.of(tx, conversation_id)
        if offer is None or offer.to_account != caller.id:
            raise GatewayRefusal(ErrorCode.OFFER_GONE)
        self._end(tx, offer, CaseMove.DECLINED, now, detail=why.reason.value)
        self._return(tx, offer, now, reason=why.reason.value, note=why.note)

    def cancel(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Conversation:
        """By who asked, by who has it, or by a lead. Raises NOT_FOUND, OFFER_GONE, FORBIDDEN."""
        seen = self._floor.seen(tx, caller, conversation_id)
        offer = self._floor.offers.of(tx, conversation_id)
        if offer is None:
            raise GatewayRefusal(ErrorCode.OFFER_GONE)
        if caller.id not in (offer.from_account, seen.assignee_id) and not is_lead(caller):
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        self._end(tx, offer, CaseMove.CANCELLED, now)
        self._tell(tx, conversation_id, now)
        return self._floor.after(tx, seen)

    def due(self, tx: Tx, now: int) -> list[OfferRow]:
        """Those whose time is over at `now`."""
        return self._floor.offers.due(tx, now)

    def expire(self, tx: Tx, now: int) -> int:
        """Take back what nobody answered in time; how many."""
        due = self.due(tx, now)
        for offer in due:
            self._end(tx, offer, CaseMove.EXPIRED, now)
            self._return(tx, offer, now)
        return len(due)

    def withdraw_of(self, tx: Tx, account_id: str, now: int) -> None:
        """Whoever was asked has left: it returns at once, and does not count as declined."""
        for offer in self._floor.offers.asked_of(tx, account_id):
            self._end(tx, offer, CaseMove.CANCELLED, now, detail=_LEFT)
            self._return(tx, offer, now)

    def owner_changed(self, tx: Tx, conversation_id: str, now: int) -> None:
        """An OwnerChanged of assignments: what its agent asked of others no longer holds. Told by who moved it."""
        offer = self._floor.offers.of(tx, conversation_id)
        if offer is not None:
            self._end(tx, offer, CaseMove.CANCELLED, now, detail=_MOVED)

    def _still_serves(self, tx: Tx, offer: OfferRow) -> bool:
        """Who takes a case is of its queue also when they accept: they, or the case, may have left it meanwhile."""
        if not offer.takes:
            return True
        case = self._floor.cases.get(tx, offer.case_id)
        return case is not None and self._floor.queues.is_member(tx, case.queue_id, offer.to_account)

    def _take(self, tx: Tx, caller: Account, offer: OfferRow, now: int) -> None:
        floor, where = self._floor, offer.conversation_id
        floor.participants.remove(tx, where, caller.id)
        by_queue = offer.kind == OfferKind.QUEUE
        if not by_queue:
            floor.count_transfer(tx, where)
        why = "routed" if by_queue else "transfer"
        floor.assignment.give(tx, where, caller.id, now, by=caller.id, why=why, line=not by_queue)
        self._words.say(tx, where, caller.name, now, once_key=offer.id)

    def _join(self, tx: Tx, caller: Account, offer: OfferRow, now: int) -> None:
        floor, where = self._floor, offer.conversation_id
        why = Presence.WARM if offer.kind == OfferKind.WARM else Presence.CONSULT
        floor.participants.add(tx, where, Participant(caller.id, why, offer.from_account, now))
        self._log(tx, offer, CaseMove.JOINED, now, detail=why.value)
        names = {"after": caller.name, "before": floor.name(tx, offer.from_account)}
        floor.write_line(tx, where, Line.JOINED, now, names)
        floor.announce(tx, where, now)

    def _end(self, tx: Tx, offer: OfferRow, move: CaseMove, now: int, *, detail: str = "") -> None:
        self._floor.offers.remove(tx, offer.id)
        self._log(tx, offer, move, now, detail=detail)

    def _return(self, tx: Tx, offer: OfferRow, now: int, **told: str) -> None:
        """People read who did not take it; what a queue asks of one after the other is in the log alone."""
        if offer.kind != OfferKind.QUEUE:
            names = {"before": self._floor.name(tx, offer.to_account), **_invited(OfferKind(offer.kind)), **told}
            self._floor.write_line(tx, offer.conversation_id, Line.RETURNED, now, names)
        self._tell(tx, offer.conversation_id, now)

    def _tell(self, tx: Tx, conversation_id: str, now: int) -> None:
        self._floor.announce(tx, conversation_id, now)
        self._floor.assignment.wake_routing(tx)

    def _log(self, tx: Tx, offer: OfferRow, move: CaseMove, now: int, *, detail: str) -> None:
        case = self._floor.cases.get(tx, offer.case_id)
        if case is not None:
            self._floor.cases.log(tx, case, move, now, account_id=offer.to_account, detail=detail)


def _invited(kind: OfferKind) -> dict[str, str]:
    """For the line: to be asked into a chat is not to be asked to take it."""
    return {} if kind is OfferKind.TRANSFER else {"kind": kind.value}
