"""Many at once, for leads: moved or closed row by row, shown before, put back within ten minutes.

Every row is a change of its own: what is refused for one stops nothing, and what was done can be undone although the
gateway died in the middle.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from server_stub.contract.cases import CloseCase, CloseWay
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.transfers import Bulk, BulkResult, BulkRow, HandOver
from server_stub.domain.transferring import Obstacle
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.roles import require_lead
from server_stub.services.transfers.floor import Chat, Floor
from server_stub.services.transfers.targets import TargetBook
from server_stub.services.transfers.transfers import Transfers
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.bulks import BulkRows, Done
from server_stub.storage.repositories.cases import CaseRow

MOST: Final = 500
UNDO_MS: Final = 10 * 60_000
_AT_ONCE: Final = 25
"""Rows of one commit at most: everybody else writes in between."""
TOUCHED: Final = "touched"
_TOO_LATE: Final = "too_late"
_UNDONE: Final = "undone"

CloseOne = Callable[[Tx, CaseRow, Account, CloseCase, CloseWay, int], object]
"""(transaction, open case, who, how, way, now): raises what is wrong with the wish; `Closing.by_wish`."""
ReopenOne = Callable[[Tx, CaseRow, str, int], object]
"""(transaction, closed case, account, now): it waits again; `Beginning.take_up`."""


class _OnlyLooked(Exception):
    """Nothing is kept of what was done to see whether it can be."""


class Bulks:
    def __init__(
        self,
        database: Database,
        floor: Floor,
        transfers: Transfers,
        targets: TargetBook,
        rows: BulkRows,
        audit: Audit,
        clock: Callable[[], int],
        close: CloseOne,
        reopen: ReopenOne,
    ) -> None:
        self._database = database
        self._floor = floor
        self._transfers = transfers
        self._targets = targets
        self._rows = rows
        self._audit = audit
        self._clock = clock
        self._close = close
        self._reopen = reopen

    async def run(self, caller: Account, wish: Bulk) -> BulkResult:
        """Each row as it went, or as it would go. Raises FORBIDDEN, BAD_REQUEST."""
        require_lead(caller)
        _check(wish)
        if not wish.apply:
            return BulkResult(await self._each(wish, lambda tx, one: self._look(tx, caller, wish, one)))
        now = self._clock()
        bulk_id = await self._database.write(lambda tx: self._rows.begin(tx, caller.id, now))
        rows = await self._each(wish, lambda tx, one: self._do(tx, caller, wish, one, bulk_id))
        detail = f"{_what(wish)}:{sum(not row.obstacle for row in rows)}:{bulk_id}"
        await self._database.write(lambda tx: self._audit.write(tx, caller.id, Action.BULK, "", detail, self._clock()))
        return BulkResult(rows, bulk_id, now + UNDO_MS)

    async def undo(self, caller: Account, bulk_id: str) -> BulkResult:
        """Raises FORBIDDEN, NOT_FOUND, STATE_CONFLICT where that was done, or is too late."""
        require_lead(caller)
        record = await self._database.read(lambda tx: self._rows.get(tx, bulk_id))
        if record is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if record.undone_at is not None or self._clock() > record.at + UNDO_MS:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=_UNDONE if record.undone_at is not None else _TOO_LATE)
        rows = [await self._undo_one(caller, done) for done in record.done]

        def close(tx: Tx) -> None:
            self._rows.undone(tx, bulk_id, self._clock())
            self._audit.write(tx, caller.id, Action.BULK_UNDO, "", bulk_id, self._clock())

        await self._database.write(close)
        return BulkResult(rows, bulk_id)

    async def _each(self, wish: Bulk, work: Callable[[Tx, str], None]) -> list[BulkRow]:
        """In the order given, a few in each commit."""
        found: list[BulkRow] = []
        for start in range(0, len(wish.conversation_ids), _AT_ONCE):
            part = wish.conversation_ids[start : start + _AT_ONCE]
            found += await asyncio.gather(*(self._one(one, work) for one in part))
        return found

    async def _undo_one(self, caller: Account, done: Done) -> BulkRow:
        return await self._database.write(lambda tx: self._put_back(tx, caller, done))

    async def _one(self, conversation_id: str, work: Callable[[Tx, str], None]) -> BulkRow:
        try:
            await self._database.write(lambda tx: work(tx, conversation_id))
        except _OnlyLooked:
            return BulkRow(conversation_id)
        except GatewayRefusal as refusal:
            return BulkRow(conversation_id, _obstacle(refusal))
        return BulkRow(conversation_id)

    def _look(self, tx: Tx, caller: Account, wish: Bulk, conversation_id: str) -> None:
        """Does it and takes it back: whatever would be refused is found by the same rules."""
        self._move(tx, caller, wish, self._floor.chat(tx, caller, conversation_id), self._clock())
        raise _OnlyLooked

    def _do(self, tx: Tx, caller: Account, wish: Bulk, conversation_id: str, bulk_id: str) -> None:
        chat, now = self._floor.chat(tx, caller, conversation_id), self._clock()
        self._move(tx, caller, wish, chat, now)
        case = chat.case
        seq = self._rows.last_event(tx, case.id)
        done = Done(conversation_id, case.id, chat.agent_id, case.queue_id, case.transfers, seq, now, wish.close)
        self._rows.add(tx, bulk_id, done)

    def _move(self, tx: Tx, caller: Account, wish: Bulk, chat: Chat, now: int) -> None:
        if wish.close:
            closing = CloseCase(disposition_id=wish.disposition_id)
            self._close(tx, chat.case, caller, closing, CloseWay.LEAD, now)
        elif wish.to_queue:
            self._transfers.to_queue(tx, caller, chat, wish.to_queue, HandOver(), now)
        else:
            self._targets.check_agent(tx, caller, chat, wish.to_account, now)
            self._floor.count_transfer(tx, chat.conversation.id)
            self._floor.assignment.give(tx, chat.conversation.id, wish.to_account, now, by=caller.id, why="by_lead")

    def _put_back(self, tx: Tx, caller: Account, done: Done) -> BulkRow:
        floor, where, now = self._floor, done.conversation_id, self._clock()
        case = floor.cases.get(tx, done.case_id)
        if case is None or floor.reading.conversation(tx, where) is None:
            return BulkRow(where, Obstacle.GONE.value)
        last = floor.cases.last_of(tx, where)
        if self._rows.is_touched(tx, done) or last is None or last.id != case.id:
            return BulkRow(where, TOUCHED)
        if done.was_closed:
            self._reopen(tx, case, caller.id, now)
        if done.agent_id and self._is_at_work(tx, done.agent_id, now):
            floor.cases.change(tx, case.id, queue_id=done.queue_id, transfers=done.transfers)
            if floor.owner(tx, where) != done.agent_id:
                floor.assignment.give(tx, where, done.agent_id, now, by=caller.id, why="by_lead")
        else:
            floor.assignment.requeue(tx, where, now, by=caller.id, why=_UNDONE, queue_id=done.queue_id)
            floor.cases.change(tx, case.id, transfers=done.transfers)
        return BulkRow(where)

    def _is_at_work(self, tx: Tx, account_id: str, now: int) -> bool:
        return any(it.id == account_id and it.at_work for it in self._targets.everybody(tx, now))


def _check(wish: Bulk) -> None:
    ids = wish.conversation_ids
    if not 1 <= len(ids) <= MOST or len(set(ids)) != len(ids):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="conversation_ids")
    if [bool(wish.to_queue), bool(wish.to_account), wish.close].count(True) != 1:
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="to_queue")


def _what(wish: Bulk) -> str:
    if wish.close:
        return "close"
    return "to_queue" if wish.to_queue else "to_account"


_OBSTACLES: Final = {
    ErrorCode.NOT_FOUND: Obstacle.GONE.value,
    ErrorCode.CASE_CLOSED: Obstacle.CLOSED.value,
    ErrorCode.QUEUE_EMPTY: Obstacle.NO_MEMBERS.value,
}


def _obstacle(refusal: GatewayRefusal) -> str:
    if refusal.code is ErrorCode.TARGET_UNAVAILABLE:
        return str(refusal.params.get("why", refusal.code.value))
    return _OBSTACLES.get(refusal.code, refusal.code.value)
