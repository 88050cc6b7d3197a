"""Who is at work and how: changed by people themselves, by desktops that vanish and come back, and by signing out.

WRAP_UP is not set by anybody: whoever is available and has nothing but cases to be wrapped up is shown so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

import msgspec

from server_stub.contract.cases import CaseState
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Policy, ServicePolicy
from server_stub.contract.team import AgentState, AgentStatus, PauseReason, SetState
from server_stub.domain.breaks import LEAST_MINUTES, goes_soon, may_begin, over_at
from server_stub.domain.leaving import silent_since, weight
from server_stub.services.team.case_moves import CaseMoves
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.work_days import WorkDays
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.agent_states import AgentStateRows, StateRow
from server_stub.storage.repositories.held_cases import Held
from server_stub.storage.setup import team_key

LOST: Final = "lost"
"""Why somebody is offline whose desktop vanished: when it is back, they are at work again."""
_BY_HAND: Final = (AgentState.AVAILABLE, AgentState.BUSY, AgentState.PAUSE, AgentState.OFFLINE)
_FOR_ONESELF: Final = PauseReason.TOILET
_FOR_LEADS: Final = PauseReason.AFTER_ABUSE
WithdrawOffers = Callable[[Tx, str, int], object]
"""(transaction, account id, now): what this account was asked to take goes back to who asked."""


class AgentStates:
    """Each change in one transaction with its log, its events, and what becomes of the person's cases.

    `wake_routing`: after the commit, whoever waits is looked at. `withdraw_offers` is told by what is built later.
    """

    def __init__(
        self,
        rows: AgentStateRows,
        accounts: AccountRepository,
        book: QueueBook,
        moves: CaseMoves,
        work_days: WorkDays,
        events: EventLog,
        wake_routing: Callable[[Tx], object],
    ) -> None:
        self.rows = rows
        self._accounts = accounts
        self._book = book
        self._moves = moves
        self._work_days = work_days
        self._events = events
        self._wake_routing = wake_routing
        self.withdraw_offers: WithdrawOffers = _no_offers

    def set_by_hand(self, tx: Tx, caller: Account, wanted: SetState, now: int) -> AgentStatus:
        """VALUE_INVALID for what nobody sets by hand, BREAK_NOT_NOW, BREAK_TOO_EARLY. Leaving is always possible, and
        so is the toilet; during a break one is away already.
        """
        _check(wanted)
        before = self.rows.get(tx, caller.id)
        if (before.state, before.reason) == (wanted.state, wanted.reason):
            return self.status(tx, caller, now, viewer=caller)
        if wanted.state is not AgentState.OFFLINE and before.until is not None and now < before.until:
            if wanted.reason == PauseReason.TOILET:
                return self.status(tx, caller, now, viewer=caller)
            raise GatewayRefusal(ErrorCode.BREAK_TOO_EARLY, until=before.until)
        if wanted.reason in set(LEAST_MINUTES):
            self._check_break(tx, caller, wanted.reason, now)
        self._enter(tx, caller.id, wanted.state, wanted.reason, now)
        policy = self._book.policy(tx)
        if wanted.state is AgentState.PAUSE:
            self._moves.give_back(tx, caller.id, policy.on_pause, now, why="pause")
        if wanted.state is AgentState.OFFLINE:
            self._go(tx, caller.id, policy.on_leave, now, why="left")
        return self.status(tx, caller, now, viewer=caller)

    def set_available(self, tx: Tx, account: Account, now: int, *, available: bool) -> None:
        """The one switch of before: not being available any more is BUSY, also out of a pause that goes on."""
        state = self.rows.get(tx, account.id).state
        if available:
            self.set_by_hand(tx, account, SetState(AgentState.AVAILABLE), now)
        elif state == AgentState.AVAILABLE:
            self.set_by_hand(tx, account, SetState(AgentState.BUSY), now)

    def arrived(self, tx: Tx, account_id: str, now: int) -> None:
        """Signed in, or back after having been lost: at work, but nothing is given to them before they say so."""
        if self.rows.get(tx, account_id).state == AgentState.OFFLINE:
            self._enter(tx, account_id, AgentState.BUSY, "", now)

    def left(self, tx: Tx, account_id: str, now: int) -> None:
        """Signed out everywhere, or may no longer sign in."""
        if self.rows.get(tx, account_id).state != AgentState.OFFLINE:
            self._enter(tx, account_id, AgentState.OFFLINE, "", now)
        self._go(tx, account_id, self._book.policy(tx).on_leave, now, why="left")

    def vanished(self, tx: Tx, account_id: str, last_heard: int, now: int) -> None:
        """The grace begins; whoever looks at the team is told."""
        until = now + self._book.policy(tx).grace_seconds * 1000
        self.rows.change(tx, account_id, lost_since=last_heard, grace_until=until)
        self.tell(tx, account_id, now)

    def found(self, tx: Tx, account_id: str, now: int) -> None:
        """Back within the grace: as if nothing had been."""
        self.rows.change(tx, account_id, lost_since=None, grace_until=None)
        self.tell(tx, account_id, now)

    def lost(self, tx: Tx, account_id: str, now: int) -> None:
        """The grace is over."""
        self._enter(tx, account_id, AgentState.OFFLINE, LOST, now)
        self._go(tx, account_id, self._book.policy(tx).on_disconnect, now, why="disconnected")

    def goers(self, tx: Tx, now: int) -> dict[str, bool]:
        """Those whom a break of their shift begins or ceases to keep from new cases, each with which of both.

        Without a fixed shift nobody knows when somebody wants to go.
        """
        found = {}
        for account_id, goes in self.rows.going(tx).items():
            account = self._accounts.get(tx, account_id) if self._book.profile(tx, account_id).shift or goes else None
            if account is not None:
                soon = goes_soon(self._work_days.today(tx, account, now).breaks, now)
                if soon is not goes:
                    found[account_id] = soon
        return found

    def keep_free(self, tx: Tx, now: int) -> None:
        for account_id, soon in self.goers(tx, now).items():
            self.rows.change(tx, account_id, goes_soon=int(soon))
            self._wake_routing(tx)

    def status(self, tx: Tx, account: Account, now: int, *, viewer: Account) -> AgentStatus:
        held = self._held(tx, now, account.id)
        return _seen(self._status(tx, account.id, self.rows.get(tx, account.id), held), viewer)

    def statuses(self, tx: Tx, viewer: Account, now: int) -> list[AgentStatus]:
        """Of everybody who may sign in, by name, as `viewer` may read it."""
        rows, held = self.rows.all(tx), _by_account(self._held(tx, now))
        return [
            _seen(self._status(tx, it.id, rows.get(it.id, StateRow(it.id)), held.get(it.id, [])), viewer)
            for it in self._accounts.everyone(tx, with_disabled=False)
        ]

    def tell(self, tx: Tx, account_id: str, now: int) -> None:
        """Everybody as colleagues may read it; then whoever may read more."""
        held = self._held(tx, now, account_id)
        status = self._status(tx, account_id, self.rows.get(tx, account_id), held)
        tell = partial(self._events.append, tx, EventKind.AGENT, key_id=team_key(tx), now=now)
        tell(_public(status))
        if _public(status) == status:
            return
        for other in self._accounts.everyone(tx, with_disabled=False):
            if _seen(status, other) != _public(status):
                tell(status, account_id=other.id)

    def _enter(self, tx: Tx, account_id: str, state: AgentState, reason: str, now: int) -> None:
        before = self.rows.get(tx, account_id)
        self.rows.begin(tx, account_id, state, reason, now, until=over_at(reason, now))
        if before.state == AgentState.OFFLINE:
            self.rows.change(tx, account_id, freed_at=now)
        self._set_available(tx, account_id, now, available=state is AgentState.AVAILABLE)
        self.tell(tx, account_id, now)
        if state is AgentState.AVAILABLE:
            self._wake_routing(tx)

    def _set_available(self, tx: Tx, account_id: str, now: int, *, available: bool) -> None:
        """The account's own switch says the same as the state."""
        account = self._accounts.get(tx, account_id)
        if account is not None and account.available is not available:
            self._accounts.update(tx, account_id, available=int(available))
            told = msgspec.structs.replace(account, available=available)
            self._events.append(tx, EventKind.ACCOUNT, told, key_id=team_key(tx), now=now)

    def _go(self, tx: Tx, account_id: str, policy: Policy, now: int, *, why: str) -> None:
        self.withdraw_offers(tx, account_id, now)
        if self._moves.give_back(tx, account_id, policy, now, why=why):
            self.tell(tx, account_id, now)

    def _check_break(self, tx: Tx, caller: Account, reason: str, now: int) -> None:
        breaks = self._work_days.today(tx, caller, now).breaks
        wanted = next((it for it in breaks if it.reason == reason), None)
        if not may_begin(breaks, reason, now):
            earliest, latest = (0, 0) if wanted is None else (wanted.earliest_at, wanted.latest_at)
            raise GatewayRefusal(ErrorCode.BREAK_NOT_NOW, earliest=earliest, latest=latest)

    def _held(self, tx: Tx, now: int, account_id: str = "") -> list[Held]:
        return self._moves.held.weights(tx, silent_since(self._book.policy(tx), now), account_id)

    def _status(self, tx: Tx, account_id: str, row: StateRow, held: Sequence[Held]) -> AgentStatus:
        policy = self._book.policy(tx)
        wraps = bool(held) and all(it.state == CaseState.WRAPPING_UP for it in held)
        state = AgentState.WRAP_UP if wraps and row.state == AgentState.AVAILABLE else AgentState(row.state)
        return AgentStatus(
            account_id=account_id,
            state=state,
            reason=row.reason if state is AgentState.PAUSE else "",
            since=row.since,
            until=row.until,
            load=sum(
                it.cases * weight(it.state, policy, is_waited_for=it.is_waited_for, is_silent=it.is_silent)
                for it in held
            ),
            capacity=self._book.profile(tx, account_id).capacity,
            open_cases=sum(it.cases for it in held),
            queues=self._book.queues_of(tx, account_id),
            lost_since=row.lost_since,
        )


def _check(wanted: SetState) -> None:
    if wanted.state not in _BY_HAND:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="state")
    reasons = set(PauseReason) if wanted.state is AgentState.PAUSE else {""}
    if wanted.reason not in reasons:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="reason")


def _public(status: AgentStatus) -> AgentStatus:
    """Why somebody recovers from abuse or is at the toilet concerns no colleague."""
    if status.reason not in (_FOR_ONESELF, _FOR_LEADS):
        return status
    return msgspec.structs.replace(status, reason="")


def _seen(status: AgentStatus, viewer: Account) -> AgentStatus:
    leads = viewer.role in (Role.LEAD, Role.ADMIN) and status.reason == _FOR_LEADS
    return status if leads or viewer.id == status.account_id else _public(status)


def _weight(held: Held, policy: ServicePolicy) -> int:
    return weight(held.state, policy, is_waited_for=held.is_waited_for, is_silent=held.is_silent)


def _by_account(held: Iterable[Held]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for it in held:
        found.setdefault(it.account_id, []).append(it)
    return found


def _no_offers(tx: Tx, account_id: str, now: int) -> None:
    """Until transfers are there."""
