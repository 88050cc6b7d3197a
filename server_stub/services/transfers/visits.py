"""Several in one chat: leads who come in, colleagues who were invited and take over or leave again."""

from __future__ import annotations

from server_stub.contract.cases import CaseMove
from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Conversation
from server_stub.contract.transfers import Participant, Presence
from server_stub.services.assignment import refuse_moved
from server_stub.services.claims import Claims
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.roles import require_lead
from server_stub.services.transfers.accepted_words import AcceptedWords
from server_stub.services.transfers.floor import Floor, is_lead
from server_stub.storage.database import Tx


class Visits:
    """Everybody in the chat reads it and may write notes; who else may write to the customer: domain.transferring."""

    def __init__(self, floor: Floor, claims: Claims, words: AcceptedWords, audit: Audit) -> None:
        self._floor = floor
        self._claims = claims
        self._words = words
        self._audit = audit

    def barge(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Conversation:
        """A lead comes in, and both may write. Noted in the audit log. Raises FORBIDDEN, NOT_FOUND, CASE_CLOSED."""
        require_lead(caller)
        floor, chat = self._floor, self._floor.chat(tx, caller, conversation_id)
        here = floor.participants.get(tx, conversation_id, caller.id)
        if chat.agent_id == caller.id or (here is not None and here.why is Presence.BARGE):
            return chat.conversation
        self._audit.write(tx, caller.id, Action.BARGE, conversation_id, "", now)
        self._claims.drop(tx, caller.id, conversation_id, now)
        floor.participants.add(tx, conversation_id, Participant(caller.id, Presence.BARGE, "", now))
        floor.cases.log(tx, chat.case, CaseMove.JOINED, now, account_id=caller.id, detail=Presence.BARGE.value)
        floor.write_line(tx, conversation_id, Line.JOINED, now, {"after": caller.name})
        floor.announce(tx, conversation_id, now)
        return floor.after(tx, chat.conversation)

    def take_over(
        self, tx: Tx, caller: Account, conversation_id: str, now: int, expected_agent: str | None = None
    ) -> Conversation:
        """From now on it is the caller's, and the one who had it leaves. Also again, where the answer was lost.

        For whoever was invited to take it, and for leads, whose taking over is in the audit log. Raises NOT_FOUND,
        CASE_CLOSED, MOVED_MEANWHILE (account_id) where it is not `expected_agent` who has it, FORBIDDEN.
        """
        floor, chat = self._floor, self._floor.chat(tx, caller, conversation_id)
        if chat.agent_id == caller.id:
            return chat.conversation
        refuse_moved(expected_agent, chat.conversation)
        here = floor.participants.get(tx, conversation_id, caller.id)
        invited = here is not None and here.why is Presence.WARM
        if not invited and not is_lead(caller):
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        if invited:
            floor.count_transfer(tx, conversation_id)
        else:
            self._audit.write(tx, caller.id, Action.TAKE_OVER, conversation_id, chat.agent_id, now)
        floor.participants.remove(tx, conversation_id, caller.id)
        floor.assignment.give(tx, conversation_id, caller.id, now, by=caller.id, why="take_over")
        self._words.say(tx, conversation_id, caller.name, now, once_key=f"{chat.case.id}:{now}")
        return floor.after(tx, chat.conversation)

    def leave(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> None:
        """Nothing happens where the caller is not in the chat."""
        if self._floor.participants.get(tx, conversation_id, caller.id) is not None:
            self._leave(tx, conversation_id, caller.id, now)

    def withdraw_of(self, tx: Tx, account_id: str, now: int) -> None:
        """Whoever signs out, is lost or disabled is in no chat any more."""
        for conversation_id in self._floor.participants.chats_of(tx, account_id):
            self._leave(tx, conversation_id, account_id, now)

    def owner_changed(self, tx: Tx, conversation_id: str, now: int) -> None:
        """An OwnerChanged of assignments: who has it is no visitor, and with the case all visits end.

        Told by who moved it.
        """
        floor = self._floor
        there = floor.participants.of(tx, conversation_id)
        if not there:
            return
        owner, is_open = floor.owner(tx, conversation_id), floor.cases.open_of(tx, conversation_id) is not None
        for one in there:
            if one.account_id == owner:
                floor.participants.remove(tx, conversation_id, one.account_id)
            elif not is_open:
                self._end(tx, conversation_id, one.account_id, now)

    def _leave(self, tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
        floor = self._floor
        self._end(tx, conversation_id, account_id, now)
        floor.write_line(tx, conversation_id, Line.LEFT_CHAT, now, {"before": floor.name(tx, account_id)})
        floor.announce(tx, conversation_id, now)

    def _end(self, tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
        floor = self._floor
        floor.participants.remove(tx, conversation_id, account_id)
        case = floor.cases.last_of(tx, conversation_id)
        if case is not None:
            floor.cases.log(tx, case, CaseMove.LEFT, now, account_id=account_id)
