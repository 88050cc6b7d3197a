"""What agents record: always with what proves it, never more than one of the two steps of a double opt-in."""

from __future__ import annotations

import msgspec

from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from server_stub.contract.model import Contact, Message
from server_stub.services.notice_texts import ACCEPT
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
GRANT = {"purpose": "mkt.promotions", "granted": True}
ORDER = "txn.order"


async def use_of(shop: Shop) -> dict[str, object]:
    template = await shop.template("promocao_da_semana")
    return {"template_id": template.id, "variables": {"nome": "Ana"}}


async def record(shop: Shop, contact_id: str, **fields: object) -> Contact:
    answer = await shop.agent.post(f"/v1/contacts/{contact_id}/consents", json=fields)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Contact)


async def refusal(shop: Shop, contact_id: str, **fields: object) -> str:
    answer = await shop.agent.post(f"/v1/contacts/{contact_id}/consents", json=fields)
    assert answer.status_code >= 400
    return str(answer.json()["code"])


async def write(shop: Shop, sql: str, *parameters: object) -> None:
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, parameters))


async def paper(shop: Shop, contact_id: str) -> str:
    """Uploaded for this person; the id of the file."""
    path = f"/v1/contacts/{contact_id}/evidence?file_name=ficha.pdf"
    upload = await shop.agent.post(path, content=b"%PDF-1.4 assinado")
    assert upload.status_code in (200, 201), upload.text
    return str(upload.json()["id"])


async def question(shop: Shop, conversation_id: str) -> Message:
    def asked(found: list[Message]) -> bool:
        return any(it.content.kind == Kind.CONSENT_PROMPT and it.status == "read" for it in found)

    messages = await eventually(lambda: shop.messages(conversation_id), asked)
    (found,) = [it for it in messages if it.content.kind == Kind.CONSENT_PROMPT]
    return found


async def test_nothing_is_recorded_without_evidence(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Pode me mandar as promoções")
    own = await shop.send(conversation.id, text="você aceita, né?")
    assert await refusal(shop, conversation.contact_id, **GRANT) == "evidence_required"
    for evidence in ("nope", own.message.id):
        assert (
            await refusal(shop, conversation.contact_id, **GRANT, evidence_message_id=evidence) == "evidence_required"
        )
    assert await refusal(shop, conversation.contact_id, **GRANT, evidence_file_id="nope") == "evidence_required"
    assert await refusal(shop, conversation.contact_id, **GRANT, way="telepathy") == "bad_request"
    assert await refusal(shop, conversation.contact_id, purpose="mkt.unheard", granted=False) == "bad_request"
    assert await shop.rows("SELECT 1 FROM evidence") == []


async def test_a_call_and_a_change_of_number_prove_nothing(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Oi")
    shop.sim.customers.call("ana", 30)
    changed = {"type": "customer_identity_changed", "body": "User identity changed"}
    shop.sim.customers.send("ana", {"type": "system", "system": changed})
    found = await eventually(lambda: shop.messages(conversation.id), lambda all_: len(all_) == 3)
    silent = [it.id for it in found if it.content.kind in (Kind.CALL, Kind.SYSTEM)]
    assert len(silent) == 2
    for evidence in silent:
        refused = await refusal(shop, conversation.contact_id, **GRANT, evidence_message_id=evidence)
        assert refused == "evidence_required"


async def test_a_double_opt_in_waits_for_the_person_who_is_asked_at_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Pode me mandar as promoções")
    (said,) = await shop.messages(conversation.id)
    contact = await record(shop, conversation.contact_id, **GRANT, evidence_message_id=said.id, note="por escrito")
    assert [it.state for it in contact.consents] == ["PENDING"]
    assert len(await shop.rows("SELECT 1 FROM evidence")) == 1
    use = await use_of(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_CONSENT_PENDING
    asked = await question(shop, conversation.id)
    (sent,) = shop.sent_for(asked.id)
    shop.sim.customers.tap("ana", sent.wamid, [choice.title for choice in sent.choices].index(ACCEPT))
    await shop.until_state(conversation.contact_id, "ACTIVE")
    types = await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")
    assert types == [("REQUESTED",), ("REQUESTED",), ("CONFIRMED",)]
    await shop.send(conversation.id, template=use)


async def test_a_person_signed_up_on_paper_is_asked_once_when_they_next_write(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await write(shop, "UPDATE conversation SET last_inbound_at = last_inbound_at - ?", 3 * DAY)
    await write(shop, "UPDATE notice_version SET published_at = published_at - ?", 50 * DAY)
    fields = {**GRANT, "evidence_file_id": await paper(shop, conversation.contact_id), "way": "paper"}
    too_late = {**fields, "said_at": shop.clock() + DAY}
    assert await refusal(shop, conversation.contact_id, **too_late) == "date_impossible"
    said_at = shop.clock() - 40 * DAY
    contact = await record(shop, conversation.contact_id, **fields, said_at=said_at)
    assert [(it.state, it.since) for it in contact.consents] == [("PENDING", said_at // 1000 * 1000)]
    assert not any(it.content.kind == Kind.CONSENT_PROMPT for it in await shop.messages(conversation.id))
    shop.customer_says("ana", "Bom dia")
    asked = await question(shop, conversation.id)
    shop.customer_says("ana", "Tudo bem?")
    shop.customer_says("ana", "fim")
    messages = await eventually(
        lambda: shop.messages(conversation.id), lambda found: any(it.content.text == "fim" for it in found)
    )
    assert [it.id for it in messages if it.content.kind == Kind.CONSENT_PROMPT] == [asked.id]


async def test_other_purposes_hold_at_once_and_a_revocation_always(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Pode avisar do meu pedido")
    (said,) = await shop.messages(conversation.id)
    grant = {"purpose": "txn.order", "granted": True, "evidence_message_id": said.id}
    contact = await record(shop, conversation.contact_id, **grant)
    assert [(it.purpose, it.state, it.proof_level) for it in contact.consents] == [("txn.order", "ACTIVE", 3)]
    revoked = await record(shop, conversation.contact_id, purpose="*", granted=False, way="voice")
    assert (revoked.opted_out_at or 0) > 0
    again = await record(shop, conversation.contact_id, **grant)
    assert next(it.state for it in again.consents if it.purpose == "txn.order") == "REVOKED"
    assert await shop.refused(conversation.id, template=await use_of(shop)) == Reason.DENY_OPTED_OUT_ALL


async def test_nobody_agreed_to_a_text_that_did_not_exist_yet(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    person, now = conversation.contact_id, shop.clock()
    first, second = f"{ORDER}-v1-pt-BR", f"{ORDER}-v2-pt-BR"
    await write(shop, "UPDATE notice_version SET published_at = ? WHERE id = ?", now - 60 * DAY, first)
    async with shop.running.client("admin") as admin:
        text = {"purpose": ORDER, "language": "pt-BR", "body": "Posso avisar do pedido? Para parar, responda SAIR."}
        assert (await admin.post("/v1/notices", json={**text, "material_change": True})).is_success
    fields = {"purpose": ORDER, "granted": True, "way": "paper", "evidence_file_id": await paper(shop, person)}
    answer = await shop.agent.post(f"/v1/contacts/{person}/consents", json={**fields, "said_at": now - 30 * DAY})
    assert (answer.status_code, answer.json()["code"]) == (409, "notice_of_other_time")
    told = answer.json()["params"]
    assert now <= told.pop("began_at") <= shop.clock()
    assert told == {"offer": first, "offer_version": 1, "offer_began_at": now - 60 * DAY}
    before_any = await shop.agent.post(f"/v1/contacts/{person}/consents", json={**fields, "said_at": now - 90 * DAY})
    assert set(before_any.json()["params"]) == {"began_at"}
    ended = await shop.agent.post(f"/v1/contacts/{person}/consents", json={**fields, "notice_version": first})
    assert ended.json()["params"]["offer"] == second
    assert ended.json()["params"]["ended_at"] == (await retired_at(shop, first))
    other = {**fields, "said_at": now - 30 * DAY, "notice_version": "txn.billing-v1-pt-BR"}
    assert await refusal(shop, person, **other) == "value_invalid"
    assert await shop.rows("SELECT 1 FROM consent_event WHERE contact_id <> ''") == []
    contact = await record(shop, person, **fields, said_at=now - 30 * DAY, notice_version=first)
    assert [(it.state, it.notice_version) for it in contact.consents] == [("RENEWAL_NEEDED", first)]


async def test_a_message_of_before_the_text_is_no_yes_to_it(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Pode avisar do meu pedido")
    (said,) = await shop.messages(conversation.id)
    fields = {"purpose": ORDER, "granted": True, "evidence_message_id": said.id}
    await write(shop, "UPDATE notice_version SET published_at = published_at + ?", DAY)
    assert await refusal(shop, conversation.contact_id, **fields) == "notice_of_other_time"


async def retired_at(shop: Shop, notice: str) -> int:
    return int((await shop.rows("SELECT retired_at FROM notice_version WHERE id = ?", notice))[0][0])
