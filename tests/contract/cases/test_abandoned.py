"""Customers whom nobody answered while it was possible: counted once, and still to be seen."""

from __future__ import annotations

import asyncio

from server_stub.contract.cases import CaseState
from server_stub.contract.wall import Wall
from tests.contract.cases.conftest import Service
from tests.helpers.holding import run_sql

HOUR = 3_600_000


async def test_who_was_never_answered_counts_once_and_stays_visible(service: Service) -> None:
    await service.shop.agent.put("/v1/me/available", json={"available": False})
    case = await service.case_of()
    area = service.shop.running.gateway.cases
    await area.note_abandoned()
    assert ("abandoned", "") not in await service.log(case.brief.id)
    service.shop.clock.ahead += 24 * HOUR + 1_000
    for _ in range(2):
        await area.note_abandoned()
    assert (await service.log(case.brief.id)).count(("abandoned", "")) == 1
    kept = await service.case(case.brief.id)
    assert (kept.brief.state, kept.brief.queued_at) == (CaseState.QUEUED, case.brief.queued_at)
    (queue,) = (await service.ask("/v1/wall", Wall, by=service.lead)).queues
    assert (queue.waiting, queue.answered, queue.abandoned_late) == (1, 0, 1)


async def test_who_was_answered_is_not_abandoned(service: Service) -> None:
    case = await service.case_of()
    await service.shop.send(case.conversation_id, text="Bom dia!")
    service.shop.clock.ahead += 25 * HOUR
    await service.shop.running.gateway.cases.note_abandoned()
    assert ("abandoned", "") not in await service.log(case.brief.id)


async def test_a_clock_that_was_set_back_counts_nobody_twice(service: Service) -> None:
    """The wait begins after now: what is noted must still be found as noted."""
    await service.shop.agent.put("/v1/me/available", json={"available": False})
    case = await service.case_of()
    service.shop.clock.ahead += 24 * HOUR + 1_000
    later = service.shop.clock() + 60_000
    await run_sql(service.shop, "UPDATE case_file SET queued_at = ?", later)
    async with asyncio.timeout(5):
        await service.shop.running.gateway.cases.note_abandoned()
    assert (await service.log(case.brief.id)).count(("abandoned", "")) == 1
