"""Chat and presence over HTTP: snapshot, stream, bounds, and that nothing of it is a message to anybody's phone."""

from __future__ import annotations

import httpx
import msgspec

from server_stub.contract.requests import Snapshot
from server_stub.contract.team import ChatChannel, ChatMessage, ChatPage, PresenceChanged
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually


async def chats(client: httpx.AsyncClient) -> list[ChatChannel]:
    snapshot = msgspec.json.decode((await client.get("/v1/snapshot")).content, type=Snapshot)
    listed = msgspec.json.decode((await client.get("/v1/chat")).content, type=list[ChatChannel])
    assert snapshot.chats == listed
    return listed


async def test_a_talk_between_two(shop: Shop, bruno: httpx.AsyncClient, lead: httpx.AsyncClient) -> None:
    ids = shop.running.ids
    channel = f"with:{ids['bruno']}:{ids['ana']}"
    body = {"client_id": "k1", "text": "Me cobre às 15h?"}
    answer = await shop.agent.post(f"/v1/chat/{channel}", json=body)
    assert answer.status_code == 201, answer.text
    said = msgspec.json.decode(answer.content, type=ChatMessage)
    again = await shop.agent.post(f"/v1/chat/{channel}", json=body)
    assert again.content == answer.content
    (theirs,) = [it for it in await chats(bruno) if it.id == said.channel]
    assert (theirs.unread, theirs.called, theirs.last) == (1, True, said)
    page = msgspec.json.decode((await bruno.get(f"/v1/chat/{said.channel}")).content, type=ChatPage)
    assert page.messages == [said]
    seen = await bruno.put("/v1/chat/seen", json={"channel": said.channel, "up_to": said.id})
    assert seen.status_code == 200, seen.text
    assert [it.unread for it in await chats(bruno) if it.id == said.channel] == [0]
    assert [it.id for it in await chats(lead)] == ["team"]
    for path in (f"/v1/chat/{said.channel}", "/v1/chat/queue:none", "/v1/chat/nowhere"):
        assert (await lead.get(path)).json()["code"] == "not_found"
    assert (await bruno.post("/v1/chat/team", json={"client_id": "x", "text": " "})).json()["code"] == "text_empty"


async def test_nothing_of_it_goes_to_whatsapp_or_into_a_person_s_export(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    await shop.agent.post("/v1/chat/team", json={"client_id": "k1", "text": "palavra-entre-colegas"})
    await shop.send(conversation.id, text="resposta")
    await eventually(lambda: shop.messages(conversation.id), lambda all_: all_[-1].status in ("delivered", "read"))
    assert "palavra-entre-colegas" not in repr([it.body for it in shop.sim.core.requests])
    exported = await lead.get(f"/v1/contacts/{conversation.contact_id}/export")
    core = shop.running.gateway.core
    exports = shop.running.gateway.rights.exports
    admin = await core.database.read(lambda tx: core.account_rows.get(tx, shop.running.ids["lead"]))
    assert admin is not None
    gathered = await core.database.read(lambda tx: exports.gather(tx, admin, conversation.contact_id, shop.clock()))
    assert exported.status_code == 200
    assert "palavra-entre-colegas" not in msgspec.json.encode(gathered).decode()
    assert await shop.rows("SELECT 1 FROM send_job WHERE message_id IN (SELECT id FROM chat_message)") == []


async def test_presence_begins_ends_and_is_forgotten(shop: Shop, bruno: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    path = f"/v1/conversations/{conversation.id}/presence"
    assert (await shop.agent.put(path, json={"doing": "viewing"})).json() == []
    (there,) = msgspec.json.decode(
        (await bruno.put(path, json={"doing": "typing"})).content, type=list[PresenceChanged]
    )
    assert (there.account_id, there.doing) == (shop.running.ids["ana"], "viewing")
    assert (await bruno.put("/v1/conversations/none/presence", json={"doing": "viewing"})).status_code == 404
    assert (await bruno.put(path, json={"doing": "dancing"})).status_code == 400
    shop.clock.ahead += 61_000
    leads = shop.running.gateway.leads
    await leads.clear_presence()
    assert await shop.rows("SELECT 1 FROM presence") == []
    kinds = await shop.rows("SELECT count(*) FROM event WHERE kind = 'presence'")
    assert kinds[0][0] >= 4
    shop.clock.ahead += 61_000
    await leads.forget_presence()
    assert await shop.rows("SELECT 1 FROM event WHERE kind = 'presence'") == []
    assert (await shop.snapshot()).seq > 0


async def test_a_queue_of_some_has_a_channel_of_theirs(
    shop: Shop, bruno: httpx.AsyncClient, lead: httpx.AsyncClient
) -> None:
    core, ids = shop.running.gateway.core, shop.running.ids

    def sales(tx: Tx) -> None:
        tx.driver.execute(
            "INSERT INTO queue (id, name, settings, changed_at) VALUES ('sales', 'Vendas', '{}', ?)", (shop.clock(),)
        )
        tx.driver.execute("INSERT INTO queue_member (queue_id, account_id) VALUES ('sales', ?)", (ids["ana"],))
        core.queue_rows.save_policy(tx, core.queue_rows.policy(tx))

    await core.database.write(sales)
    assert [it.id for it in await chats(shop.agent)] == ["team", "queue:sales"]
    assert [it.id for it in await chats(bruno)] == ["team"]
    assert [it.id for it in await chats(lead)] == ["team", "queue:sales"]
    called = await lead.post("/v1/chat/queue:sales", json={"client_id": "1", "text": "@Ana, pode olhar?"})
    assert called.json()["called"] == [ids["ana"]]
    assert (await bruno.post("/v1/chat/queue:sales", json={"client_id": "1", "text": "oi"})).status_code == 404
