"""Permission asked, given, refused and taken back inside WhatsApp, and what may be sent because of it."""

from __future__ import annotations

import msgspec
import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from server_stub.services.notice_texts import ACCEPT, DECLINE
from tests.helpers.shop import Shop, eventually

DAY = 86_400_000


async def use_of(shop: Shop, name: str = "promocao_da_semana", **variables: str) -> dict[str, object]:
    template = await shop.template(name)
    return {"template_id": template.id, "variables": variables or {"nome": "Ana"}}


async def test_a_promotion_leaves_only_after_the_person_tapped_yes(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Oi, tem promoção?")
    use = await use_of(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_NO_CONSENT
    question = await shop.ask_and_tap(conversation.id, "ana", ACCEPT)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    accepted = await shop.send(conversation.id, template=use)
    assert accepted.decision.reason is Reason.ALLOW_CONSENT_VALID
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    assert "Ana" in sent.text
    assert accepted.message.content.text == sent.text or sent.text.startswith(accepted.message.content.text)
    prompt = await shop.message(conversation.id, question)
    assert prompt.content.kind == Kind.CONSENT_PROMPT
    assert "Loja Exemplo" in prompt.content.text
    (consent,) = (await shop.contact(conversation.contact_id)).consents
    assert (consent.source, consent.proof_level, consent.notice_version) == ("button", 4, "mkt.promotions-v1-pt-BR")
    types = await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")
    assert types == [("REQUESTED",), ("GRANTED",)]
    events = {row[0] for row in await shop.rows("SELECT kind FROM event")}
    assert {"contact", "outlook"} <= events


async def test_while_nobody_answered_nothing_may_be_sent_or_asked(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    await shop.until_state(conversation.contact_id, "PENDING")
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == Reason.DENY_CONSENT_PENDING
    assert await shop.refused(conversation.id, template=await use_of(shop)) == Reason.DENY_CONSENT_PENDING
    shop.clock.ahead = 4 * DAY
    assert await shop.state_of(conversation.contact_id) == "LAPSED"
    assert len(shop.sent_for(asked.message.id)) == 1


async def test_a_question_whose_answer_was_lost_counts_as_asked_once_a_report_tells(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.sim.core.faults.add(Fault(kind="reset_after_accept"))
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    await shop.until_status(conversation.id, asked.message.id, "read")
    assert await shop.state_of(conversation.contact_id) == "PENDING"
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == Reason.DENY_CONSENT_PENDING


async def test_a_refusal_is_respected(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.ask_and_tap(conversation.id, "ana", DECLINE)
    await shop.until_state(conversation.contact_id, "REFUSED")
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == Reason.DENY_REFUSED_RECENTLY
    assert await shop.refused(conversation.id, template=await use_of(shop)) == Reason.DENY_NO_CONSENT
    await shop.send(conversation.id, text="Tudo bem!")


async def test_an_answer_counts_only_for_its_own_question(shop: Shop) -> None:
    """The same button ids quoting another message, or sent by another person, change nothing."""
    conversation = await shop.conversation("ana")
    asked = await shop.send(conversation.id, consent_purpose="mkt.promotions")
    other = await shop.send(conversation.id, text="Outra mensagem")
    await shop.until_status(conversation.id, other.message.id, "read")
    (elsewhere,) = shop.sent_for(other.message.id)
    (question,) = shop.sent_for(asked.message.id)
    yes = {"type": "button_reply", "button_reply": {"id": f"consent:{asked.message.id}:yes", "title": ACCEPT}}
    for key, wamid in (("ana", elsewhere.wamid), ("bruno", question.wamid)):
        message = {"type": "interactive", "interactive": yes, "context": {"id": wamid}}
        shop.sim.customers.send(key, {"type": "raw", "message": message})
    shop.customer_says("ana", "marca")
    await eventually(
        lambda: shop.messages(conversation.id), lambda found: any(it.content.text == "marca" for it in found)
    )
    assert await shop.state_of(conversation.contact_id) == "PENDING"


async def test_repeated_webhooks_add_nothing_to_the_ledger(shop: Shop) -> None:
    shop.sim.core.profile = msgspec.structs.replace(shop.sim.core.profile, duplicate_share=1.0)

    async def undelivered() -> int:
        return sum(it.state in ("queued", "retrying") for it in shop.sim.core.outbox.log)

    conversation = await shop.conversation("ana")
    await shop.ask_and_tap(conversation.id, "ana", ACCEPT)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    shop.customer_says("ana", "SAIR")
    await shop.until_state(conversation.contact_id, "REVOKED")
    await eventually(undelivered, lambda left: left == 0)
    await shop.running.gateway.receiving.worker.finished()
    types = [row[0] for row in await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")]
    assert sorted(types) == ["GRANTED", "REQUESTED", "REVOKED"]


@pytest.mark.parametrize("words", ["SAIR", "Pare de me mandar, por favor", "STOP"])
async def test_a_word_ends_promotions_at_once_and_is_confirmed_once(shop: Shop, words: str) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.customer_says("ana", words)
    await shop.until_state(conversation.contact_id, "REVOKED")
    shop.customer_says("ana", words)
    shop.customer_says("ana", "fim")
    await eventually(
        lambda: shop.messages(conversation.id), lambda found: any(it.content.text == "fim" for it in found)
    )
    confirmations = [it for it in await shop.messages(conversation.id) if it.direction == "out"]
    assert len(confirmations) == 1
    assert confirmations[0].author_id is None
    await shop.until_status(conversation.id, confirmations[0].id, "read")
    (sent,) = shop.sent_for(confirmations[0].id)
    assert "Loja Exemplo" in sent.text
    use = await use_of(shop)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_OPTED_OUT_PURPOSE
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == Reason.DENY_OPTED_OUT_PURPOSE
    answered = await shop.send(conversation.id, text="Posso ajudar em algo mais?")
    assert answered.decision.reason is Reason.ALLOW_REPLY_AFTER_OPTOUT
    await shop.until_status(conversation.id, answered.message.id, "read")


async def test_opting_out_of_everything_stops_replies_until_the_person_writes_again(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "Não me mandem mais mensagens")
    await eventually(lambda: shop.contact(conversation.contact_id), lambda contact: contact.opted_out_at is not None)
    assert await shop.refused(conversation.id, text="Mas...") == Reason.DENY_OPTED_OUT_ALL
    shop.sim.customers.send("ana", {"type": "text", "text": "e o meu pedido?", "at": shop.clock() + 2000})
    light = await eventually(lambda: shop.outlook(conversation.id), lambda it: it.reply.verdict == "allow")
    assert light.reply.reason is Reason.ALLOW_REPLY_AFTER_OPTOUT


async def test_coming_back_leads_to_a_question_not_to_a_permission(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    now = shop.clock()
    shop.sim.customers.send("ana", {"type": "text", "text": "SAIR", "at": now - 20_000})
    await shop.until_state(conversation.contact_id, "REVOKED")
    shop.sim.customers.send("ana", {"type": "text", "text": "VOLTAR", "at": now - 10_000})

    def asked(messages: list) -> bool:
        return any(it.content.kind == Kind.CONSENT_PROMPT and it.status == "read" for it in messages)

    messages = await eventually(lambda: shop.messages(conversation.id), asked)
    use = await use_of(shop)
    assert (await shop.post(conversation.id, template=use)).status_code == 403
    question = next(it for it in messages if it.content.kind == Kind.CONSENT_PROMPT)
    (sent,) = shop.sent_for(question.id)
    shop.sim.customers.tap("ana", sent.wamid, 0)
    await shop.until_state(conversation.contact_id, "ACTIVE")


async def test_a_templates_own_button_stops_its_purpose(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    accepted = await shop.send(conversation.id, template=await use_of(shop))
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    stop = [choice.title for choice in sent.choices].index("Parar promoções")
    shop.sim.customers.tap("ana", sent.wamid, stop)
    await shop.until_state(conversation.contact_id, "REVOKED")
    assert await shop.rows("SELECT purpose, source FROM consent_event WHERE type = 'REVOKED'") == [
        ("mkt.promotions", "button")
    ]


async def test_cancelar_is_an_opt_out_after_a_promotion(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    accepted = await shop.send(conversation.id, template=await use_of(shop))
    await shop.until_status(conversation.id, accepted.message.id, "read")
    shop.sim.customers.send("ana", {"type": "text", "text": "Cancelar", "at": shop.clock() + 2000})
    await shop.until_state(conversation.contact_id, "REVOKED")


async def test_whatsapps_own_switch_stops_promotions_until_it_is_turned_back(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    use = await use_of(shop)

    async def verdict() -> Reason:
        return (await shop.outlook(conversation.id)).templates[str(use["template_id"])].reason

    shop.sim.customers.prefer("ana", "stop")
    await eventually(verdict, lambda reason: reason is Reason.DENY_PLATFORM_STOP)
    assert await shop.refused(conversation.id, template=use) == Reason.DENY_PLATFORM_STOP


async def test_a_message_edited_into_an_opt_out_is_one(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    wamid = shop.customer_says("ana", "SAIT")
    shop.sim.customers.send("ana", {"type": "edit", "message_id": wamid, "text": "SAIR"})
    await shop.until_state(conversation.contact_id, "REVOKED")
    assert await shop.rows("SELECT source FROM consent_event WHERE type = 'REVOKED'") == [("keyword",)]
