"""Nothing stays unseen: whatever people do, after the sweep every open case has somebody at work, or waits."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Member, Policy, Queue, ServicePolicy
from server_stub.contract.team import AgentState, SetState
from server_stub.core import Core
from server_stub.domain.leaving import GONE_AFTER_MS, goes_back
from server_stub.services.accounts import AccountProblem
from server_stub.services.team.agent_states import LOST
from server_stub.services.team.queue_desk import QueueDesk
from server_stub.services.team.sweep import Sweep
from server_stub.storage.database import Tx
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.gateway import quick_passwords
from tests.helpers.world import World
from tests.unit.team.conftest import Clock

PEOPLE = ("ana", "bruno")
people = st.sampled_from(PEOPLE)
queues = st.sampled_from(["q1", "q2"])
talks = st.integers(0, 3)
policies = st.sampled_from(list(Policy))
steps = st.one_of(
    st.tuples(st.just("arrives"), people),
    st.tuples(st.just("sets"), people, st.sampled_from([AgentState.AVAILABLE, AgentState.BUSY, AgentState.OFFLINE])),
    st.tuples(st.just("pauses"), people),
    st.tuples(st.just("is_lost"), people),
    st.tuples(st.just("is_disabled"), people),
    st.tuples(st.just("is_demoted"), people),
    st.tuples(st.just("is_enabled"), people),
    st.tuples(st.just("is_given"), people, talks),
    st.tuples(st.just("answers"), talks),
    st.tuples(st.just("moves"), talks, queues),
    st.tuples(st.just("switches"), queues, st.booleans()),
    st.tuples(st.just("serves"), queues, st.lists(people, unique=True)),
    st.tuples(st.just("is_removed"), queues),
    st.tuples(st.just("policy"), policies, policies),
)


class Company:
    """Four open cases, two people, two queues beside the usual one; each step is one that the product has."""

    def __init__(self, core: Core, clock: Clock) -> None:
        self.core = core
        self.clock = clock
        self.desk = QueueDesk(
            core.database,
            core.queue_rows,
            core.queues,
            core.account_rows,
            core.case_moves,
            core.events,
            clock,
            core.assignment.wake_routing,
        )
        self.accounts: dict[str, Account] = {}

    async def open(self) -> None:
        for who, role in (("root", Role.ADMIN), *((who, Role.AGENT) for who in PEOPLE)):
            self.accounts[who] = await self.core.accounts.add(who, who, role, "correto cavalo bateria")
        world = World(self.core.database, self.core.vault, self.clock.now)
        for number in range(4):
            await world.conversation(f"c{number}")
        for queue_id in ("q1", "q2"):
            queue = Queue(queue_id, queue_id, everyone=True)
            await self._write(lambda tx, queue=queue: self.core.queue_rows.save(tx, queue, "root", self.clock.now))

    async def arrives(self, who: str) -> None:
        await self._write(lambda tx: self.core.states.arrived(tx, self.accounts[who].id, self.clock.now))

    async def sets(self, who: str, state: AgentState, reason: str = "") -> None:
        wanted = SetState(state, reason)
        await self._write(lambda tx: self.core.states.set_by_hand(tx, self.accounts[who], wanted, self.clock.now))

    async def pauses(self, who: str) -> None:
        await self.sets(who, AgentState.PAUSE, "private")

    async def is_lost(self, who: str) -> None:
        await self._write(lambda tx: self.core.states.lost(tx, self.accounts[who].id, self.clock.now))

    async def is_disabled(self, who: str) -> None:
        await self.core.accounts.disable(who)

    async def is_demoted(self, who: str) -> None:
        await self.core.accounts.set_role(who, Role.LEAD)
        await self.core.accounts.set_role(who, Role.AGENT)

    async def is_enabled(self, who: str) -> None:
        await self.core.accounts.enable(who)

    async def is_given(self, who: str, number: int) -> None:
        """Even to somebody who is not there, or no longer may: a gateway of before, or a crash, left it so."""
        identifier, now = self.accounts[who].id, self.clock.now
        await self._write(lambda tx: self.core.assignment.give(tx, f"c{number}", identifier, now, by="", why="by_lead"))

    async def answers(self, number: int) -> None:
        def work(tx: Tx) -> None:
            row = self.core.cases.open_of(tx, f"c{number}")
            assert row is not None
            self.core.cases.change(tx, row.id, waiting_since=None)

        await self._write(work)

    async def moves(self, number: int, queue_id: str) -> None:
        def work(tx: Tx) -> None:
            row = self.core.cases.open_of(tx, f"c{number}")
            assert row is not None
            self.core.cases.change(tx, row.id, queue_id=queue_id)

        await self._write(work)

    async def switches(self, queue_id: str, enabled: bool) -> None:
        await self._change(queue_id, enabled=enabled)

    async def serves(self, queue_id: str, who: list[str]) -> None:
        await self._change(queue_id, everyone=False, members=[Member(self.accounts[it].id) for it in who])

    async def is_removed(self, queue_id: str) -> None:
        """A gateway of before, or a crash, left its cases in it."""
        await self._write(lambda tx: self.core.queue_rows.remove(tx, queue_id, "root", self.clock.now))

    async def policy(self, on_leave: Policy, on_disconnect: Policy) -> None:
        wanted = ServicePolicy(on_leave=on_leave, on_disconnect=on_disconnect)
        await self._write(lambda tx: self.core.queue_rows.save_policy(tx, wanted))

    async def _change(self, queue_id: str, **changes: Any) -> None:
        def work(tx: Tx) -> None:
            known = self.core.queues.get(tx, queue_id)
            if known is not None:
                wanted = msgspec.structs.replace(known, **changes)
                self.desk.change(tx, self.accounts["root"], queue_id, wanted, self.clock.now)

        await self._write(work)

    async def _write(self, work: Any) -> None:
        await self.core.database.write(work)

    def unseen(self, tx: Tx) -> list[str]:
        """Cases that nobody would look at."""
        policy = self.core.queues.policy(tx)
        disabled = {it.id for it in self.core.account_rows.everyone(tx, with_disabled=True) if it.disabled}
        found = []
        for number in range(4):
            row = self.core.cases.open_of(tx, f"c{number}")
            talk = self.core.reading.conversation(tx, f"c{number}")
            assert row is not None
            assert talk is not None
            queue = self.core.queues.get(tx, row.queue_id)
            if talk.assignee_id is None:
                fine = queue is not None and queue.enabled and row.state == "queued" and row.queued_at is not None
            else:
                state = self.core.states.rows.get(tx, talk.assignee_id)
                vanished = state.reason == LOST and state.since > self.clock.now - GONE_AFTER_MS
                chosen = policy.on_disconnect if vanished else policy.on_leave
                stays = not goes_back(row.state, chosen, is_waited_for=row.waiting_since is not None)
                fine = talk.assignee_id not in disabled and (state.state != AgentState.OFFLINE or stays)
            found += [] if fine else [row.conversation_id]
        return found


async def play(history: list[tuple[Any, ...]], afterwards: int) -> None:
    """`afterwards`: ms from the last step to the sweep."""
    with tempfile.TemporaryDirectory() as folder:
        place_store(Path(folder))
        clock = Clock()
        core = Core(Path(folder), KEY, clock=clock, passwords=quick_passwords())
        core.start()
        try:
            company = Company(core, clock)
            await company.open()
            for name, *parameters in history:
                clock.now += 1_000
                with suppress(GatewayRefusal, AccountProblem):
                    await getattr(company, name)(*parameters)
            clock.now += afterwards
            await Sweep(core.database, core.queues, core.case_moves, clock).run()
            assert await core.database.read(company.unseen) == []
            assert await Sweep(core.database, core.queues, core.case_moves, clock).run() == 0
        finally:
            await core.stop()


@given(st.lists(steps, max_size=25), st.sampled_from([121_000, GONE_AFTER_MS - 60_000, GONE_AFTER_MS]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_the_sweep_nothing_is_unseen(history: list[tuple[Any, ...]], afterwards: int) -> None:
    asyncio.run(play(history, afterwards))
