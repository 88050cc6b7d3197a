"""A real store with agents, queues and cases, and routing over it, used from one thread: each call one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from server_stub.contract.cases import CaseState
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import AgentProfile, Queue
from server_stub.core import Core
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.repositories.cases import CaseRow
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.gateway import quick_passwords
from tests.helpers.world import World

NOW = 1_795_400_000_000
T = TypeVar("T")


class House:
    """`now` is the gateway's clock (ms). Nothing runs beside the test: what a worker would do is `serve`."""

    def __init__(self, folder: Path) -> None:
        path = place_store(folder)
        self.now = NOW
        self.core = Core(folder, KEY, clock=lambda: self.now, passwords=quick_passwords())
        self.engine = create_engine(path, self.core.vault.page_key_hex, read_only=False)
        with self.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA synchronous=OFF")  # no power is cut here
        self.world = World(self.core.database, self.core.vault, NOW)
        self.wakes = 0
        self._outer: Tx | None = None
        self.core.assignment.wake = self._woken
        self._names = count()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens in it is taken back: a store is used again by the next example."""
        with self.engine.connect() as connection:
            outer = connection.begin()
            self._outer, self.now = Tx(connection), NOW
            try:
                yield
            finally:
                self._outer = None
                outer.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """What is to be done after the commit is done."""
        if self._outer is not None:
            yield self._outer
            return
        with self.engine.begin() as connection:
            tx = Tx(connection)
            yield tx
        for callback in tx.committed:
            callback()

    def do(self, work: Callable[[Tx], T]) -> T:
        with self.transaction() as tx:
            return work(tx)

    def agent(self, name: str, *, available: bool = True, role: Role = Role.AGENT, **profile: Any) -> None:
        def work(tx: Tx) -> None:
            self.core.account_rows.add(tx, Account(name, name, name.title(), role), "x", self.now)
            self.core.account_rows.update(tx, name, available=int(available))
            self.core.queue_rows.save_profile(tx, AgentProfile(name, **profile))

        self.do(work)
        self.state(name, "available" if available else "offline")

    def state(self, name: str, state: str) -> None:
        def work(tx: Tx) -> None:
            sql = (
                "INSERT INTO agent_state (account_id, state, since) VALUES (?, ?, ?)"
                " ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, since = excluded.since"
            )
            tx.driver.execute(sql, (name, state, self.now))
            self.core.account_rows.update(tx, name, available=int(state == "available"))

        self.do(work)

    def queue(self, name: str, **settings: Any) -> None:
        self.do(lambda tx: self.core.queue_rows.save(tx, Queue(name, name.title(), **settings), "", self.now))

    def case(self, queue: str = "general", *, priority: int = 0, name: str = "") -> str:
        """Somebody who writes, and waits; the conversation."""
        conversation = name or f"c{next(self._names):03}"

        def work(tx: Tx) -> None:
            self.world.add_conversation(tx, conversation, None, self.now)
            row = self.core.cases.open_of(tx, conversation)
            assert row is not None
            started = {"state": CaseState.QUEUED.value, "queue_id": queue, "queued_at": self.now, "priority": priority}
            waits = {"waiting_since": self.now, "last_customer_at": self.now}
            self.core.cases.change(tx, row.id, **started, **waits)

        self.do(work)
        return conversation

    def row(self, conversation: str) -> CaseRow:
        row = self.do(lambda tx: self.core.cases.last_of(tx, conversation))
        assert row is not None
        return row

    def change(self, conversation: str, **values: Any) -> None:
        """Columns of its case."""
        row = self.row(conversation)
        self.do(lambda tx: self.core.cases.change(tx, row.id, **values))

    def owner(self, conversation: str) -> str | None:
        sql = "SELECT assignee_id FROM conversation WHERE id = ?"
        return self.do(lambda tx: tx.driver.execute(sql, (conversation,)).fetchone()[0])

    def log(self, conversation: str) -> list[tuple[str, str, str, str]]:
        """(kind, account, queue, detail) of its case, in order."""
        row = self.row(conversation)
        events = self.do(lambda tx: self.core.cases.events(tx, row.id))
        return [(it.kind, it.account_id or "", it.queue_id, it.detail) for it in events]

    def serve(self) -> int:
        """As the worker: look, then do, until nothing is left to do; how many decisions took effect."""
        done = 0
        for _ in range(100):
            self.do(lambda tx: self.core.routing.return_unanswered(tx, self.now))
            more = self.serve_once()
            done += more
            if not more:
                return done
        raise AssertionError("it never ends")

    def serve_once(self) -> int:
        plans = self.do(lambda tx: self.core.routing.plan(tx, self.now))
        return self.do(lambda tx: self.core.routing.apply(tx, plans.planned, self.now))

    def close_case(self, conversation: str) -> None:
        def work(tx: Tx) -> None:
            row = self.core.cases.open_of(tx, conversation)
            assert row is not None
            ended = {"state": CaseState.CLOSED.value, "closed_at": self.now, "waiting_since": None, "queued_at": None}
            self.core.cases.change(tx, row.id, **ended)
            self.core.assignment.give(tx, conversation, None, self.now, by="", why="closed", line=False)

        self.do(work)

    def _woken(self) -> None:
        self.wakes += 1
