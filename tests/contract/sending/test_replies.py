"""Free replies from accept to the customer's phone, and every way to be refused."""

from __future__ import annotations

import asyncio

from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000


async def test_a_reply_reaches_the_customer_and_its_ticks_climb(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Oi!")
    accepted = await shop.send(conversation.id, text="Bom dia, Ana", composed_at=1)
    message = await shop.until_status(conversation.id, accepted.message.id, "read")
    assert {"pending", "accepted", "sent", "delivered", "read"} <= message.status_times.keys()
    assert message.author_name == "Ana Souza"
    (sent,) = shop.sent_for(message.id)
    assert sent.body["text"]["body"] == "Bom dia, Ana"
    assert sent.body["to"] == "553188887777"
    assert accepted.decision.reason is Reason.ALLOW_REPLY_IN_WINDOW
    refreshed = await shop.conversation_of("ana")
    assert refreshed.last is not None
    assert (refreshed.last.message_id, refreshed.last.status) == (message.id, "read")


async def test_a_quote_and_a_person_without_a_number(shop: Shop) -> None:
    conversation = await shop.conversation("carla", "Qual o prazo?")
    (asked,) = await shop.messages(conversation.id)
    accepted = await shop.send(conversation.id, text="Dois dias", quote_id=asked.id)
    await shop.until_status(conversation.id, accepted.message.id, "delivered", "read")
    (sent,) = shop.sent_for(accepted.message.id)
    assert "to" not in sent.body
    assert sent.body["recipient"].startswith("BR.")
    assert sent.body["context"]["message_id"] in shop.sim.core.received
    assert accepted.message.quote is not None
    assert accepted.message.quote.text == "Qual o prazo?"


async def test_the_same_client_id_sends_once_and_another_body_is_refused(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    answers = await asyncio.gather(*(shop.post(conversation.id, client_id="same", text="Uma vez só") for _ in range(8)))
    assert {answer.status_code for answer in answers} == {202}
    ids = {answer.json()["message"]["id"] for answer in answers}
    assert len(ids) == 1
    other = await shop.post(conversation.id, client_id="same", text="Outra coisa")
    assert (other.status_code, other.json()["code"]) == (409, "client_id_reused")
    message_id = ids.pop()
    await shop.until_status(conversation.id, message_id, "read")
    assert shop.requests_for(message_id) == 1
    again = await shop.post(conversation.id, client_id="same", text="Uma vez só")
    assert again.json()["message"]["status"] == "read"


async def test_a_repeated_send_is_known_after_the_conversation_went_to_somebody_else(shop: Shop) -> None:
    """The answer was lost and a lead moved the conversation meanwhile: the desktop must learn that it was accepted."""
    conversation = await shop.conversation("ana")
    body = {"client_id": "perdida", "conversation_id": conversation.id, "text": "Já respondi"}
    first = await shop.agent.post("/v1/messages", json=body)
    async with shop.running.client("lead") as lead:
        bruno = {"account_id": shop.running.ids["bruno"]}
        await lead.put(f"/v1/conversations/{conversation.id}/assignee", json=bruno)
    again = await shop.agent.post("/v1/messages", json=body)
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.json()["message"]["id"] == first.json()["message"]["id"]
    assert (await shop.agent.post("/v1/messages", json={**body, "client_id": "nova"})).status_code == 404
    async with shop.running.client("bruno") as colleague:
        stolen = await colleague.post("/v1/messages", json=body)
    assert (stolen.status_code, stolen.json()["code"]) == (409, "client_id_reused")


async def test_messages_of_one_conversation_arrive_in_order(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    ids = [(await shop.send(conversation.id, text=f"linha {n}")).message.id for n in range(25)]
    await shop.until_status(conversation.id, ids[-1], "read")
    said = [sent.text for sent in shop.sim.core.sent.values()]
    assert said == [f"linha {n}" for n in range(25)]
    assert [it.id for it in await shop.messages(conversation.id) if it.direction == "out"] == ids


async def test_a_closed_window_is_refused_and_the_refusal_kept(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.clock.ahead = DAY + 1000
    assert await shop.refused(conversation.id, text="Ainda está aí?") == Reason.DENY_WINDOW_CLOSED
    kept = await shop.rows("SELECT message_id, stage, verdict, reason, policy_version FROM send_decision")
    assert [row[:4] for row in kept] == [(None, "acceptance", "deny", "DENY_WINDOW_CLOSED")]
    assert kept[0][4]
    assert await shop.rows("SELECT 1 FROM message WHERE direction = 'out' AND origin <> 'line'") == []


async def test_a_window_that_closes_in_the_queue_stops_the_message(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.rows("SELECT 1")
    database = shop.running.gateway.core.database
    await database.write(
        lambda tx: tx.driver.execute("UPDATE channel_number SET disabled_at = 1, disabled_reason = 'test'")
    )
    accepted = await shop.send(conversation.id, text="Fica na fila")
    shop.clock.ahead = DAY + 1000
    await database.write(lambda tx: tx.driver.execute("UPDATE channel_number SET disabled_at = NULL"))
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == Reason.DENY_WINDOW_CLOSED
    assert shop.requests_for(accepted.message.id) == 0


async def test_what_is_wrong_with_a_request_is_said_by_code(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    place = conversation.id
    cases = [
        ({"text": ""}, 400, "text_empty"),
        ({"text": " \n"}, 400, "text_empty"),
        ({"text": "x" * 4097}, 400, "text_too_long"),
        ({"text": "a", "consent_purpose": "mkt.promotions"}, 400, "bad_request"),
        ({"consent_purpose": "mkt.unheard"}, 400, "bad_request"),
        ({"media_id": "0" * 32}, 404, "not_found"),
        ({"template": {"template_id": "1"}}, 404, "template_unknown"),
        ({"text": "a", "quote_id": "nope"}, 400, "bad_request"),
        ({"text": "a", "client_id": ""}, 400, "bad_request"),
        ({"text": "a", "client_id": "gateway:optout:1"}, 400, "bad_request"),
        ({"text": "a", "client_id": "x" * 65}, 400, "bad_request"),
    ]
    for fields, status, code in cases:
        answer = await shop.post(place, **fields)
        assert (answer.status_code, answer.json()["code"]) == (status, code), fields
    assert (await shop.post("nowhere", text="a")).status_code == 404
    longest = await shop.send(place, text="x" * 4096)
    await shop.until_status(place, longest.message.id, "read")


async def test_a_claim_keeps_others_out(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    async with shop.running.client("lead") as lead:
        claim = await lead.put(f"/v1/conversations/{conversation.id}/claim")
        assert claim.status_code == 200
        answer = await shop.post(conversation.id, text="Eu também")
        assert (answer.status_code, answer.json()["code"]) == (409, "claimed_by_other")
        await lead.delete(f"/v1/conversations/{conversation.id}/claim")
    await shop.send(conversation.id, text="Agora sim")


async def test_another_agents_conversation_is_as_if_it_did_not_exist(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    bruno = shop.running.ids["bruno"]
    async with shop.running.client("lead") as lead:
        moved = await lead.put(f"/v1/conversations/{conversation.id}/assignee", json={"account_id": bruno})
        assert moved.status_code == 200
    assert (await shop.post(conversation.id, text="Oi")).status_code == 404
    for path in ("outlook",):
        assert (await shop.agent.get(f"/v1/conversations/{conversation.id}/{path}")).status_code == 404
    for path, body in (("read", {"up_to_message_id": "x"}), ("typing", None)):
        answer = await shop.agent.post(f"/v1/conversations/{conversation.id}/{path}", json=body)
        assert answer.status_code == 404
    consent = {"purpose": "mkt.promotions", "granted": False}
    answer = await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/consents", json=consent)
    assert answer.status_code == 404


async def test_reading_and_typing_are_told_to_whatsapp(shop: Shop) -> None:
    wamid = shop.customer_says("ana", "Oi")
    conversation = await shop.conversation_of("ana")
    (message,) = await shop.messages(conversation.id)
    assert conversation.unread == 1
    for _ in range(2):
        answer = await shop.agent.post(
            f"/v1/conversations/{conversation.id}/read", json={"up_to_message_id": message.id}
        )
        assert answer.status_code == 204
    assert shop.sim.core.received[wamid].read
    marks = [it.body for it in shop.sim.core.requests if isinstance(it.body, dict) and it.body.get("status") == "read"]
    assert len(marks) == 1
    assert (await shop.conversation_of("ana")).unread == 0
    assert (await shop.agent.post(f"/v1/conversations/{conversation.id}/typing")).status_code == 204
    assert shop.sim.core.requests[-1].body["typing_indicator"] == {"type": "text"}


async def test_whatsapps_spelling_of_a_number_is_learnt(shop: Shop) -> None:
    conversation = await shop.conversation("carla")
    accepted = await shop.send(conversation.id, text="Oi")
    await shop.until_status(conversation.id, accepted.message.id, "read")
    kinds = await shop.rows(
        "SELECT DISTINCT kind FROM identity WHERE contact_id = ? AND valid_to IS NULL", conversation.contact_id
    )
    assert ("bsuid",) in kinds
    outgoing = [it for it in await shop.messages(conversation.id) if it.direction == "out"]
    assert [it.content.kind for it in outgoing] == [Kind.TEXT]


async def test_the_light_follows_the_window(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    before = await shop.outlook(conversation.id)
    assert before.reply.reason is Reason.ALLOW_REPLY_IN_WINDOW
    assert before.reply.until == conversation.window_until
    assert before.consent_prompt.reason is Reason.ALLOW_CONSENT_PROMPT
    shop.clock.ahead = DAY + 1000
    after = await eventually(lambda: shop.outlook(conversation.id), lambda it: it.reply.verdict == "deny")
    assert after.reply.reason is Reason.DENY_WINDOW_CLOSED
    assert after.consent_prompt.reason is Reason.DENY_WINDOW_CLOSED
