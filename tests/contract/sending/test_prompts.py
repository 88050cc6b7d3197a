"""Questions for permission: answered in words or by a tap, in time, for that very question; receipts; renewal."""

from __future__ import annotations

import pytest

from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from server_stub.services.notice_texts import ACCEPT
from server_stub.storage.database import Tx
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000
PURPOSE = "mkt.promotions"


async def ask(shop: Shop, conversation_id: str, purpose: str = PURPOSE) -> Message:
    """A question that the customer has before them."""
    asked = await shop.send(conversation_id, consent_purpose=purpose)
    return await shop.until_status(conversation_id, asked.message.id, "read")


async def heard(shop: Shop, conversation_id: str, text: str) -> list[Message]:
    return await eventually(
        lambda: shop.messages(conversation_id), lambda found: any(it.content.text == text for it in found)
    )


def says(shop: Shop, text: str, after: int = 2000) -> None:
    """`after`: ms from now, so that it is said after what we just said in the same second."""
    shop.sim.customers.send("ana", {"type": "text", "text": text, "at": shop.clock() + after})


async def types(shop: Shop) -> list[str]:
    return [row[0] for row in await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")]


def prompts(messages: list[Message]) -> list[Message]:
    return [it for it in messages if it.content.kind == Kind.CONSENT_PROMPT]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Sim!", "ACTIVE"),
        ("aceito", "ACTIVE"),
        ("Sí", "ACTIVE"),
        ("yes please", "ACTIVE"),
        ("Não", "REFUSED"),
        ("não quero receber", "REFUSED"),
        ("No, thanks", "REFUSED"),
    ],
)
async def test_words_answer_the_question_before_them(shop: Shop, words: str, state: str) -> None:
    conversation = await shop.conversation("ana")
    await ask(shop, conversation.id)
    says(shop, words)
    await shop.until_state(conversation.contact_id, state)
    ((level, source),) = await shop.rows(
        "SELECT proof_level, source FROM consent_event WHERE type IN ('GRANTED', 'REFUSED')"
    )
    assert (level, source) == (4 if state == "ACTIVE" else 0, "keyword")
    assert len(await shop.rows("SELECT 1 FROM evidence")) == 1


async def test_words_after_something_else_answer_nothing_unless_they_quote(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    question = await ask(shop, conversation.id)
    other = await shop.send(conversation.id, text="Confirma o endereço?")
    await shop.until_status(conversation.id, other.message.id, "read")
    says(shop, "Sim")
    await heard(shop, conversation.id, "Sim")
    says(shop, "sim", after=4000)
    await heard(shop, conversation.id, "sim")
    assert await shop.state_of(conversation.contact_id) == "PENDING"
    (sent,) = shop.sent_for(question.id)
    quoting = {"type": "text", "text": {"body": "sim, quero"}, "context": {"id": sent.wamid}}
    shop.sim.customers.send("ana", {"type": "raw", "message": quoting})
    await shop.until_state(conversation.contact_id, "ACTIVE")


async def test_sim_without_a_question_is_nothing(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    says(shop, "SIM")
    await heard(shop, conversation.id, "SIM")
    assert await types(shop) == []


async def test_a_receipt_says_what_who_how_often_and_how_to_leave(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.ask_and_tap(conversation.id, "ana", ACCEPT)
    await shop.until_state(conversation.contact_id, "ACTIVE")

    def receipts(messages: list[Message]) -> list[Message]:
        return [it for it in messages if it.content.text.startswith("Autorização registrada")]

    messages = await eventually(lambda: shop.messages(conversation.id), receipts)
    (receipt,) = receipts(messages)
    for part in ("Loja Exemplo", "Promoções", "até 3 por mês", "SAIR"):
        assert part in receipt.content.text
    await shop.until_status(conversation.id, receipt.id, "read")


async def test_a_late_yes_does_not_count_is_told_and_asked_again(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    question = await ask(shop, conversation.id)
    shop.clock.ahead = 3 * DAY + 60_000
    (sent,) = shop.sent_for(question.id)
    quoting = {"type": "text", "text": {"body": "sim"}, "context": {"id": sent.wamid}}
    shop.sim.customers.send("ana", {"type": "raw", "message": {**quoting, "timestamp": str(shop.clock() // 1000)}})
    messages = await eventually(lambda: shop.messages(conversation.id), lambda found: len(prompts(found)) == 2)
    assert sum("depois do prazo" in it.content.text for it in messages) == 1
    assert await types(shop) in (["REQUESTED"], ["REQUESTED", "REQUESTED"])
    assert "GRANTED" not in await types(shop)


async def test_a_text_that_changed_in_what_matters_ends_and_renews_consent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.ask_and_tap(conversation.id, "ana", ACCEPT)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    notices = shop.running.gateway.outgoing.notices

    def publish(tx: Tx, *, material: bool, body: str) -> None:
        now = shop.clock()
        notices.publish_version(tx, PURPOSE, "pt-BR", body, material=material, effective_at=now, actor="admin", now=now)

    database = shop.running.gateway.core.database
    await database.write(lambda tx: publish(tx, material=False, body="Aceita promoções? (mesma coisa, mais claro)"))
    assert await shop.state_of(conversation.contact_id) == "ACTIVE"
    await database.write(lambda tx: publish(tx, material=True, body="Aceita promoções também de parceiros?"))
    assert await shop.state_of(conversation.contact_id) == "RENEWAL_NEEDED"
    shop.customer_says("ana", "Oi de novo")
    await heard(shop, conversation.id, "Oi de novo")
    again = await ask(shop, conversation.id)
    assert again.content.text == "Aceita promoções também de parceiros?"
    assert await shop.refused(conversation.id, consent_purpose=PURPOSE) == "DENY_CONSENT_PENDING"
    (sent,) = shop.sent_for(again.id)
    shop.sim.customers.tap("ana", sent.wamid, 0)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    assert (await types(shop))[-1] == "RENEWED"


async def test_nobody_can_agree_to_a_text_that_is_over(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    question = await ask(shop, conversation.id)
    notices, now = shop.running.gateway.outgoing.notices, shop.clock()
    await shop.running.gateway.core.database.write(
        lambda tx: notices.publish_version(
            tx, PURPOSE, "pt-BR", "Outro texto?", material=True, effective_at=now, actor="admin", now=now
        )
    )
    (sent,) = shop.sent_for(question.id)
    tap = {"type": "button_reply", "button_reply": {"id": f"consent:{question.id}:yes", "title": ACCEPT}}
    message = {"type": "interactive", "interactive": tap, "context": {"id": sent.wamid}}
    later = str(shop.clock() // 1000 + 2)
    shop.sim.customers.send("ana", {"type": "raw", "message": {**message, "timestamp": later}})
    messages = await eventually(lambda: shop.messages(conversation.id), lambda found: len(prompts(found)) == 2)
    assert prompts(messages)[-1].content.text == "Outro texto?"
    assert "GRANTED" not in await types(shop)
