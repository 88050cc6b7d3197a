"""What people ask about their data: a protocol at once, answers in time, alarms before it is late."""

from __future__ import annotations

import io
import json
import zipfile

import httpx
import msgspec
import pytest

from server_stub.contract.rights import RightsRequest
from server_stub.domain.protocol_number import is_protocol_number
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000


async def ask(shop: Shop, contact_id: str, right: str, note: str = "") -> RightsRequest:
    answer = await shop.agent.post(f"/v1/contacts/{contact_id}/rights-requests", json={"right": right, "note": note})
    assert answer.status_code == 201, answer.text
    return msgspec.json.decode(answer.content, type=RightsRequest)


async def listed(client: httpx.AsyncClient, state: str = "") -> list[RightsRequest]:
    answer = await client.get("/v1/rights-requests", params={"state": state})
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=list[RightsRequest])


async def test_a_request_has_a_protocol_and_two_dates_at_once(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    request = await ask(shop, conversation.contact_id, "access", "por telefone")
    assert is_protocol_number(request.protocol)
    assert request.protocol != conversation.protocol
    assert request.target_at - request.received_at == 7 * DAY
    assert request.due_at - request.received_at == 15 * DAY
    assert (await ask(shop, conversation.contact_id, "access")).protocol == request.protocol
    other = await ask(shop, conversation.contact_id, "portability")
    assert [it.protocol for it in await listed(lead)] == [request.protocol, other.protocol]
    assert (await listed(lead))[0].note == "por telefone"
    assert (await shop.agent.get("/v1/rights-requests")).status_code == 403


async def test_a_request_is_answered_once_with_words(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    request = await ask(shop, conversation.contact_id, "access", "quer tudo")
    path = f"/v1/rights-requests/{request.protocol}/answer"
    assert (await shop.agent.post(path, json={"answer": "ok"})).status_code == 403
    assert (await lead.post(path, json={"answer": "  "})).json()["code"] == "text_empty"
    answer = await lead.post(path, json={"answer": "Enviado por e-mail"})
    assert answer.status_code == 200, answer.text
    settled = msgspec.json.decode(answer.content, type=RightsRequest)
    assert (settled.state, settled.answer, settled.note) == ("answered", "Enviado por e-mail", "quer tudo")
    assert settled.answered_by == shop.running.ids["lead"]
    assert (await lead.post(path, json={"answer": "de novo"})).json()["code"] == "state_conflict"
    assert (await lead.post("/v1/rights-requests/000/answer", json={"answer": "x"})).status_code == 404
    assert await listed(lead, "open") == []


async def test_a_correction_changes_the_name_everywhere(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    request = await ask(shop, conversation.contact_id, "correction")
    body = {"answer": "Corrigido", "name": "Ana Maria de Souza"}
    answer = await lead.post(f"/v1/rights-requests/{request.protocol}/answer", json=body)
    assert answer.status_code == 200, answer.text
    assert (await shop.contact(conversation.contact_id)).name == "Ana Maria de Souza"
    found = (await lead.get("/v1/contacts", params={"query": "ana maria"})).json()
    assert found["total"] == 1


async def test_a_revocation_takes_effect_in_the_request_itself(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    assert await shop.state_of(conversation.contact_id) == "ACTIVE"
    await ask(shop, conversation.contact_id, "revocation")
    contact = await shop.contact(conversation.contact_id)
    assert contact.opted_out_at is not None
    assert await shop.state_of(conversation.contact_id) == "REVOKED"


async def test_leads_are_warned_two_days_before(shop: Shop, lead: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    request = await ask(shop, conversation.contact_id, "access")
    rights, database = shop.running.gateway.rights, shop.running.gateway.core.database

    async def alarms() -> list[dict[str, object]]:
        await database.write(lambda tx: rights.requests.warn(tx, shop.clock()))
        found = (await lead.get("/v1/snapshot")).json().get("alarms", [])
        return [it["params"] for it in found if it["code"] == "request_due"]

    assert await alarms() == []
    shop.clock.ahead = 13 * DAY + 3_600_000
    assert await alarms() == [{"count": 1, "days": 1}]
    await lead.post(f"/v1/rights-requests/{request.protocol}/answer", json={"answer": "Feito"})
    assert await alarms() == []


@pytest.mark.parametrize("right", ["access", "portability"])
async def test_everything_about_a_person_leaves_as_json_and_pdf(
    shop: Shop, lead: httpx.AsyncClient, right: str
) -> None:
    conversation = await shop.conversation("ana", "Olá, meu pedido não chegou <b>ainda</b> 😀")
    await shop.conversation("bruno", "Segredo de outra pessoa")
    sent = await shop.send(conversation.id, text="Vou verificar.\nUm momento.")
    await shop.until_status(conversation.id, sent.message.id, "read")
    await shop.own_act(conversation.contact_id)
    request = await ask(shop, conversation.contact_id, right)
    path = f"/v1/contacts/{conversation.contact_id}/export"
    assert (await shop.agent.get(path)).status_code == 403
    answer = await lead.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("dados.json"))
        pdf = archive.read("dados.pdf")
    assert pdf.startswith(b"%PDF-")
    assert data["contact"]["id"] == conversation.contact_id
    said = [it["content"] for talk in data["conversations"] for it in talk["messages"] if it["content"].get("text")]
    texts = [it["text"] for it in said]
    assert texts[:2] == ["Olá, meu pedido não chegou <b>ainda</b> 😀", "Vou verificar.\nUm momento."]
    assert data["identities"][0]["kind"] in ("bsuid", "wa_id")
    assert [it["type"] for it in data["ledger"]] == ["GRANTED"]
    assert data["rights_requests"][0]["protocol"] == request.protocol
    assert data["conversations"][0]["cases"][0]["protocol"] == conversation.protocol
    assert data["purposes"]
    assert data["shared_with"]
    assert "Segredo" not in json.dumps(data, ensure_ascii=False)


async def test_nobody_is_exported_who_does_not_exist(lead: httpx.AsyncClient) -> None:
    answer = await lead.get("/v1/contacts/nobody/export")
    assert answer.status_code == 404


async def test_a_person_asking_in_the_chat_gets_a_protocol(shop: Shop, lead: httpx.AsyncClient) -> None:
    """Opened by the conversation itself, once for one message."""
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "apagar meus dados")
    found = await eventually(lambda: listed(lead), bool, 20)
    assert [(it.right.value, it.contact_id) for it in found] == [("erasure", conversation.contact_id)]
