"""A night at work over a change of clocks: the day it belongs to, its breaks and its hours, in zones far from ours."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from server_stub.contract.model import Role
from server_stub.contract.queues import AgentProfile
from server_stub.contract.registers import Company
from server_stub.contract.team import AgentState, WorkDay
from server_stub.core import Core
from server_stub.domain.business_hours import day_span
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import COMPANY
from tests.unit.team.conftest import Clock

HOUR = 3_600_000
NIGHTS = [
    ("America/New_York", "2026-10-31", 9),
    ("America/New_York", "2026-03-07", 7),
    ("Europe/Lisbon", "2026-10-24", 9),
    ("Australia/Lord_Howe", "2026-04-04", 8.5),
    ("America/Sao_Paulo", "2026-10-31", 8),
]
"""Zone, evening, and how many hours pass from 22:00 to 06:00."""


@pytest.mark.parametrize(("zone", "evening", "hours"), NIGHTS)
async def test_a_night_is_as_long_as_it_was(core: Core, clock: Clock, zone: str, evening: str, hours: float) -> None:
    ana = await core.accounts.add("ana", "Ana", Role.AGENT, "correto cavalo bateria")
    began = int(datetime.fromisoformat(f"{evening}T22:00").replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)
    clock.now = began + round(hours * HOUR)

    def work(tx: Tx) -> tuple[WorkDay, WorkDay]:
        core.registers.add_version(tx, COMPANY, Company(zone=zone), "root", began)
        core.queue_rows.save_profile(tx, AgentProfile(ana.id, shift=["00:00-06:00,22:00-24:00"] * 7))
        tx.driver.execute("DELETE FROM agent_state_log")
        core.states.rows.begin(tx, ana.id, AgentState.AVAILABLE, "", began)
        core.states.rows.begin(tx, ana.id, AgentState.OFFLINE, "", clock.now)
        (told,) = core.work_days.of_day(tx, ana, evening, "", clock.now)
        return told, core.work_days.today(tx, ana, clock.now - 60_000)

    told, today = await core.database.write(work)
    assert (told.day, told.began_at, told.ended_at) == (evening, began, clock.now)
    assert today.day == evening
    assert told.effective_ms == round(hours * HOUR)
    assert told.breaks
    for one in told.breaks:
        assert began + HOUR <= one.earliest_at <= one.latest_at <= clock.now - HOUR
    span = day_span(datetime.fromtimestamp(began / 1000, UTC).astimezone(ZoneInfo(zone)).date(), zone)
    assert span.start < began < span.end < clock.now
