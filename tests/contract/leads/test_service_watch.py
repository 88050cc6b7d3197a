"""Alarms of the service: raised when they begin, told anew when they change, cleared when over, and never twice."""

from __future__ import annotations

import httpx
import msgspec

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.queues import ServicePolicy
from server_stub.contract.requests import Snapshot
from server_stub.services.leads.watch import CODES, ServiceWatch, about
from server_stub.storage.database import Tx
from server_stub.storage.repositories.wall import WallRows
from tests.helpers.shop import Shop

MINUTE = 60_000
HOUR = 60 * MINUTE


async def standing(lead: httpx.AsyncClient) -> dict[str, Alarm]:
    answer = await lead.get("/v1/snapshot")
    snapshot = msgspec.json.decode(answer.content, type=Snapshot)
    return {it.code: it for it in snapshot.alarms if it.code in set(CODES)}


async def look(shop: Shop, later: int = 0) -> None:
    shop.clock.ahead += later
    await shop.running.gateway.leads.look()


async def told(shop: Shop) -> int:
    rows = await shop.rows("SELECT count(*) FROM event WHERE kind = 'alarm'")
    return int(rows[0][0])


async def state(shop: Shop, name: str) -> None:
    answer = await shop.agent.put("/v1/session/state", json={"state": name})
    assert answer.status_code == 200, answer.text


async def policy(shop: Shop, **values: object) -> None:
    core = shop.running.gateway.core
    changed = msgspec.structs.replace(ServicePolicy(), **values)
    await core.database.write(lambda tx: core.queue_rows.save_policy(tx, changed))


async def take_and_answer(shop: Shop, conversation_id: str) -> None:
    path = f"/v1/conversations/{conversation_id}/assignee"
    await shop.agent.put(path, json={"account_id": shop.running.ids["ana"]})
    sent = await shop.send(conversation_id, text="Bom dia!")
    await shop.until_status(conversation_id, sent.message.id, "read")


async def test_a_target_about_to_break(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    await look(shop, 3 * MINUTE)
    assert AlarmCode.SLA_AT_RISK not in await standing(lead)
    await look(shop, MINUTE + 1000)
    found = (await standing(lead))[AlarmCode.SLA_AT_RISK]
    assert found.params == {"queue": "general", "name": "Atendimento", "count": 1}
    before = await told(shop)
    for _ in range(3):
        await look(shop, MINUTE)
    assert await told(shop) == before, "nothing changed"
    await shop.conversation("bruno")
    await look(shop, 4 * MINUTE + 1000)
    assert (await standing(lead))[AlarmCode.SLA_AT_RISK].params["count"] == 2
    await take_and_answer(shop, conversation.id)
    await take_and_answer(shop, (await shop.conversation_of("bruno")).id)
    await look(shop)
    assert await standing(lead) == {}


async def test_a_queue_without_anybody_at_work(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Everybody serves the usual queue; whoever only pauses is not at work."""
    await policy(shop, risk_percent=100)
    for who in ("lead", "ana"):
        core, account = shop.running.gateway.core, shop.running.ids[who]
        await core.database.write(
            lambda tx, account=account: tx.driver.execute(
                "UPDATE agent_state SET state = 'pause', reason = 'private' WHERE account_id = ?", (account,)
            )
        )
    await shop.conversation("ana")
    await look(shop)
    assert await standing(lead) == {}, "somebody may come in a moment"
    await look(shop, MINUTE)
    found = (await standing(lead))[AlarmCode.QUEUE_UNATTENDED]
    assert found.params == {"queue": "general", "name": "Atendimento", "waiting": 1}
    await state(shop, "busy")
    await look(shop)
    assert await standing(lead) == {}


async def test_nothing_stands_while_the_queue_is_closed(shop: Shop, lead: httpx.AsyncClient) -> None:
    core = shop.running.gateway.core

    def closed(tx: Tx) -> None:
        queue = next(it for it in core.queue_rows.all(tx) if it.id == "general")
        core.queue_rows.save(tx, msgspec.structs.replace(queue, hours=[""] * 7), "test", shop.clock())

    await shop.conversation("ana")
    await look(shop, 10 * MINUTE)
    assert AlarmCode.SLA_AT_RISK in await standing(lead)
    await core.database.write(closed)
    await look(shop)
    assert await standing(lead) == {}


async def test_silence_of_whatsapp_until_it_speaks_again(shop: Shop, lead: httpx.AsyncClient) -> None:
    await policy(shop, silence_alarm_minutes=30, risk_percent=100)
    await take_and_answer(shop, (await shop.conversation("ana")).id)
    await look(shop, 29 * MINUTE)
    assert AlarmCode.WEBHOOK_SILENCE not in await standing(lead)
    await look(shop, 2 * MINUTE)
    assert (await standing(lead))[AlarmCode.WEBHOOK_SILENCE].params == {"minutes": 30}
    before = await told(shop)
    await look(shop, 5 * MINUTE)
    assert await told(shop) == before
    await shop.conversation("bruno")
    await look(shop)
    assert AlarmCode.WEBHOOK_SILENCE not in await standing(lead)


async def test_a_number_whose_rating_falls(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    core, number = shop.running.gateway.core, conversation.channel_number_id
    sql = "UPDATE channel_number SET quality = ?, status = ?"
    for quality, status in (("YELLOW", "CONNECTED"), ("RED", "CONNECTED"), ("GREEN", "FLAGGED")):
        rated = (quality, status)
        await core.database.write(lambda tx, rated=rated: tx.driver.execute(sql, rated))
        await look(shop)
        found = (await standing(lead))[AlarmCode.NUMBER_QUALITY]
        assert found.params == {"number": number, "quality": quality, "status": status}
    await core.database.write(lambda tx: tx.driver.execute(sql, ("GREEN", "CONNECTED")))
    await look(shop)
    assert await standing(lead) == {}


async def test_after_a_restart_nothing_is_told_again_and_silence_still_stands(
    shop: Shop, lead: httpx.AsyncClient
) -> None:
    await policy(shop, silence_alarm_minutes=30)
    await shop.conversation("ana")
    await look(shop, HOUR)
    before, count = await standing(lead), await told(shop)
    assert {AlarmCode.SLA_AT_RISK, AlarmCode.WEBHOOK_SILENCE} <= set(before)
    core = shop.running.gateway.core
    restarted = ServiceWatch(WallRows(), core.queues, core.hours, core.alarm_rows, core.alarms, shop.clock())
    assert not await core.database.read(lambda tx: restarted.is_stale(tx, shop.clock()))
    await core.database.write(lambda tx: restarted.look(tx, shop.clock()))
    assert (await standing(lead), await told(shop)) == (before, count)


async def test_agents_are_not_told(shop: Shop, lead: httpx.AsyncClient) -> None:
    await shop.conversation("ana")
    await look(shop, 10 * MINUTE)
    assert await standing(lead) != {}
    assert await standing(shop.agent) == {}


def test_of_many_only_the_beginning_counts() -> None:
    assert [about(it) for it in (1, 9, 10, 14, 49, 50, 74, 199, 200, 1234)] == [
        1,
        9,
        10,
        10,
        45,
        50,
        50,
        175,
        200,
        1200,
    ]
