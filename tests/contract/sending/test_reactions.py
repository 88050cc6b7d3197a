"""Our reactions: on their way, taken, changed, taken back, refused; judged like replies and sent once."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.model import Message
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
_ids = itertools.count(1)


async def react(shop: Shop, message_id: str, emoji: str, client_id: str = "") -> httpx.Response:
    body = {"client_id": client_id or f"r{next(_ids)}", "emoji": emoji}
    return await shop.agent.put(f"/v1/messages/{message_id}/reaction", json=body)


async def said(shop: Shop) -> Message:
    conversation = await shop.conversation("ana")
    return (await shop.messages(conversation.id))[-1]


async def settled(shop: Shop, message: Message, *wanted: str) -> Message:
    def good(found: Message) -> bool:
        ours = [it for it in found.reactions if not it.by_customer]
        return [it.emoji for it in ours] == list(wanted) and not any(it.pending for it in ours)

    return await eventually(lambda: shop.message(message.conversation_id, message.id), good)


async def sent_ago(shop: Shop, message: Message, ago: int) -> None:
    sql, sent_at = "UPDATE message SET sent_at = ? WHERE id = ?", shop.clock() - ago
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (sent_at, message.id)))


def bodies(shop: Shop) -> list[Any]:
    return [sent.body["reaction"] for sent in shop.sim.core.sent.values() if sent.type == "reaction"]


async def test_a_reaction_is_set_changed_and_taken_back(shop: Shop) -> None:
    message = await said(shop)
    answer = await react(shop, message.id, "👍", "once")
    assert answer.status_code == 202
    assert [it["emoji"] for it in answer.json()["reactions"]] == ["👍"]
    assert answer.json()["reactions"][0]["pending"]
    await settled(shop, message, "👍")
    assert (await react(shop, message.id, "👍", "once")).status_code == 202
    assert (await react(shop, message.id, "👍")).status_code == 202
    assert (await react(shop, message.id, "❤️", "once")).json()["code"] == "client_id_reused"
    assert len(bodies(shop)) == 1
    await react(shop, message.id, "❤️")
    await settled(shop, message, "❤️")
    await react(shop, message.id, "")
    assert not (await settled(shop, message)).reactions
    await eventually(lambda: shop.rows("SELECT 1 FROM send_job WHERE state = 'done'"), lambda rows: len(rows) == 3)
    assert [body["emoji"] for body in bodies(shop)] == ["👍", "❤️", ""]
    assert len({body["message_id"] for body in bodies(shop)}) == 1
    assert [it.id for it in await shop.messages(message.conversation_id)] == [message.id]
    stages = "SELECT stage, verdict, count(*) FROM send_decision GROUP BY stage, verdict ORDER BY stage"
    assert await shop.rows(stages) == [("acceptance", "allow", 3), ("dispatch", "allow", 3)]
    last = (await shop.snapshot()).conversations[0].last
    assert last is not None
    assert last.message_id == message.id


async def test_what_cannot_be_reacted_to_is_refused_with_the_reason(shop: Shop) -> None:
    message = await said(shop)
    assert (await react(shop, "nothing", "👍")).status_code == 404
    assert (await react(shop, message.id, "ok")).json()["code"] == "emoji_invalid"
    ours = await shop.send(message.conversation_id, text="Olá")
    assert (await react(shop, ours.message.id, "👍")).json()["params"]["why"] == "own"
    await sent_ago(shop, message, 30 * DAY + 60_000)
    assert (await react(shop, message.id, "👍")).json()["params"]["why"] == "too_old"
    await sent_ago(shop, message, 60_000)
    shop.clock.ahead = 2 * DAY
    closed = await react(shop, message.id, "👍")
    assert closed.json()["params"]["reason"] == "DENY_WINDOW_CLOSED"
    shop.clock.ahead = 0
    target = next(it.wamid for it in shop.sim.core.received.values())
    shop.sim.customers.send("ana", {"type": "revoke", "message_id": target})
    await eventually(lambda: shop.message(message.conversation_id, message.id), lambda found: found.deleted_at)
    assert (await react(shop, message.id, "👍")).json()["params"]["why"] == "deleted"
    assert bodies(shop) == []


async def test_a_reaction_that_whatsapp_refuses_is_not_shown(shop: Shop) -> None:
    message = await said(shop)
    await react(shop, message.id, "👍")
    await settled(shop, message, "👍")
    shop.sim.core.faults.add(Fault(kind="error", code=131009, place="messages", times=1))
    await react(shop, message.id, "😂")
    await settled(shop, message, "👍")
    assert (await shop.rows("SELECT count(*) FROM reaction")) == [(1,)]


async def test_a_person_erased_a_second_ago_gets_no_reaction(shop: Shop) -> None:
    message = await said(shop)
    ((contact_id,),) = await shop.rows("SELECT contact_id FROM conversation WHERE id = ?", message.conversation_id)
    await shop.agent.post(f"/v1/contacts/{contact_id}/rights-requests", json={"right": "erasure"})
    async with shop.running.client("admin") as admin:
        assert (await admin.post(f"/v1/contacts/{contact_id}/erasure")).status_code == 200
    answer = await react(shop, message.id, "👍")
    assert answer.status_code in (403, 404)
    assert bodies(shop) == []
