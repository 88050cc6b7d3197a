"""Routing over a real store: given at once or served later, by the rules of queues, safely beside others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server_stub.contract.cases import CaseMove
from server_stub.contract.queues import Member, Strategy
from server_stub.domain.routing.values import Overflow
from server_stub.storage.database import Tx
from tests.unit.routing.house import NOW, House

MINUTE = 60_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "data")
    yield house
    house.close()


def place(house: House, conversation: str) -> str | None:
    return house.do(lambda tx: house.core.routing.place(tx, conversation, house.now))


def test_whoever_is_free_is_given_a_case_at_once(house: House) -> None:
    house.agent("ana")
    case = house.case()
    assert place(house, case) == house.owner(case) == "ana"
    row = house.row(case)
    assert (row.state, row.agent_id, row.assigned_at, row.queued_at) == ("assigned", "ana", NOW, None)
    assert house.log(case)[-1] == (CaseMove.ASSIGNED, "ana", "general", "routed")


@pytest.mark.parametrize("state", ["offline", "pause", "busy", "wrap_up"])
def test_nobody_who_is_away_is_given_anything(house: House, state: str) -> None:
    house.agent("ana")
    house.state("ana", state)
    case = house.case()
    assert place(house, case) is None
    assert house.serve() == 0
    house.state("ana", "available")
    assert house.serve() == 1
    assert house.owner(case) == "ana"


def test_a_desktop_that_is_silent_gets_nothing(house: House) -> None:
    house.agent("ana")
    house.do(lambda tx: tx.driver.execute("UPDATE agent_state SET lost_since = 1"))
    assert place(house, house.case()) is None


def test_capacity_counts_by_what_a_case_weighs(house: House) -> None:
    house.agent("ana", capacity=50)
    cases = [house.case() for _ in range(4)]
    assert house.serve() == 2
    assert [house.owner(it) for it in cases].count("ana") == 2
    house.do(lambda tx: tx.driver.execute("UPDATE case_file SET waiting_since = NULL WHERE state = 'assigned'"))
    assert house.serve() == 1, "two who owe us an answer weigh 20 of 50"
    house.now += 3 * 60 * MINUTE
    house.do(lambda tx: tx.driver.execute("UPDATE case_file SET waiting_since = NULL WHERE state = 'assigned'"))
    assert house.serve() == 1, "who has been silent for hours weighs nothing"


def test_the_hard_limit_holds_whatever_the_capacity(house: House) -> None:
    house.agent("ana", capacity=1_000, most_active=3)
    for _ in range(5):
        house.case()
    assert house.serve() == 3


def test_nobody_jumps_the_queue(house: House) -> None:
    house.agent("ana", capacity=25)
    first = house.case()
    house.now += 1
    late = house.case()
    assert place(house, late) is None
    assert house.wakes == 1
    house.serve()
    assert (house.owner(first), house.owner(late)) == ("ana", None)


def test_what_waits_for_people_to_pull_it_is_in_nobodys_way(house: House) -> None:
    house.agent("ana")
    house.queue("pulled", strategy=Strategy.PULL, everyone=True)
    waits = house.case("pulled")
    assert place(house, house.case()) == "ana"
    assert house.serve() == 0
    assert house.owner(waits) is None


def test_several_who_write_at_once_never_exceed_the_room(house: House) -> None:
    house.agent("ana", capacity=50)
    cases = [house.case() for _ in range(5)]
    given = house.do(lambda tx: house.core.routing.place_many(tx, cases, house.now))
    assert len(given) == 2
    assert {house.owner(it) for it in given} == {"ana"}


def test_only_members_of_a_queue_that_is_switched_on(house: House) -> None:
    house.agent("ana")
    house.agent("bruno")
    house.queue("sales", members=[Member("bruno")])
    house.queue("off", everyone=True, enabled=False)
    sale, off = house.case("sales"), house.case("off")
    assert house.serve() == 1
    assert (house.owner(sale), house.owner(off)) == ("bruno", None)


def test_a_closed_queue_keeps_its_cases_until_it_opens(house: House) -> None:
    house.agent("ana")
    opened: list[str] = []
    house.core.routing.snapshots.is_open = lambda tx, queue, now: queue.id in opened
    case = house.case()
    assert place(house, case) is None
    assert house.serve() == 0
    opened.append("general")
    assert house.serve() == 1


def test_whoever_served_last_is_asked_first(house: House) -> None:
    house.agent("ana")
    house.agent("bruno", capacity=1_000, most_active=99)
    old = house.case(name="old")
    house.do(lambda tx: house.core.assignment.give(tx, old, "ana", house.now, by="", why="taken"))
    house.close_case(old)
    house.now += MINUTE
    house.state("ana", "pause")

    def write_again(tx: Tx) -> None:
        house.core.cases.add(tx, old, f"p{house.now}", "general", house.now, detail="customer")

    house.do(write_again)
    assert house.serve() == 0, "ana comes back in a moment"
    plans = house.do(lambda tx: house.core.routing.plan(tx, house.now))
    assert plans.again_at == house.now + 120_000
    house.now += 120_000
    assert house.serve() == 1
    assert house.owner(old) == "bruno"


def test_turns_are_remembered(house: House) -> None:
    for name in ("ana", "bruno", "carla"):
        house.agent(name)
    house.queue("turns", strategy=Strategy.ROUND_ROBIN, everyone=True)
    owners = []
    for _ in range(6):
        case = house.case("turns")
        house.serve()
        owners.append(house.owner(case))
    assert owners == ["ana", "bruno", "carla"] * 2


def test_what_overflows_keeps_its_wait_and_goes_no_further(house: House) -> None:
    house.agent("ana")
    house.queue("sales", overflow_to="more", overflow_seconds=60)
    house.queue("more", overflow_to="sales", overflow_seconds=60)
    case = house.case("sales")
    house.change(case, overflow_at=NOW + MINUTE)
    assert house.serve() == 0
    house.now += MINUTE
    assert house.serve() == 1
    row = house.row(case)
    assert (row.queue_id, row.queued_at, row.state) == ("more", NOW, "queued")
    assert house.log(case)[-1] == (CaseMove.QUEUED, "", "more", "overflow")
    house.now += 60 * MINUTE
    assert house.serve() == 0


def test_what_was_given_and_not_answered_goes_to_somebody_else(house: House) -> None:
    house.agent("ana")
    house.queue("sales", everyone=True, return_seconds=60)
    case = house.case("sales")
    house.serve()
    house.agent("bruno")
    house.now += MINUTE
    house.serve()
    assert house.owner(case) == "bruno"
    kinds = [(kind, who, why) for kind, who, _, why in house.log(case)]
    assert kinds[-3:] == [
        (CaseMove.ASSIGNED, "ana", "routed"),
        (CaseMove.QUEUED, "ana", "returned"),
        (CaseMove.ASSIGNED, "bruno", "routed"),
    ]


def test_an_answer_in_time_keeps_it(house: House) -> None:
    house.agent("ana")
    house.queue("sales", everyone=True, return_seconds=60)
    case = house.case("sales")
    house.serve()
    house.change(case, waiting_since=None, return_at=None)
    house.now += 60 * MINUTE
    assert house.serve() == 0
    assert house.owner(case) == "ana"


def test_who_gave_it_away_is_not_given_it_again_for_a_while(house: House) -> None:
    house.agent("ana")
    case = house.case()
    house.serve()
    house.do(lambda tx: house.core.assignment.requeue(tx, case, house.now, by="ana", why="released"))
    assert house.row(case).queued_at == NOW
    house.now += 9 * MINUTE
    assert house.serve() == 0
    house.now += 2 * MINUTE
    assert house.serve() == 1, "rather ana than nobody"


def test_whoever_comes_back_from_a_pause_may_have_it_again(house: House) -> None:
    house.agent("ana")
    case = house.case()
    house.serve()
    house.do(lambda tx: house.core.assignment.requeue(tx, case, house.now, by="", why="pause"))
    assert house.serve() == 1


def test_an_agent_who_vanishes_between_look_and_commit_gets_nothing(house: House) -> None:
    house.agent("ana")
    case = house.case()
    plans = house.do(lambda tx: house.core.routing.plan(tx, house.now))
    house.state("ana", "offline")
    assert house.do(lambda tx: house.core.routing.apply(tx, plans.planned, house.now)) == 0
    assert house.owner(case) is None
    assert house.row(case).state == "queued"


def test_a_case_that_somebody_took_meanwhile_stays_theirs(house: House) -> None:
    house.agent("ana")
    house.agent("bruno", available=False)
    case = house.case()
    plans = house.do(lambda tx: house.core.routing.plan(tx, house.now))
    house.do(lambda tx: house.core.assignment.give(tx, case, "bruno", house.now, by="bruno", why="taken"))
    assert house.do(lambda tx: house.core.routing.apply(tx, plans.planned, house.now)) == 0
    assert house.owner(case) == "bruno"


@pytest.mark.parametrize("meanwhile", ["moved", "taken", "gave up"])
def test_a_case_that_went_on_meanwhile_does_not_overflow(house: House, meanwhile: str) -> None:
    house.queue("sales", overflow_to="more", overflow_seconds=60)
    house.queue("more")
    house.queue("other")
    house.agent("bruno", available=False)
    case = house.case("sales")
    house.change(case, overflow_at=NOW)
    plans = house.do(lambda tx: house.core.routing.plan(tx, house.now))
    assert [it.decision for it in plans.planned] == [Overflow(house.row(case).id, "more")]
    give, requeue = house.core.assignment.give, house.core.assignment.requeue
    if meanwhile == "moved":
        house.do(lambda tx: requeue(tx, case, house.now, by="lia", why="transfer", queue_id="other"))
    elif meanwhile == "taken":
        house.do(lambda tx: give(tx, case, "bruno", house.now, by="bruno", why="taken"))
    else:
        house.close_case(case)
    before = house.row(case)
    assert house.do(lambda tx: house.core.routing.apply(tx, plans.planned, house.now)) == 0
    assert house.row(case) == before


def test_two_processes_with_the_same_plan_give_each_case_once(house: House) -> None:
    house.agent("ana", capacity=50)
    house.agent("bruno", capacity=50)
    cases = [house.case() for _ in range(6)]
    plans = [house.do(lambda tx: house.core.routing.plan(tx, house.now)) for _ in range(2)]
    done = [house.do(lambda tx, it=it: house.core.routing.apply(tx, it.planned, house.now)) for it in plans]
    assert done == [4, 0]
    assert [house.owner(it) for it in cases].count(None) == 2


def test_a_queue_that_is_gone_gives_its_cases_to_the_usual_one(house: House) -> None:
    house.agent("ana")
    house.queue("sales", everyone=True, enabled=True)
    case = house.case("sales")
    house.do(lambda tx: house.core.queue_rows.remove(tx, "sales", "", house.now))
    assert house.serve() == 0
    house.do(lambda tx: house.core.assignment.requeue(tx, case, house.now, by="", why="queue_removed"))
    assert house.row(case).queue_id == "general"
    assert house.serve() == 1


def test_a_clock_that_is_set_back_stops_nothing(house: House) -> None:
    house.agent("ana", capacity=50)
    first = house.case()
    house.serve()
    house.now -= 60 * MINUTE
    second = house.case()
    assert house.serve() == 1
    house.do(lambda tx: house.core.assignment.requeue(tx, first, house.now, by="", why="pause"))
    row = house.row(first)
    assert row.queued_at is not None
    assert row.queued_at <= house.now
    assert house.owner(second) == "ana"


def test_a_queue_that_asks_before_it_gives_asks_once(house: House) -> None:
    house.agent("ana")
    house.queue("sales", everyone=True, offer_seconds=30)
    asked: list[tuple[str, str, int]] = []

    def ask(tx: Tx, conversation: str, account: str, now: int, until: int) -> None:
        sql = "INSERT INTO offer (conversation_id, id, case_id, kind, to_account, offered_at) VALUES (?, ?, ?, ?, ?, ?)"
        tx.driver.execute(sql, (conversation, conversation, "", "queue", account, now))
        asked.append((conversation, account, until))

    house.core.routing.open_offer = ask
    case = house.case("sales")
    house.serve_once()
    assert asked == [(case, "ana", NOW + 30_000)]
    assert house.owner(case) is None
    house.serve_once()
    assert len(asked) == 1, "it waits for an answer"


def test_a_conversation_that_somebody_has_keeps_its_agent_when_a_case_begins(house: House) -> None:
    house.agent("ana", available=False)
    case = house.case()
    house.do(lambda tx: tx.driver.execute("UPDATE conversation SET assignee_id = 'ana'"))
    given = house.do(lambda tx: house.core.routing.place_many(tx, [case], house.now))
    assert given[case].agent_id == "ana"
    assert house.row(case).state == "assigned"
