"""States of people, straight at the service: the log, loads, who is kept free for a break, desktops over time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from server_stub.contract.model import Account, Role
from server_stub.contract.queues import AgentProfile
from server_stub.contract.team import AgentState, AgentStatus, SetState
from server_stub.core import Core
from server_stub.services.routing_snapshot import SnapshotReader
from server_stub.services.team.desktops import Desktops
from server_stub.storage.repositories.routing_rows import RoutingRows
from tests.helpers.world import World
from tests.unit.team.conftest import Clock

MINUTE = 60_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Sao_Paulo")).timestamp()) * 1000


@pytest.fixture
async def ana(core: Core) -> Account:
    return await core.accounts.add("ana", "Ana", Role.AGENT, "correto cavalo bateria")


async def enter(core: Core, account: Account, state: AgentState, reason: str = "") -> AgentStatus:
    wanted = SetState(state, reason)
    return await core.database.write(lambda tx: core.states.set_by_hand(tx, account, wanted, core.clock()))


async def standing(core: Core, account: Account) -> AgentStatus:
    return await core.database.read(lambda tx: core.states.status(tx, account, core.clock(), viewer=account))


async def test_every_change_ends_what_was_before(core: Core, clock: Clock, ana: Account) -> None:
    start = clock.now
    for state, reason in ((AgentState.AVAILABLE, ""), (AgentState.PAUSE, "training"), (AgentState.OFFLINE, "")):
        await enter(core, ana, state, reason)
        clock.now += MINUTE
    await enter(core, ana, AgentState.OFFLINE)  # said twice it is one
    rows = await core.database.read(
        lambda tx: tx.driver.execute("SELECT state, reason, began_at, ended_at FROM agent_state_log").fetchall()
    )
    assert rows == [
        ("available", "", start, start + MINUTE),
        ("pause", "training", start + MINUTE, start + 2 * MINUTE),
        ("offline", "", start + 2 * MINUTE, None),
    ]


@pytest.mark.parametrize(
    ("case", "load"),
    [
        ({"waiting_since": 1}, 25),
        ({"waiting_since": None, "last_customer_at": 1_789_999_999_000}, 10),
        ({"waiting_since": None, "last_customer_at": 1_789_000_000_000}, 0),
        ({"state": "wrapping_up"}, 25),
    ],
)
async def test_what_a_case_weighs(core: Core, clock: Clock, ana: Account, case: dict[str, object], load: int) -> None:
    await World(core.database, core.vault, clock.now).conversation("c", ana.id)
    await enter(core, ana, AgentState.AVAILABLE)
    (row,) = await core.database.read(lambda tx: core.case_moves.held.of_agent(tx, ana.id))
    await core.database.write(lambda tx: core.cases.change(tx, row.id, **case))
    found = await standing(core, ana)
    assert (found.load, found.open_cases) == (load, 1)
    assert found.state == ("wrap_up" if case.get("state") else "available")


async def test_somebody_whose_break_is_due_is_kept_free(core: Core, clock: Clock, ana: Account) -> None:
    profile = AgentProfile(ana.id, shift=["09:00-15:00"] * 7)
    await core.database.write(lambda tx: core.queue_rows.save_profile(tx, profile))
    clock.now = at("2026-11-25T09:00")
    await enter(core, ana, AgentState.AVAILABLE)
    desktops = Desktops(core.database, core.states, clock)
    seats, free = SnapshotReader(RoutingRows(), core.queues), []
    for time in ("10:44", "10:46", "11:01"):
        clock.now = at(f"2026-11-25T{time}")
        await desktops.keep_free()
        agents = await core.database.read(lambda tx: seats.agents(tx, clock.now))
        free.append(next(it.available for it in agents if it.id == ana.id))
    assert free == [True, False, True]
    clock.now = at("2026-11-25T10:50")
    await desktops.keep_free()
    await enter(core, ana, AgentState.PAUSE, "nr17_1")
    clock.now += 10 * MINUTE
    await enter(core, ana, AgentState.AVAILABLE)
    assert await core.database.read(lambda tx: core.states.goers(tx, clock.now)) == {}


async def test_the_hours_of_a_break_follow_the_shift(core: Core, clock: Clock, ana: Account) -> None:
    profile = AgentProfile(ana.id, shift=["00:00-02:00,20:00-24:00"] * 7)
    await core.database.write(lambda tx: core.queue_rows.save_profile(tx, profile))
    clock.now = at("2026-11-25T20:00")
    await enter(core, ana, AgentState.AVAILABLE)
    clock.now = at("2026-11-26T00:30")
    day = await core.database.read(lambda tx: core.work_days.today(tx, ana, clock.now))
    assert day.day == "2026-11-25"
    assert {it.earliest_at for it in day.breaks} == {at("2026-11-25T21:00")}
    assert max(it.latest_at for it in day.breaks) == at("2026-11-26T00:50")
    assert (await enter(core, ana, AgentState.PAUSE, "nr17_2")).reason == "nr17_2"


async def test_more_than_six_hours_are_seen(core: Core, clock: Clock, ana: Account) -> None:
    clock.now = at("2026-11-25T09:00")
    await enter(core, ana, AgentState.AVAILABLE)
    clock.now = at("2026-11-25T12:00")
    await enter(core, ana, AgentState.PAUSE, "meal")
    clock.now = at("2026-11-25T12:20")
    await enter(core, ana, AgentState.AVAILABLE)
    clock.now = at("2026-11-25T15:21")
    day = await core.database.read(lambda tx: core.work_days.today(tx, ana, clock.now))
    assert (day.effective_ms, day.over_limit) == (361 * MINUTE, True)
    assert [it.state for it in day.breaks] == ["missed", "taken", "missed"]
