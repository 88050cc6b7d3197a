"""Any day at all, over a real store: agents come, pause and go, queues vanish, cases arrive, move and end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from server_stub.contract.cases import CaseMove
from server_stub.contract.queues import Strategy
from server_stub.storage.database import Tx
from tests.unit.routing.house import House

PEOPLE = ("ana", "bruno", "carla")
QUEUES = {"sales": Strategy.LEAST_ACTIVE, "turns": Strategy.ROUND_ROBIN, "idle": Strategy.LONGEST_IDLE}
ROOM = 2
"""Cases that fit into each agent's capacity."""
STATES = ("available", "available", "pause", "busy", "offline")
MINUTE = 60_000

people = st.sampled_from(PEOPLE)
queues = st.sampled_from([*QUEUES, "general"])
picks = st.integers(0, 30)


@cache
def shared_house() -> House:
    folder = Path(tempfile.mkdtemp(prefix="balcao-any-day-"))
    house = House(folder)
    for name in PEOPLE:
        house.agent(name, available=False, capacity=25 * ROOM)
    for name, strategy in QUEUES.items():
        house.queue(name, strategy=strategy, everyone=True, priority=len(name), return_seconds=600)
    return house


class AnyDay(RuleBasedStateMachine):
    """`given_away`: who may not be asked again now, by conversation, until when."""

    def __init__(self) -> None:
        super().__init__()
        self.house = shared_house()
        self.around = ExitStack()
        self.around.enter_context(self.house.undone())
        self.states = dict.fromkeys(PEOPLE, "offline")
        self.open: list[str] = []
        self.closed: list[str] = []
        self.queues = {*QUEUES, "general"}
        self.given_away: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        self.around.close()

    @rule(queue=queues, priority=st.integers(0, 3), at_once=st.booleans())
    def somebody_writes(self, queue: str, priority: int, at_once: bool) -> None:
        house = self.house
        case = house.case(queue if queue in self.queues else "general", priority=priority)
        self.open.append(case)
        if at_once:
            owner = house.do(lambda tx: house.core.routing.place(tx, case, house.now))
            assert owner is None or self.states[owner] == "available"

    @rule(who=people, state=st.sampled_from(STATES))
    def somebody_comes_or_goes(self, who: str, state: str) -> None:
        self.states[who] = state
        self.house.state(who, state)

    @precondition(lambda self: self.open)
    @rule(pick=picks)
    def a_case_ends(self, pick: int) -> None:
        case = self.open.pop(pick % len(self.open))
        self.closed.append(case)
        self.house.close_case(case)

    @precondition(lambda self: self.open)
    @rule(pick=picks, queue=queues, why=st.sampled_from(["released", "transfer", "pause"]))
    def a_case_is_put_back(self, pick: int, queue: str, why: str) -> None:
        case, house = self.open[pick % len(self.open)], self.house
        owner, since = house.owner(case), house.row(case).queued_at
        house.do(lambda tx: house.core.assignment.requeue(tx, case, house.now, by="", why=why, queue_id=queue))
        row = house.row(case)
        assert row.queue_id == (queue if queue in self.queues else "general")
        assert since is None or row.queued_at == min(since, house.now), "the wait goes on, and is never yet to come"
        if owner is not None and why != "pause":
            self.given_away[case, owner] = house.now + 30 * MINUTE

    @precondition(lambda self: len(self.queues) > 1)
    @rule(queue=st.sampled_from(sorted(QUEUES)))
    def a_queue_is_removed(self, queue: str) -> None:
        house = self.house
        if queue not in self.queues:
            return
        self.queues.discard(queue)

        def work(tx: Tx) -> None:
            house.core.queue_rows.remove(tx, queue, "", house.now)
            sql = "SELECT conversation_id FROM case_file WHERE queue_id = ? AND state = 'queued'"
            for (case,) in tx.driver.execute(sql, (queue,)).fetchall():
                house.core.assignment.requeue(tx, case, house.now, by="", why="queue_removed")

        house.do(work)

    @rule(minutes=st.integers(-3, 40))
    def time_passes(self, minutes: int) -> None:
        """Also back: somebody set the clock."""
        self.house.now += minutes * MINUTE

    @rule()
    def the_worker_comes(self) -> None:
        house = self.house
        before = {case: house.owner(case) for case in self.open}
        house.serve()
        for case, owner in before.items():
            returned = (CaseMove.QUEUED, owner, "returned")
            lost = owner is not None and house.owner(case) != owner
            if lost:
                assert returned in [(kind, who, why) for kind, who, _, why in house.log(case)]
                self.given_away[case, owner or ""] = house.now + 5 * MINUTE
        self._nobody_waits_beside_room()

    @invariant()
    def nothing_is_lost_and_nobody_has_too_much(self) -> None:
        house = self.house
        rows = {case: (house.row(case), house.owner(case)) for case in self.open}
        for row, owner in rows.values():
            assert (row.state, row.closed_at) in (("queued", None), ("assigned", None))
            assert (owner is None) == (row.state == "queued")
            assert owner is None or owner == row.agent_id
            assert row.queued_at is None or row.state == "queued"
        owners = [owner for _, owner in rows.values()]
        assert all(owners.count(who) <= ROOM for who in PEOPLE)
        assert all(house.row(case).state == "closed" and house.owner(case) is None for case in self.closed)

    def _nobody_waits_beside_room(self) -> None:
        house = self.house
        owners = [house.owner(case) for case in self.open]
        free = [who for who in PEOPLE if self.states[who] == "available" and owners.count(who) < ROOM]
        for case, owner in zip(self.open, owners, strict=True):
            asked = [who for who in free if self.given_away.get((case, who), house.now - 1) < house.now]
            assert owner is not None or not asked, f"{case} waits though {asked} are free"


class TestAnyDay(AnyDay.TestCase):
    settings = settings(max_examples=30, stateful_step_count=30, deadline=None)

    @classmethod
    def teardown_class(cls) -> None:
        house = shared_house()
        house.close()
        shared_house.cache_clear()
        shutil.rmtree(house.core.database.path.parent)
