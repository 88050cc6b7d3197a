"""Windows about to close: who is listed with what in the way, one question each, and never to whoever left."""

from __future__ import annotations

import asyncio

import httpx
import msgspec

from server_stub.contract.model import Conversation
from server_stub.contract.wall import AuditPage, RescueRow
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually

HOUR = 3_600_000
MINUTE = 60_000


async def listed(client: httpx.AsyncClient) -> list[RescueRow]:
    answer = await client.get("/v1/rescue")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=list[RescueRow])


async def ask(client: httpx.AsyncClient, conversation_id: str) -> tuple[int, str]:
    answer = await client.post(f"/v1/conversations/{conversation_id}/rescue")
    return answer.status_code, answer.json()["code"] if answer.content else ""


async def answered(shop: Shop, key: str = "ana") -> Conversation:
    """The customer wrote, ana took it and answered: now we wait for the customer."""
    conversation = await shop.conversation(key)
    path = f"/v1/conversations/{conversation.id}/assignee"
    await shop.agent.put(path, json={"account_id": shop.running.ids["ana"]})
    reply = await shop.send(conversation.id, text="Qual o número do pedido?")
    await shop.until_status(conversation.id, reply.message.id, "read")
    return await shop.conversation_of(key)


async def said(shop: Shop, conversation_id: str) -> list[str]:
    told = [it for it in await shop.messages(conversation_id) if it.direction == "out"]
    return [it.content.text for it in told if it.content.kind == "text"]


async def test_the_question_goes_once_and_keeps_nobody_waiting(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    assert await listed(lead) == [], "twenty-four hours are left"
    assert await ask(lead, conversation.id) == (409, "state_conflict")
    shop.clock.ahead += 19 * HOUR
    (row,) = await listed(lead)
    assert (row.conversation_id, row.who, row.obstacle, row.asked_at) == (conversation.id, "us", "", None)
    assert row.window_until == conversation.window_until
    assert await listed(shop.agent) == [row], "it is ana's own"
    assert await ask(shop.agent, conversation.id) == (204, "")
    assert await ask(lead, conversation.id) == (409, "already_asked")
    assert (await said(shop, conversation.id))[1:] == [row.text]
    (asked,) = await listed(lead)
    assert (asked.obstacle, asked.asked_at is not None) == ("already_asked", True)
    await eventually(lambda: shop.messages(conversation.id), lambda all_: all_[-1].status in ("delivered", "read"))
    assert (await shop.conversation_of("ana")).case is not None
    waits = await shop.rows("SELECT waiting_since, first_response_at FROM case_file")
    assert waits[0][0] is None


async def test_the_next_window_may_be_rescued_again(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    shop.clock.ahead += 19 * HOUR
    assert await ask(lead, conversation.id) == (204, "")
    await shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute("UPDATE conversation SET last_inbound_at = last_inbound_at + ?", (HOUR // 2,))
    )
    assert await ask(lead, conversation.id) == (204, "")
    assert len(await said(shop, conversation.id)) == 3


async def test_two_who_press_at_once_send_one_question(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    shop.clock.ahead += 20 * HOUR
    found = await asyncio.gather(*(ask(client, conversation.id) for client in (lead, shop.agent) * 4))
    assert sorted(found) == [(204, "")] + [(409, "already_asked")] * 7
    assert len(await said(shop, conversation.id)) == 2


async def test_where_the_customer_waits_an_answer_is_due(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    shop.clock.ahead += 20 * HOUR
    (row,) = await listed(lead)
    assert (row.who, row.obstacle) == ("customer", "customer_waits")
    assert await ask(lead, conversation.id) == (409, "customer_waits")


async def test_whoever_left_is_not_asked(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    shop.customer_says("ana", "SAIR")
    await eventually(lambda: shop.lines(conversation.id), lambda lines: any(it[0] == "consent_revoked" for it in lines))
    await shop.send(conversation.id, text="Claro. Algo mais?")
    shop.clock.ahead += 20 * HOUR
    (row,) = await listed(lead)
    assert row.obstacle == "DENY_OPTED_OUT_ALL"
    assert await ask(lead, conversation.id) == (403, "gate_refused")


async def test_a_closed_window_is_shown_for_an_hour_and_not_asked(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    shop.clock.ahead += 24 * HOUR + 30 * MINUTE
    (row,) = await listed(lead)
    assert row.obstacle == "DENY_WINDOW_CLOSED"
    assert await ask(lead, conversation.id) == (403, "gate_refused")
    before = len(await said(shop, conversation.id))
    shop.clock.ahead += HOUR
    assert await listed(lead) == []
    assert before == 1


async def test_agents_ask_in_their_own_only(shop: Shop, lead: httpx.AsyncClient, bruno: httpx.AsyncClient) -> None:
    conversation = await answered(shop)
    shop.clock.ahead += 20 * HOUR
    assert await listed(bruno) == []
    assert await ask(bruno, conversation.id) == (404, "not_found")
    assert await ask(lead, conversation.id) == (204, "")
    audit = msgspec.json.decode((await lead.get("/v1/audit")).content, type=AuditPage)
    assert [(it.action, it.conversation_id) for it in audit.rows] == [("rescue", conversation.id)]


async def test_the_queue_has_words_of_its_own(shop: Shop, lead: httpx.AsyncClient) -> None:
    core = shop.running.gateway.core

    def own_words(tx: Tx) -> None:
        queue = next(it for it in core.queue_rows.all(tx) if it.id == "general")
        text = "{name}, aqui é {agent}. Protocolo {protocol}: ainda posso ajudar?"
        core.queue_rows.save(tx, msgspec.structs.replace(queue, rescue_text=text), "test", shop.clock())

    await core.database.write(own_words)
    conversation = await answered(shop)
    shop.clock.ahead += 20 * HOUR
    (row,) = await listed(lead)
    assert row.text.startswith(f"{shop.sim.core.world.users['ana'].name}, aqui é Ana Souza. Protocolo 20")
    assert await ask(lead, conversation.id) == (204, "")
    assert (await said(shop, conversation.id))[-1] == row.text


async def test_those_with_the_least_time_come_first(shop: Shop, lead: httpx.AsyncClient) -> None:
    first = await answered(shop, "ana")
    shop.clock.ahead += HOUR
    second = await answered(shop, "bruno")
    shop.clock.ahead += 19 * HOUR
    assert [it.conversation_id for it in await listed(lead)] == [first.id, second.id]
