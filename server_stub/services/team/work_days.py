"""The days of the people at work: from when to when, which breaks were planned and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Role
from server_stub.contract.team import AgentState, Break, PauseReason, PauseTaken, WorkDay
from server_stub.domain.breaks import (
    DAY_MS,
    HOUR_MS,
    LEAST_MINUTES,
    MOST_EFFECTIVE_MS,
    Stint,
    effective,
    judged,
    planned,
    runs,
)
from server_stub.domain.business_hours import Span, day_of, day_span, shift_at
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.agent_states import AgentStateRows
from server_stub.storage.repositories.registers import Registers

_MARGIN_MS: Final = 2 * HOUR_MS
"""Somebody may come so much earlier or stay so much longer than their shift says."""
_YEARS: Final = range(1971, 9999)
"""In all zones these have a day before and a day after, counted in ms of UTC."""


class WorkDays:
    """Works with and without fixed shifts: without one the day begins with signing in and is taken for a full one."""

    def __init__(
        self, rows: AgentStateRows, book: QueueBook, accounts: AccountRepository, registers: Registers
    ) -> None:
        self._rows = rows
        self._book = book
        self._accounts = accounts
        self._registers = registers

    def zone(self, tx: Tx) -> str:
        return self._registers.company(tx).zone

    def of_day(self, tx: Tx, caller: Account, day: str, account_id: str, now: int) -> list[WorkDay]:
        """One's own, or for leads and administrators anybody's ("" for all who worked that day).

        `day` as "2026-11-22" in the company's zone, "" for today. Raises BAD_REQUEST, FORBIDDEN.
        """
        leads = caller.role in (Role.LEAD, Role.ADMIN)
        if account_id not in ("", caller.id) and not leads:
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        wanted = _parsed(day) if day else day_of(now, self.zone(tx))
        everybody = {it.id: it for it in self._accounts.everyone(tx, with_disabled=True)}
        known = self._rows.known(tx, *day_span(wanted, self.zone(tx))) if leads and not account_id else []
        chosen = [account_id or caller.id] if account_id or not leads else known
        people = sorted((everybody[it] for it in chosen if it in everybody), key=lambda it: it.name)
        shown = [(it, wanted if day else self._current(tx, it.id, now)) for it in people]
        return [self.day(tx, it, on, now, with_private=it.id == caller.id) for it, on in shown]

    def today(self, tx: Tx, account: Account, now: int) -> WorkDay:
        """The day that this person works now: yesterday's, where it goes on over midnight."""
        return self.day(tx, account, self._current(tx, account.id, now), now, with_private=True)

    def day(self, tx: Tx, account: Account, day: date, now: int, *, with_private: bool) -> WorkDay:
        """`with_private`: also what only the person themself is told of."""
        shift = self._shift(tx, account.id, day)
        stints = self._stints(tx, account.id, day, shift, now)
        began = stints[0].began_at if stints else None
        ended = stints[-1].ended_at if stints else None
        breaks = _planned(shift, began, ended, is_over=now >= day_span(day, self.zone(tx)).end)
        worked = effective(stints, now)
        return WorkDay(
            account_id=account.id,
            name=account.name,
            day=day.isoformat(),
            began_at=began,
            ended_at=ended,
            breaks=judged(breaks, stints, now),
            pauses=_pauses(stints, with_private=with_private),
            over_limit=worked > MOST_EFFECTIVE_MS,
            effective_ms=worked,
        )

    def _current(self, tx: Tx, account_id: str, now: int) -> date:
        zone = self.zone(tx)
        today = day_of(now, zone)
        yesterday = today - timedelta(days=1)
        if self._book.profile(tx, account_id).shift:
            late = self._shift(tx, account_id, yesterday)
            return yesterday if late and late[-1].end > now else today
        found = runs(self._rows.stints(tx, account_id, day_span(yesterday, zone).start - DAY_MS, now + 1))
        is_on = bool(found) and found[-1][-1].ended_at is None
        return max(day_of(found[-1][0].began_at, zone), yesterday) if is_on else today

    def _shift(self, tx: Tx, account_id: str, day: date) -> list[Span]:
        return shift_at(self._book.profile(tx, account_id).shift, self.zone(tx), day)

    def _stints(self, tx: Tx, account_id: str, day: date, shift: Sequence[Span], now: int) -> list[Stint]:
        """Those at work: around the shift of that day, or without one what began on it."""
        start, end = day_span(day, self.zone(tx))
        if self._book.profile(tx, account_id).shift:
            if shift and shift[-1].end > end:
                start, end = shift[0].start - _MARGIN_MS, shift[-1].end + _MARGIN_MS
            found = self._rows.stints(tx, account_id, start, min(end, now + 1))
            return [it for it in found if it.state != AgentState.OFFLINE and it.began_at >= start]
        around = runs(self._rows.stints(tx, account_id, start - DAY_MS, min(end + DAY_MS, now + 1)))
        return [stint for run in around if start <= run[0].began_at < end for stint in run]


def _planned(shift: Sequence[Span], began: int | None, ended: int | None, *, is_over: bool) -> list[Break]:
    if shift:
        return planned(shift[0].start, shift[-1].end, sum(span.end - span.start for span in shift))
    if began is None:
        return []
    known = ended if is_over and ended is not None else None
    length = MOST_EFFECTIVE_MS if known is None else known - began
    return planned(began, began + length, length)


def _pauses(stints: Sequence[Stint], *, with_private: bool) -> list[PauseTaken]:
    """All but the breaks. Who went to the toilet is told to nobody else."""
    apart = set(LEAST_MINUTES) if with_private else {*LEAST_MINUTES, PauseReason.TOILET}
    pauses = (it for it in stints if it.state == AgentState.PAUSE and it.reason not in apart)
    return [PauseTaken(it.reason, it.began_at, it.ended_at) for it in pauses]


def _parsed(day: str) -> date:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="day") from None
    if found.isoformat() != day or found.year not in _YEARS:
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="day")
    return found
