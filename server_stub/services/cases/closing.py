"""How a case ends: by whoever has it, by a lead, or by the clock; and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.cases import Case, CaseState, CloseCase, CloseWay, Outcome
from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.sendable import check_length
from server_stub.services.cases import steps
from server_stub.services.cases.clocks import Clocks, take
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.dispositions import DispositionTree
from server_stub.services.cases.ports import CaseClosed, Closed, Owners, Places
from server_stub.services.cases.telling import CaseWords
from server_stub.services.claims import Claims
from server_stub.services.lines import Lines
from server_stub.storage.database import Tx
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.cases import CaseRow, CaseRows

LONGEST_SUMMARY: Final = 2000


@dataclass(frozen=True, slots=True)
class Around:
    """What a closing touches beside the case itself. `on_closed`: who wants to hear of every closing."""

    accounts: AccountRepository
    claims: Claims
    lines: Lines
    owners: Owners
    places: Places
    on_closed: list[CaseClosed]


class Closing:
    def __init__(
        self,
        rows: CaseRows,
        desk: CaseDesk,
        clocks: Clocks,
        tree: DispositionTree,
        words: CaseWords,
        around: Around,
    ) -> None:
        self._rows = rows
        self._desk = desk
        self._clocks = clocks
        self._tree = tree
        self._words = words
        self._around = around

    def wrap_up(self, tx: Tx, caller: Account, case_id: str, now: int) -> Case:
        """The talk is over, the notes are not. Raises NOT_FOUND, FORBIDDEN, CASE_CLOSED, and STATE_CONFLICT for a case
        that nobody has.
        """
        row = self._open(self._desk.in_charge(tx, caller, case_id))
        if row.state == CaseState.WRAPPING_UP:
            return self._desk.told(tx, row)
        if row.state != CaseState.ASSIGNED:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=row.state)
        queue = self._clocks.queue_of(tx, row)
        after = take(self._rows, tx, row, steps.wrap_up(row, caller.id, queue, now), now)
        self._desk.changed(tx, after, now)
        self._around.places.freed(tx, now, [after.queue_id])
        return self._desk.told(tx, after)

    def close(self, tx: Tx, caller: Account, case_id: str, wish: CloseCase, now: int) -> Case:
        """Raises NOT_FOUND, FORBIDDEN, CASE_CLOSED, DISPOSITION_REQUIRED, DISPOSITION_UNKNOWN, TEXT_TOO_LONG."""
        row = self._open(self._desk.in_charge(tx, caller, case_id))
        way = CloseWay.AGENT if row.agent_id == caller.id else CloseWay.LEAD
        return self._desk.told(tx, self.by_wish(tx, row, caller, wish, way, now))

    def by_wish(self, tx: Tx, row: CaseRow, caller: Account, wish: CloseCase, way: CloseWay, now: int) -> CaseRow:
        """As somebody wants it, who may do that. Raises what is wrong with the wish, as `close`."""
        check_length(wish.summary, LONGEST_SUMMARY)
        result = self._tree.result(tx, wish.disposition_id, wish.resolved, self._clocks.queue_of(tx, row))
        if wish.summary.strip():
            self._desk.keep_summary(tx, row, wish.summary.strip())
        return self.end(tx, row, way, result, now, by=caller, says_goodbye=wish.say_goodbye)

    def end(
        self,
        tx: Tx,
        row: CaseRow,
        way: CloseWay,
        result: steps.Result,
        now: int,
        *,
        by: Account | None = None,
        says_goodbye: bool = True,
    ) -> CaseRow:
        """Close an open case. Nobody has its conversation afterwards; who had it stays written in the case."""
        around, where = self._around, row.conversation_id
        who = "" if by is None else by.id
        after = take(self._rows, tx, row, steps.closed(row, who, way, result, now), now)
        holder = around.claims.holder(tx, where, now)
        if holder is not None:
            around.claims.drop(tx, holder, where, now)
        name = "" if by is None else by.name
        around.lines.write(tx, where, Line.CASE_CLOSED, now, protocol=row.protocol, agent=name)
        around.owners.give(tx, where, None, now, by=who, why="closed", line=False)
        told = Closed(after, name or self._name(tx, row.agent_id), parted=False)
        if says_goodbye:
            told = told._replace(parted=self._words.closed(tx, after, told.agent, now))
        for closed in around.on_closed:
            closed(tx, told, now)
        return after

    def set_priority(self, tx: Tx, caller: Account, case_id: str, priority: int, now: int) -> Case:
        """0 to 9. Raises NOT_FOUND, FORBIDDEN, CASE_CLOSED, VALUE_INVALID."""
        row = self._open(self._desk.in_charge(tx, caller, case_id))
        check_priority(priority)
        if priority != row.priority:
            row = take(self._rows, tx, row, steps.prioritised(row, caller.id, priority), now)
            self._desk.changed(tx, row, now)
        return self._desk.told(tx, row)

    def any_due(self, tx: Tx, now: int) -> bool:
        return bool(self._rows.due_to_close(tx, now, 1))

    def close_due(self, tx: Tx, now: int, limit: int) -> int:
        """Wrap-ups that ran out and customers who fell silent; how many were closed, at most `limit`."""
        due: Sequence[CaseRow] = self._rows.due_to_close(tx, now, limit)
        for row in due:
            if row.state == CaseState.WRAPPING_UP:
                self.end(tx, row, CloseWay.TIMER, steps.Result(), now)
            else:
                self.end(tx, row, CloseWay.SILENCE, steps.Result(outcome=Outcome.NO_ANSWER), now)
        return len(due)

    def _open(self, row: CaseRow) -> CaseRow:
        if not row.is_open:
            raise GatewayRefusal(ErrorCode.CASE_CLOSED)
        return row

    def _name(self, tx: Tx, account_id: str) -> str:
        account = self._around.accounts.get(tx, account_id) if account_id else None
        return "" if account is None else account.name


def check_priority(priority: int) -> None:
    """Raises VALUE_INVALID."""
    if not 0 <= priority <= 9:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="priority")
