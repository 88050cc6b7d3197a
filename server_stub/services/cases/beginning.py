"""What people begin: a case that they start, one that goes on, another subject beside one that is closed for it."""

from __future__ import annotations

from server_stub.contract.cases import Case, CloseWay, NewSubject, OpenCase
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.queues import Queue
from server_stub.services.cases import steps
from server_stub.services.cases.closing import Closing, check_priority
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.opening import CaseOpening
from server_stub.services.cases.ports import Owners, Places
from server_stub.services.claims import Claims
from server_stub.services.hooks import Begun
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows


class Beginning:
    def __init__(
        self,
        rows: CaseRows,
        queues: QueueBook,
        desk: CaseDesk,
        opening: CaseOpening,
        closing: Closing,
        owners: Owners,
        places: Places,
        claims: Claims,
    ) -> None:
        self._rows = rows
        self._queues = queues
        self._desk = desk
        self._opening = opening
        self._closing = closing
        self._owners = owners
        self._places = places
        self._claims = claims

    def open(self, tx: Tx, caller: Account, conversation_id: str, wish: OpenCase, now: int) -> Case:
        """It is theirs from the beginning. Raises NOT_FOUND, CASE_OPEN with its protocol, CLAIMED_BY_OTHER where a
        colleague works on it, VALUE_INVALID.
        """
        seen = self._desk.conversation(tx, caller, conversation_id)
        self._none_open(tx, conversation_id)
        self._claims.refuse_others(tx, caller, conversation_id, now)
        check_priority(wish.priority)
        queue = self._queue(tx, wish.queue_id) or self._queues.queue_for(tx, seen.channel_number_id)
        row = self._opening.new(
            tx, conversation_id, queue, now, detail="agent", account_id=caller.id, priority=wish.priority
        )
        self._opening.tell(tx, Begun(row, reopened=False), now)
        self._owners.give(tx, conversation_id, caller.id, now, by=caller.id, why="taken", line=False)
        return self._desk.get(tx, caller, row.id)

    def reopen(self, tx: Tx, caller: Account, case_id: str, now: int) -> Case:
        """The same demand under its number, with whoever had it, where it was theirs. Raises NOT_FOUND, FORBIDDEN,
        CASE_OPEN where this or another one is open, CLAIMED_BY_OTHER as `open`, STATE_CONFLICT once the time for it is
        over.
        """
        row = self._desk.in_charge(tx, caller, case_id)
        self._none_open(tx, row.conversation_id)
        self._claims.refuse_others(tx, caller, row.conversation_id, now)
        last = self._rows.last_of(tx, row.conversation_id)
        hours = self._queues.policy(tx).reopen_hours
        if last is None or last.id != row.id or not steps.may_reopen(row, hours, now):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=row.state)
        after = self.take_up(tx, row, caller.id, now)
        return self._desk.told(tx, after)

    def take_up(self, tx: Tx, row: CaseRow, account_id: str, now: int) -> CaseRow:
        """Reopened by a person, who gets it back where they had it; else whoever routing finds."""
        after = self._opening.reopen(tx, row, now, account_id=account_id)
        self._opening.tell(tx, Begun(after, reopened=True), now)
        if row.agent_id == account_id:
            self._owners.give(tx, row.conversation_id, account_id, now, by=account_id, why="reopened", line=False)
        else:
            self._owners.announce(tx, row.conversation_id, None, now)
            self._places.place(tx, row.conversation_id, now)
        return self._rows.get(tx, row.id) or after

    def new_subject(self, tx: Tx, caller: Account, case_id: str, wish: NewSubject, now: int) -> Case:
        """The new case, linked to the one that is closed for it; with the same agent, or waiting in another queue.

        Raises as `Closing.close`, and VALUE_INVALID for a queue that there is not.
        """
        row = self._desk.in_charge(tx, caller, case_id)
        if not row.is_open:
            raise GatewayRefusal(ErrorCode.CASE_CLOSED)
        holder = self._desk.conversation(tx, caller, row.conversation_id).assignee_id
        here = self._queues.get(tx, row.queue_id) or self._queues.usual(tx)
        queue = self._queue(tx, wish.queue_id) or here
        self._closing.by_wish(tx, row, caller, wish.closing, CloseWay.NEW_SUBJECT, now)
        new = self._opening.new(
            tx, row.conversation_id, queue, now, detail="new_subject", account_id=caller.id, parent_id=row.id
        )
        self._opening.tell(tx, Begun(new, reopened=False), now)
        if queue.id == here.id and holder is not None:
            self._owners.give(tx, row.conversation_id, holder, now, by=caller.id, why="taken", line=False)
        else:
            self._owners.announce(tx, row.conversation_id, None, now)
            self._places.place(tx, row.conversation_id, now)
        return self._desk.told(tx, self._rows.get(tx, new.id) or new)

    def _queue(self, tx: Tx, queue_id: str) -> Queue | None:
        """None where none is named. Raises VALUE_INVALID for one that there is not."""
        if not queue_id:
            return None
        queue = self._queues.get(tx, queue_id)
        if queue is None or not queue.enabled:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="queue_id")
        return queue

    def _none_open(self, tx: Tx, conversation_id: str) -> None:
        known = self._rows.open_of(tx, conversation_id)
        if known is not None:
            raise GatewayRefusal(ErrorCode.CASE_OPEN, protocol=known.protocol)
