"""Lines that the gateway writes about cases and permissions: with their cause, once, and never the source of truth."""

from __future__ import annotations

from dataclasses import replace

from server_stub.contract.content import Line
from server_stub.domain.consent_events import EventType
from server_stub.services.consent import Subject
from tests.helpers.shop import Shop, eventually

PURPOSE = "mkt.promotions"


async def kinds(shop: Shop, conversation_id: str) -> list[str]:
    return [kind for kind, _ in await shop.lines(conversation_id)]


async def test_a_first_message_opens_a_case_and_the_next_none(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "ainda eu")
    await eventually(lambda: shop.messages(conversation.id), lambda found: len(found) == 2)
    assert await shop.lines(conversation.id) == [(Line.CASE_OPENED, {"protocol": conversation.protocol})]
    first, *later = await shop.everything(conversation.id)
    assert (first.content.text, len(later)) == ("Oi", 2)
    known = await shop.conversation_of("ana")
    assert known.last is not None
    assert known.last.text == "ainda eu"


async def test_an_opt_out_stands_behind_the_words_that_said_it(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.customer_says("ana", "SAIR")
    await shop.until_state(conversation.contact_id, "REVOKED")
    lines = await shop.lines(conversation.id)
    assert sorted(kind for kind, _ in lines) == [Line.CASE_OPENED, Line.CONSENT_GIVEN, Line.CONSENT_REVOKED]
    assert {params["purpose"] for kind, params in lines if kind != Line.CASE_OPENED} == {PURPOSE, "mkt.*"}
    everything = await shop.everything(conversation.id)
    at = next(place for place, it in enumerate(everything) if it.content.text == "SAIR")
    assert everything[at + 1].content.original_kind == Line.CONSENT_REVOKED
    # They are for reading: without them the permission is what the ledger says.
    await shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute("DELETE FROM message WHERE origin = 'line'")
    )
    await shop.until_state(conversation.contact_id, "REVOKED")


async def test_one_cause_writes_one_line_and_nobody_without_a_conversation_gets_any(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    gateway = shop.running.gateway
    consents = gateway.outgoing.consents
    (subject,) = await shop.rows("SELECT id, key_id FROM contact")
    said = {"source": "agent", "actor": "a", "captured_at": 1, "now": shop.clock()}
    event = replace(consents.new_event(Subject(*subject), EventType.GRANTED, PURPOSE, **said), source_key="once")
    written = [await gateway.core.database.write(lambda tx: consents.add(tx, event)) for _ in range(2)]
    assert written == [True, False]
    stranger = replace(event, event_id="other", contact_id="p-nobody", source_key="other")
    assert await gateway.core.database.write(lambda tx: consents.add(tx, stranger))
    assert await kinds(shop, conversation.id) == [Line.CASE_OPENED, Line.CONSENT_GIVEN]
    assert await shop.rows("SELECT count(*) FROM message WHERE origin = 'line'") == [(2,)]


async def test_what_a_lead_notes_and_a_no_that_takes_something_back(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    (said,) = await shop.messages(conversation.id)
    path = f"/v1/contacts/{conversation.contact_id}/consents"
    async with shop.running.client("lead") as lead:
        granted = {"purpose": "txn.order", "granted": True, "way": "message", "evidence_message_id": said.id}
        answer = await lead.post(path, json=granted)
        assert answer.status_code in (200, 201), answer.text
        revoked = {"purpose": "txn.order", "granted": False, "way": "voice"}
        assert (await lead.post(path, json=revoked)).status_code in (200, 201)
    assert await kinds(shop, conversation.id) == [Line.CASE_OPENED, Line.CONSENT_GIVEN, Line.CONSENT_REVOKED]


async def test_a_no_where_nothing_was_permitted_takes_nothing_back(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    asked = await shop.send(conversation.id, consent_purpose=PURPOSE)
    await shop.until_status(conversation.id, asked.message.id, "read")
    shop.customer_says("ana", "não")
    await shop.until_state(conversation.contact_id, "REFUSED")
    assert await kinds(shop, conversation.id) == [Line.CASE_OPENED]
