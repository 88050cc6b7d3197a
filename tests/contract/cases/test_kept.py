"""What belongs to a case is kept until the date that its closing set, and goes after it."""

from __future__ import annotations

import msgspec

from server_stub.contract.rights import RetentionRun
from tests.contract.cases.conftest import CARLA, Service

DAY = 86_400_000


async def removed(service: Service) -> int:
    # A day this far away ends the session that the fixture opened.
    async with service.shop.running.client("admin") as admin:
        answer = await admin.post("/v1/retention/run", params={"dry": "false"})
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=RetentionRun).removed.get("messages", 0)


async def test_messages_of_a_case_stay_two_years_from_its_last_closing(service: Service) -> None:
    case = await service.case_of()
    closed = await service.moved(case.brief.id, "close", {})
    assert closed.retained_until is not None
    kept_days = (closed.retained_until - service.shop.clock()) // DAY
    service.shop.clock.ahead += kept_days * DAY
    assert await removed(service) == 0
    service.shop.clock.ahead += 2 * DAY
    assert await removed(service) > 0
    ((left,),) = await service.shop.rows("SELECT count(*) FROM message")
    assert left == 0
    assert len(await service.shop.rows("SELECT id FROM case_file WHERE retained_until IS NOT NULL")) == 1


async def test_a_case_that_goes_on_is_kept_from_its_new_end(service: Service) -> None:
    case = await service.case_of()
    first = await service.moved(case.brief.id, "close", {})
    service.shop.clock.ahead += DAY // 2
    service.shop.customer_says(CARLA, "Voltei")
    await service.until_open(case.brief.id)
    second = await service.moved(case.brief.id, "close", {})
    assert (second.retained_until or 0) >= (first.retained_until or 0) + DAY // 2
