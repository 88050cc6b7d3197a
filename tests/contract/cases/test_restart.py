"""A gateway that ends with timers and histories pending does them after the next start, each once."""

from __future__ import annotations

from pathlib import Path

from server_stub.contract.cases import CaseState
from tests.contract.cases.conftest import CARLA, Service, opened
from tests.helpers.shop import eventually

MINUTE = 60_000


def documents(service: Service) -> int:
    return sum(it.type == "document" for it in service.shop.sim.core.sent.values())


async def test_what_was_pending_happens_after_a_restart_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as before:
        case = await before.case_of(CARLA)
        await before.do("POST", f"/v1/cases/{case.brief.id}/history", {"way": "whatsapp"})
        wrapping = await before.moved(case.brief.id, "wrap-up")
        first = documents(before)
    async with opened(tmp_path) as after:
        assert (await after.case(case.brief.id)).brief.wrap_until == wrapping.brief.wrap_until
        after.shop.clock.ahead += 61_000
        closed = await eventually(
            lambda: after.case(case.brief.id), lambda found: found.brief.state == CaseState.CLOSED
        )
        assert (closed.close_way, closed.brief.protocol) == ("timer", case.brief.protocol)

        # The new stand-in knows of no window until the customer writes to it.
        await after.says(case, "Oi de novo", CARLA)

        async def sent() -> str:
            await after.shop.running.gateway.cases.history_sending.tick()
            after.shop.clock.ahead += MINUTE + 1
            return (await after.case(case.brief.id)).history[0].state

        await eventually(sent, lambda state: state == "sent")
        assert first + documents(after) == 1
