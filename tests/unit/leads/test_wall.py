"""The wall's order and counts on a store of its own, and today's figures kept up row by row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.cases import CaseMove
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.wall import Wall
from server_stub.domain.metrics.service import queue_figures
from server_stub.domain.metrics.stays import stays
from server_stub.services.leads.today import DayFigures, Today
from server_stub.services.leads.wall import MOST_CASES, WallBoard
from server_stub.services.team.service_hours import ServiceHours
from server_stub.storage.database import Tx
from server_stub.storage.repositories.case_log import CaseLog
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.wall import WallRows
from tests.helpers.leads_house import ANA, LIA, House
from tests.helpers.many_cases import MINUTE, add_case, rename

_ADD = (
    "INSERT INTO case_event (case_id, conversation_id, kind, at, account_id, queue_id, detail)"
    " VALUES (?, 'x', ?, ?, 'ana', ?, 'customer')"
)
MIDNIGHT = 1_000


@pytest.fixture
def board(house: House) -> WallBoard:
    hours = ServiceHours(Registers(), house.queues)
    return WallBoard(WallRows(), Today(CaseLog()), house.queues, house.vault, hours, lambda tx, viewer, now: [])


@pytest.fixture
def wall(house: House, board: WallBoard) -> Callable[[Account], Wall]:
    return lambda who: house.do(lambda tx: board.wall(tx, who, house.now))


def test_who_waits_longest_against_the_target_comes_first(house: House, wall: Callable[[Account], Wall]) -> None:
    now = house.now

    def cases(tx: Tx) -> None:
        add_case(house.world, tx, "quiet", agent="ana", opened_at=now - 50 * MINUTE)
        add_case(house.world, tx, "late", opened_at=now - 9 * MINUTE, waiting_since=now - 9 * MINUTE)
        add_case(house.world, tx, "new", opened_at=now - MINUTE, waiting_since=now - MINUTE)
        add_case(house.world, tx, "older", agent="ana", opened_at=now - 90 * MINUTE)
        angry = ("Oi", "cadê?", "isso é um absurdo")
        add_case(house.world, tx, "angry", agent="ana", opened_at=now, waiting_since=now - 2 * MINUTE, said=angry)
        done = add_case(house.world, tx, "done", agent="ana", opened_at=now - MINUTE)
        CaseRows().change(tx, done, state="closed", closed_at=now)

    house.do(cases)
    found = wall(LIA)
    assert [it.conversation_id for it in found.cases] == ["late", "angry", "new", "older", "quiet"]
    assert [it.mood for it in found.cases] == ["impatient", "upset", "calm", "calm", "calm"]
    (queue,) = found.queues
    assert (queue.waiting, queue.open_cases, queue.longest_since) == (2, 5, now - 9 * MINUTE)
    with pytest.raises(GatewayRefusal, match="forbidden"):
        wall(ANA)


def test_new_names_and_new_words_are_seen_at_the_next_look(house: House, wall: Callable[[Account], Wall]) -> None:
    now = house.now
    case_id = house.do(lambda tx: add_case(house.world, tx, "c", opened_at=now, waiting_since=now))
    assert [(it.contact_name, it.mood) for it in wall(LIA).cases] == [("c", "calm")]

    def change(tx: Tx) -> None:
        rename(house.world, tx, "c", "Maria")
        sql = "UPDATE message SET content_enc = ? WHERE conversation_id = 'c'"
        tx.driver.execute(
            sql, (house.world.seal(tx, "c", {"kind": "text", "text": "Que vergonha"}, "message.content"),)
        )
        CaseRows().change(tx, case_id, last_customer_at=now + 1)

    house.do(change)
    assert [(it.contact_name, it.mood) for it in wall(LIA).cases] == [("Maria", "upset")]


def test_of_very_many_the_most_urgent_are_listed(house: House, wall: Callable[[Account], Wall]) -> None:
    now = house.now

    def cases(tx: Tx) -> None:
        for number in range(MOST_CASES + 20):
            since = now - number * 1000 if number % 2 else None
            add_case(house.world, tx, f"c{number}", opened_at=now - number * 1000, waiting_since=since, said=())

    house.do(cases)
    found = wall(LIA)
    assert (len(found.cases), found.more_cases, found.queues[0].open_cases) == (MOST_CASES, 20, MOST_CASES + 20)
    waiting = [it for it in found.cases if it.waiting_since is not None]
    assert found.cases[: len(waiting)] == waiting
    assert len(waiting) == (MOST_CASES + 20) // 2


moves = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from([CaseMove.QUEUED, CaseMove.ASSIGNED, CaseMove.ABANDONED, CaseMove.CLOSED, CaseMove.WRAP_UP]),
        st.sampled_from(["sales", "help"]),
        st.integers(0, 120),
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=moves, start=st.integers(0, 1500), target=st.integers(0, 200))
def test_today_row_by_row_is_today_at_once(house: House, script: list, start: int, target: int) -> None:
    """Whenever somebody looks in between, and whatever began before midnight."""
    followed, targets = Today(CaseLog()), {"sales": target, "help": target}
    with house.tx() as tx:
        tx.driver.execute("DELETE FROM case_event")
        at, opened = start, set()
        for number, kind, queue, later, looks in script:
            at += later
            if number not in opened:
                opened.add(number)
                tx.driver.execute(_ADD, (f"c{number}", CaseMove.OPENED, at, queue))
                tx.driver.execute(_ADD, (f"c{number}", CaseMove.QUEUED, at, queue))
            tx.driver.execute(_ADD, (f"c{number}", kind, at, queue))
            if looks:
                followed.figures(tx, MIDNIGHT, targets)
        rows = [it for number in opened for it in CaseRows().events(tx, f"c{number}")]
        every = stays(sorted(rows, key=lambda it: it.seq))
        for today in (followed, Today(CaseLog())):
            found = today.figures(tx, MIDNIGHT, targets)
            for queue in targets:
                whole = queue_figures([it for it in every if it.queue_id == queue], target, MIDNIGHT, 10**9)
                figures = DayFigures(whole.answered, whole.within, whole.abandoned_late, whole.sla_percent)
                assert found.get(queue, DayFigures()) == figures
