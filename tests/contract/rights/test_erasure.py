"""Erasing a person: nothing of them can be read, the chain holds, and their number stays left alone (N15, P14)."""

from __future__ import annotations

import asyncio
import io

import httpx
import msgspec
import pytest
from PIL import Image

from server_stub.contract.events import ConversationLeft
from server_stub.contract.gate import Reason
from server_stub.contract.model import Conversation
from server_stub.contract.rights import RightsRequest
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Owner
from server_stub.storage.tables import metadata
from tests.helpers.shop import Shop, eventually

SEALED = [(table.name, column.name) for table in metadata.sorted_tables for column in table.columns]
SEALED = [(table, column) for table, column in SEALED if column.endswith("_enc")]
KEPT = {("consent_event", "payload_enc")}
"""Sealed under the destroyed key, covered by the chain: committed to, unreadable."""


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (30, 60, 200)).save(out, "PNG")
    return out.getvalue()


async def erase(shop: Shop, admin: httpx.AsyncClient, contact_id: str) -> RightsRequest:
    await shop.agent.post(f"/v1/contacts/{contact_id}/rights-requests", json={"right": "erasure"})
    answer = await admin.post(f"/v1/contacts/{contact_id}/erasure")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=RightsRequest)


async def busy_person(shop: Shop) -> Conversation:
    """Messages, a file, a consent, a decision, evidence, a request: something in most tables."""
    conversation = await shop.conversation("ana", "Meu CPF é segredo")
    uploaded = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.png", content=picture())
    sent = await shop.send(conversation.id, media_id=uploaded.json()["media"]["id"], text="Veja")
    await shop.until_status(conversation.id, sent.message.id, "read")
    path = f"/v1/contacts/{conversation.contact_id}"
    await shop.agent.post(f"{path}/evidence", content=b"Sim, aceito")
    used = await shop.agent.post(f"{path}/evidence?file_name=ana.txt", content=b"Sim, aceito os avisos")
    recorded = {"purpose": "txn.order", "granted": True, "way": "paper", "evidence_file_id": used.json()["id"]}
    answer = await shop.agent.post(f"{path}/consents", json=recorded)
    assert answer.status_code in (200, 201), answer.text
    await shop.own_act(conversation.contact_id)
    return conversation


async def whole(shop: Shop) -> bool:
    """The gateway itself finds nothing wrong with its ledger."""
    await shop.running.gateway.core.ledger_watch.look()
    return await shop.rows("SELECT 1 FROM setting WHERE name = 'ledger.broken'") == []


async def test_nothing_of_an_erased_person_can_be_read(shop: Shop, admin: httpx.AsyncClient) -> None:
    conversation = await busy_person(shop)
    other = await shop.conversation("bruno", "fica")
    (key_id,) = (await shop.rows("SELECT key_id FROM contact WHERE id = ?", conversation.contact_id))[0]
    request = await erase(shop, admin, conversation.contact_id)
    assert (request.state, request.contact_id) == ("answered", conversation.contact_id)
    gateway = shop.running.gateway
    left = []
    for table, column in SEALED:
        names = set(metadata.tables[table].columns.keys())
        if "key_id" in names and (table, column) not in KEPT:
            found = await shop.rows(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND key_id = ?", key_id)
            left += [(table, column)] if found != [(0,)] else []
    assert left == []
    counts = {
        "identity": "contact_id",
        "media": "contact_id",
        "evidence_upload": "contact_id",
        "identity_proposal": "contact_id",
    }
    for table, column in counts.items():
        assert await shop.rows(f"SELECT 1 FROM {table} WHERE {column} = ?", conversation.contact_id) == []
    assert await shop.rows("SELECT 1 FROM evidence WHERE key_id = ?", key_id) == []
    sealed = "SELECT count(content_enc) + count(raw_enc) + count(failure_enc) FROM message WHERE conversation_id = ?"
    assert await shop.rows(sealed, conversation.id) == [(0,)]
    assert await shop.rows("SELECT wrapped FROM data_key WHERE id = ?", key_id) == [(None,)]
    for folder in ("media", "evidence-uploads"):
        assert list((gateway.config.data_path / folder).iterdir()) == []
    assert await whole(shop)
    assert [it.content.text for it in await shop.messages(other.id)] == ["fica"]


async def test_desktops_are_told_to_forget_and_find_nobody(shop: Shop, admin: httpx.AsyncClient) -> None:
    conversation = await busy_person(shop)
    async with shop.running.client("lead") as lead:
        await erase(shop, admin, conversation.contact_id)
        for client in (shop.agent, lead, admin):
            assert (await client.get(f"/v1/conversations/{conversation.id}")).status_code == 404
            assert (await client.get(f"/v1/contacts/{conversation.contact_id}/consent-file")).status_code == 404
            assert (await client.get("/v1/contacts")).json().get("total", 0) == 0
            assert (await client.get("/v1/snapshot")).json()["conversations"] == []
            told = await last_told(client)
            assert msgspec.json.decode(told, type=ConversationLeft) == ConversationLeft(conversation.id)


async def last_told(client: httpx.AsyncClient) -> bytes:
    """The data of the first `conversation_left` in the stream from its beginning."""
    async with asyncio.timeout(20), client.stream("GET", "/v1/events", params={"after": 0}) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:") and '"conversation_left"' in line:
                event = msgspec.json.decode(line.removeprefix("data:").strip())
                return msgspec.json.encode(event["data"])
    raise AssertionError("never told")


async def test_the_number_stays_suppressed_until_its_own_act(shop: Shop, admin: httpx.AsyncClient) -> None:
    shop.clock.ahead = -10_000
    first = await busy_person(shop)
    await erase(shop, admin, first.contact_id)
    shop.clock.ahead = 0  # WhatsApp tells whole seconds: what happened within one is taken for the worse
    second = await shop.conversation("ana", "Voltei")
    assert second.contact_id != first.contact_id
    assert second.id != first.id
    contact = await shop.contact(second.contact_id)
    assert contact.opted_out_at is not None
    reply = await shop.send(second.id, text="Olá de novo")
    assert reply.decision.reason is Reason.ALLOW_REPLY_AFTER_OPTOUT
    template = await shop.template("promocao_da_semana")
    use = {"template_id": template.id, "variables": {"nome": "Ana"}}
    assert await shop.refused(second.id, template=use) in (
        Reason.DENY_OPTED_OUT_ALL,
        Reason.DENY_OPTED_OUT_PURPOSE,
    )
    await shop.own_act(second.contact_id, ago=0)  # later than the erasure
    assert await shop.state_of(second.contact_id) == "ACTIVE"


async def test_an_erasure_needs_a_request_and_an_administrator(shop: Shop, admin: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    path = f"/v1/contacts/{conversation.contact_id}"
    answer = await admin.post(f"{path}/erasure")
    assert (answer.status_code, answer.json()["params"]["state"]) == (409, "erasure_not_requested")
    request = (await shop.agent.post(f"{path}/rights-requests", json={"right": "erasure"})).json()
    answer = await admin.post(f"/v1/rights-requests/{request['protocol']}/answer", json={"answer": "feito"})
    assert answer.json()["params"]["state"] == "erasure_not_carried_out"
    async with shop.running.client("lead") as lead:
        assert (await lead.post(f"{path}/erasure")).status_code == 403
    refused = {"answer": "Há obrigação legal de guardar", "refused": True}
    answer = await admin.post(f"/v1/rights-requests/{request['protocol']}/answer", json=refused)
    assert answer.json()["state"] == "refused"
    assert (await admin.post(f"{path}/erasure")).status_code == 409


async def test_the_ledger_never_holds_whatsapps_ids(shop: Shop, admin: httpx.AsyncClient) -> None:
    """They spell the number of the person, and entries of the ledger are for ever."""
    conversation = await shop.conversation("ana")
    for _ in range(2):
        wamid = shop.customer_says("ana", "SAIR")
    await shop.until_state(conversation.contact_id, "REVOKED")
    shop.customer_says("ana", "apagar meus dados")
    sql = "SELECT source_key FROM rights_request"
    await eventually(lambda: shop.rows(sql), bool, 20)
    await erase(shop, admin, conversation.contact_id)
    keys = [row[0] for row in await shop.rows("SELECT coalesce(source_key, '') FROM consent_event")]
    assert any(key.startswith("wamid:") for key in keys)
    assert not any(wamid.removeprefix("wamid.")[:8] in key for key in keys)
    assert await shop.rows(sql) == [(None,)]


async def test_merged_contacts_are_erased_together(shop: Shop, admin: httpx.AsyncClient) -> None:
    one, other = await shop.conversation("ana"), await shop.conversation("bruno")
    core = shop.running.gateway.core
    await core.database.write(lambda tx: _ask(tx, shop, one.contact_id, other.contact_id))
    answer = await admin.post("/v1/merge-proposals/1/accept")
    assert answer.status_code == 200, answer.text
    await erase(shop, admin, one.contact_id)
    assert await shop.rows("SELECT count(*) FROM contact WHERE erased_at IS NULL") == [(0,)]
    assert (await shop.snapshot()).conversations == []


def _ask(tx: Tx, shop: Shop, one: str, other: str) -> None:
    people, now = shop.running.gateway.people.people, shop.clock()
    owner = Owner(*tx.driver.execute("SELECT id, key_id FROM contact WHERE id = ?", (one,)).fetchone())
    people.propose(tx, owner, "same_match_key", "same:x", {}, now, other)


@pytest.mark.parametrize("turn", range(3))
async def test_erasing_beside_incoming_and_outgoing_messages(shop: Shop, admin: httpx.AsyncClient, turn: int) -> None:
    """Whatever comes first: nothing is set aside, nothing crashes, and nothing of the old contact can be read."""
    conversation = await shop.conversation("ana", f"Oi {turn}")
    await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/rights-requests", json={"right": "erasure"})

    async def talk() -> None:
        for number in range(8):
            shop.customer_says("ana", f"mais {number}")
            await shop.post(conversation.id, text=f"resposta {number}")

    erasing, _ = await asyncio.gather(admin.post(f"/v1/contacts/{conversation.contact_id}/erasure"), talk())
    assert erasing.status_code == 200, erasing.text
    shop.customer_says("ana", "marca")

    async def texts() -> list[str]:
        snapshot = await shop.snapshot()
        found = [it for it in snapshot.conversations if it.id != conversation.id]
        return [message.content.text for it in found for message in await shop.messages(it.id)]

    await eventually(texts, lambda found: "marca" in found, 20)
    await shop.running.gateway.receiving.worker.finished()

    async def unfinished() -> int:
        sql = "SELECT count(*) FROM send_job WHERE state NOT IN ('done', 'failed')"
        return int((await shop.rows(sql))[0][0])

    await eventually(unfinished, lambda count: count == 0, 20)
    assert await shop.rows("SELECT path, reason, detail FROM quarantine") == []
    sealed = "SELECT count(content_enc) + count(raw_enc) FROM message WHERE conversation_id = ?"
    assert await shop.rows(sealed, conversation.id) == [(0,)]
    assert not any(shop.running.gateway.supervisor.crashes().values())
    assert await whole(shop)
