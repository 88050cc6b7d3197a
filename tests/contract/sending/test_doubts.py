"""Doubtful words hold promotions and ask; the customer, the agent or a day of silence settle it."""

from __future__ import annotations

import asyncio

import pytest

from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from server_stub.contract.model import Conversation, Message
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000


async def promotion(shop: Shop) -> dict[str, object]:
    template = await shop.template("promocao_da_semana")
    return {"template_id": template.id, "variables": {"nome": "Ana"}}


async def now_of(shop: Shop, conversation_id: str) -> Conversation:
    return await shop.get(f"/v1/conversations/{conversation_id}", Conversation)


async def doubted(shop: Shop, conversation_id: str) -> Conversation:
    return await eventually(lambda: now_of(shop, conversation_id), lambda it: it.doubt is not None)


async def settled(shop: Shop, conversation_id: str) -> Conversation:
    return await eventually(lambda: now_of(shop, conversation_id), lambda it: it.doubt is None)


async def heard(shop: Shop, conversation_id: str, text: str) -> None:
    """The customer's message of this text was processed."""
    await eventually(lambda: shop.messages(conversation_id), lambda found: any(it.content.text == text for it in found))


async def asked(shop: Shop, conversation_id: str) -> Message:
    """The question with two buttons, as the customer has it."""

    def there(found: list[Message]) -> bool:
        return any(it.content.kind == Kind.INTERACTIVE and it.status == "read" for it in found)

    messages = await eventually(lambda: shop.messages(conversation_id), there)
    return next(it for it in messages if it.content.kind == Kind.INTERACTIVE and it.direction == "out")


async def in_doubt(shop: Shop, text: str = "CANCELAR") -> Conversation:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.customer_says("ana", text)
    return await doubted(shop, conversation.id)


async def test_a_doubt_holds_promotions_until_the_customer_says_it_was_something_else(shop: Shop) -> None:
    conversation = await in_doubt(shop)
    assert conversation.doubt is not None
    assert conversation.doubt.rule == "ambiguous_word"
    held = await shop.send(conversation.id, template=await promotion(shop))
    assert held.decision.reason is Reason.HOLD_OPTOUT_DOUBT
    question = await asked(shop, conversation.id)
    assert [button.title for button in question.content.buttons] == ["Não receber mais", "Era outra coisa"]
    (sent,) = shop.sent_for(question.id)
    shop.sim.customers.tap("ana", sent.wamid, 1)
    await settled(shop, conversation.id)
    assert await shop.state_of(conversation.contact_id) == "ACTIVE"
    await shop.until_status(conversation.id, held.message.id, "read")
    kinds = {row[0] for row in await shop.rows("SELECT kind FROM event")}
    assert {"conversation", "outlook", "contact"} <= kinds


async def test_a_tap_on_leave_is_an_opt_out_confirmed_once(shop: Shop) -> None:
    conversation = await in_doubt(shop, "para!")
    question = await asked(shop, conversation.id)
    (sent,) = shop.sent_for(question.id)
    shop.sim.customers.tap("ana", sent.wamid, 0)
    await shop.until_state(conversation.contact_id, "REVOKED")
    await settled(shop, conversation.id)
    sources = await shop.rows("SELECT purpose, source FROM consent_event WHERE type = 'REVOKED'")
    assert sources == [("mkt.*", "button")]
    texts = [it.content.text for it in await shop.messages(conversation.id) if it.direction == "out"]
    assert sum("Você não receberá mais" in text for text in texts) == 1


@pytest.mark.parametrize(("words", "state"), [("Sim", "REVOKED"), ("não, era outra coisa", ""), ("não", "ACTIVE")])
async def test_plain_words_answer_the_question_too(shop: Shop, words: str, state: str) -> None:
    """What is neither yes nor no leaves the doubt to the agent."""
    conversation = await in_doubt(shop)
    await asked(shop, conversation.id)
    shop.sim.customers.send("ana", {"type": "text", "text": words, "at": shop.clock() + 2000})
    await heard(shop, conversation.id, words)
    if state:
        await settled(shop, conversation.id)
        await shop.until_state(conversation.contact_id, state)
    else:
        assert (await now_of(shop, conversation.id)).doubt is not None


@pytest.mark.parametrize(("leaving", "state"), [(True, "REVOKED"), (False, "ACTIVE")])
async def test_an_agent_settles_it_and_only_once(shop: Shop, leaving: bool, state: str) -> None:
    conversation = await in_doubt(shop)
    place = f"/v1/conversations/{conversation.id}/doubt"
    assert (await shop.agent.post(place, json={"leaving": True, "scope": "txn.order"})).status_code == 400
    answers = await asyncio.gather(*(shop.agent.post(place, json={"leaving": leaving}) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await shop.state_of(conversation.contact_id) == state
    assert (await now_of(shop, conversation.id)).doubt is None
    elsewhere = await shop.agent.post("/v1/conversations/nobody/doubt", json={"leaving": True})
    assert elsewhere.status_code == 404


async def test_silence_for_a_day_counts_as_having_left(shop: Shop) -> None:
    conversation = await in_doubt(shop)
    consenting = shop.running.gateway.outgoing.consenting
    await consenting.lapse_doubts()
    assert await shop.state_of(conversation.contact_id) == "ACTIVE"
    shop.clock.ahead = DAY + 1000
    await asyncio.gather(*(consenting.lapse_doubts() for _ in range(2)))
    assert await shop.state_of(conversation.contact_id) == "REVOKED"
    assert (await now_of(shop, conversation.id)).doubt is None
    assert await shop.rows("SELECT purpose, source FROM consent_event WHERE type = 'REVOKED'") == [("mkt.*", "clock")]
    assert await shop.rows("SELECT outcome, settled_by FROM optout_doubt") == [("lapsed_to_left", "clock")]


async def test_who_could_get_no_promotion_anyway_is_not_asked(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "cancelar")
    shop.customer_says("ana", "fim")
    await heard(shop, conversation.id, "fim")
    assert await shop.rows("SELECT 1 FROM optout_doubt") == []
    assert [it for it in await shop.messages(conversation.id) if it.direction == "out"] == []


async def test_a_second_doubtful_word_asks_no_second_time(shop: Shop) -> None:
    conversation = await in_doubt(shop)
    shop.customer_says("ana", "para")
    shop.customer_says("ana", "fim")
    await heard(shop, conversation.id, "fim")
    assert len(await shop.rows("SELECT 1 FROM optout_doubt")) == 1
    assert sum(it.content.kind == Kind.INTERACTIVE for it in await shop.messages(conversation.id)) == 1


async def test_somebody_else_at_the_number_gets_nothing_that_we_begin(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    accepted = await shop.send(conversation.id, template=await promotion(shop))
    await shop.until_status(conversation.id, accepted.message.id, "read")
    text = "quem é você? número errado"
    shop.sim.customers.send("ana", {"type": "text", "text": text, "at": shop.clock() + 2000})
    found = await doubted(shop, conversation.id)
    assert found.doubt is not None
    assert found.doubt.rule == "wrong_person"
    assert (await shop.contact(conversation.contact_id)).number_change_proposed
    assert await shop.refused(conversation.id, template=await promotion(shop)) == Reason.DENY_IDENTITY_CHANGED
    await shop.send(conversation.id, text="Desculpe o incômodo!")


async def test_a_thumb_down_on_a_promotion_is_a_signal_for_the_agent(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    accepted = await shop.send(conversation.id, template=await promotion(shop))
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    reaction = {"type": "reaction", "reaction": {"message_id": sent.wamid, "emoji": "👎🏽"}}
    shop.sim.customers.send("ana", {"type": "raw", "message": reaction})
    found = await doubted(shop, conversation.id)
    assert found.doubt is not None
    assert (found.doubt.rule, found.doubt.message_id) == ("thumbs_down", accepted.message.id)
    assert sum(it.direction == "out" for it in await shop.messages(conversation.id)) == 1


async def test_a_later_message_keeps_the_doubt_in_sight(shop: Shop) -> None:
    conversation = await in_doubt(shop)
    shop.customer_says("ana", "e o meu pedido?")
    await heard(shop, conversation.id, "e o meu pedido?")
    assert (await now_of(shop, conversation.id)).doubt == conversation.doubt
