"""Changing queues, their members, profiles and the service policy: checked, told to everybody, nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind, Refresh
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import AgentProfile, Queue, QueueRemoved, RemoveQueue, ServicePolicy, is_member
from server_stub.domain.queue_rules import MOST_QUEUES, wrong_profile, wrong_queue, wrong_service_policy
from server_stub.services.roles import require_admin, require_lead
from server_stub.services.team.case_moves import CaseMoves
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.queues import QueueRows
from server_stub.storage.setup import team_key

_AT_ONCE: Final = 100
"""Cases moved in one transaction when a queue is removed: everybody else writes in between."""


class QueueDesk:
    """Raises GatewayRefusal: FORBIDDEN, NOT_FOUND, VALUE_INVALID with the wrong `field`, STATE_CONFLICT where somebody
    was quicker, QUEUE_IN_USE.

    `wake_routing`: after the commit, whoever waits is looked at.
    """

    def __init__(
        self,
        database: Database,
        rows: QueueRows,
        book: QueueBook,
        accounts: AccountRepository,
        moves: CaseMoves,
        events: EventLog,
        clock: Callable[[], int],
        wake_routing: Callable[[Tx], object],
    ) -> None:
        self._database = database
        self._rows = rows
        self._book = book
        self._accounts = accounts
        self._moves = moves
        self._events = events
        self._clock = clock
        self._wake_routing = wake_routing

    def add(self, tx: Tx, caller: Account, queue: Queue, now: int) -> Queue:
        require_admin(caller)
        if len(self._book.all(tx)) >= MOST_QUEUES:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="id")
        return self._save(tx, caller, None, msgspec.structs.replace(queue, id=new_id(now), revision=1), now)

    def change(self, tx: Tx, caller: Account, queue_id: str, queue: Queue, now: int) -> Queue:
        """`revision` says on which one the change was made. Leads change members only."""
        require_lead(caller)
        stored = self._book.get(tx, queue_id)
        if stored is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        wanted = msgspec.structs.replace(queue, id=queue_id)
        revision = _next(wanted.revision, stored.revision)
        if msgspec.structs.replace(wanted, members=stored.members) != stored:
            require_admin(caller)
        return self._save(tx, caller, stored, msgspec.structs.replace(wanted, revision=revision), now)

    async def remove(self, caller: Account, queue_id: str, request: RemoveQueue) -> None:
        """Its cases go to `move_to` first, some at a time. The gateway dying amid that leaves a switched-off queue,
        of which nothing is lost: what is still in it is found by the sweep, or moved when this is asked again.
        """
        require_admin(caller)
        await self._database.write(lambda tx: self._close(tx, caller, queue_id, request))
        while await self._database.write(lambda tx: self._empty(tx, caller, queue_id, request)):
            pass

    def save_policy(self, tx: Tx, caller: Account, policy: ServicePolicy) -> ServicePolicy:
        """`revision` says on which one the change was made."""
        require_admin(caller)
        _refuse(wrong_service_policy(policy, self._book.all(tx)))
        revision = _next(policy.revision, self._book.policy(tx).revision)
        saved = msgspec.structs.replace(policy, revision=revision)
        self._rows.save_policy(tx, saved)
        self._wake_routing(tx)
        return saved

    def profiles(self, tx: Tx, caller: Account) -> list[AgentProfile]:
        """Of everybody who may sign in, by name; agents read their own only."""
        team = self._accounts.everyone(tx, with_disabled=False)
        sees_all = caller.role in (Role.LEAD, Role.ADMIN)
        return [self._book.profile(tx, it.id) for it in team if sees_all or it.id == caller.id]

    def save_profile(self, tx: Tx, caller: Account, account_id: str, profile: AgentProfile) -> AgentProfile:
        """Leads and administrators; `revision` as for a queue."""
        require_lead(caller)
        if self._accounts.get(tx, account_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        _refuse(wrong_profile(profile))
        revision = _next(profile.revision, self._book.profile(tx, account_id).revision)
        wanted = msgspec.structs.replace(profile, account_id=account_id, revision=revision)
        self._rows.save_profile(tx, wanted)
        self._wake_routing(tx)
        return wanted

    def _save(self, tx: Tx, caller: Account, before: Queue | None, queue: Queue, now: int) -> Queue:
        team = self._accounts.everyone(tx, with_disabled=False)
        people = {it.id for it in team}
        if before is not None:  # whoever was disabled since is no reason to refuse a change of something else
            queue = msgspec.structs.replace(queue, members=[it for it in queue.members if it.account_id in people])
        others = [it for it in self._book.all(tx) if it.id != queue.id]
        _refuse(wrong_queue(queue, others, people=people, default_id=self._book.policy(tx).default_queue))
        self._rows.save(tx, queue, caller.id, now)
        self._events.append(tx, EventKind.QUEUE, queue, key_id=team_key(tx), now=now)
        self._refresh(tx, team, before, queue, now)
        self._wake_routing(tx)
        return queue

    def _refresh(self, tx: Tx, team: list[Account], before: Queue | None, after: Queue, now: int) -> None:
        """What agents may see has changed with their memberships; leads see all in any case."""
        for account in team:
            was, serves = before is not None and is_member(before, account.id), is_member(after, account.id)
            if was and not serves:
                policy = self._book.policy(tx).on_leave
                self._moves.give_back(tx, account.id, policy, now, why="not_member", queue_id=after.id)
            if was != serves and account.role is Role.AGENT:
                self._look_anew(tx, account.id, now)

    def _look_anew(self, tx: Tx, account_id: str, now: int) -> None:
        told = Refresh("queues")
        self._events.append(tx, EventKind.REFRESH, told, key_id=team_key(tx), now=now, account_id=account_id)

    def _close(self, tx: Tx, caller: Account, queue_id: str, request: RemoveQueue) -> None:
        """Nothing new comes in while its cases are moved."""
        queue = self._book.get(tx, queue_id)
        if queue is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        others = [it for it in self._book.all(tx) if it.id != queue_id and it.enabled]
        if self._book.policy(tx).default_queue == queue_id or not others:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="id")
        count = self._moves.held.count_in(tx, queue_id)
        if count and not request.move_to:
            raise GatewayRefusal(ErrorCode.QUEUE_IN_USE, count=count)
        if request.move_to and request.move_to not in {it.id for it in others}:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="move_to")
        if queue.enabled:
            off = msgspec.structs.replace(queue, enabled=False, revision=queue.revision + 1)
            self._rows.save(tx, off, caller.id, self._clock())

    def _empty(self, tx: Tx, caller: Account, queue_id: str, request: RemoveQueue) -> bool:
        """Some of its cases go; True where there may be more. With the last one the queue itself is gone."""
        now, target = self._clock(), request.move_to or self._book.usual(tx).id
        found = self._moves.held.some_in(tx, queue_id, _AT_ONCE)
        for row in found:
            self._moves.to_queue(tx, row, target, now, by=caller.id, why="queue_removed")
        if not found and self._book.get(tx, queue_id) is not None:
            self._forget(tx, caller, queue_id, now)
        return bool(found)

    def _forget(self, tx: Tx, caller: Account, queue_id: str, now: int) -> None:
        """Who overflowed into it does so no more, and who served it sees what was closed in it no more."""
        for other in self._book.all(tx):
            if other.overflow_to == queue_id:
                changed = msgspec.structs.replace(other, overflow_to="", revision=other.revision + 1)
                self._rows.save(tx, changed, caller.id, now)
                self._events.append(tx, EventKind.QUEUE, changed, key_id=team_key(tx), now=now)
        queue = self._book.get(tx, queue_id)
        self._rows.remove(tx, queue_id, caller.id, now)
        if queue is not None and not queue.everyone:
            for account in self._accounts.everyone(tx, with_disabled=False):
                if account.role is Role.AGENT and is_member(queue, account.id):
                    self._look_anew(tx, account.id, now)
        self._events.append(tx, EventKind.QUEUE_REMOVED, QueueRemoved(queue_id), key_id=team_key(tx), now=now)


def _refuse(field: str) -> None:
    if field:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)


def _next(seen: int, stored: int) -> int:
    """The revision after this change, which was made on the one that was `seen`."""
    if seen != stored:
        raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
    return stored + 1
