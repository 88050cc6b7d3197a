"""Leaving in a sentence, coming back to what was held before, and asking for one's data."""

from __future__ import annotations

from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from server_stub.contract.model import Message
from tests.helpers.shop import Shop, eventually


async def confirmation(shop: Shop, conversation_id: str) -> Message:
    def there(found: list[Message]) -> bool:
        return any(it.content.kind == Kind.INTERACTIVE and it.status == "read" for it in found)

    messages = await eventually(lambda: shop.messages(conversation_id), there)
    (found,) = [it for it in messages if it.content.kind == Kind.INTERACTIVE and it.direction == "out"]
    return found


async def revoked(shop: Shop) -> list[str]:
    return [row[0] for row in await shop.rows("SELECT purpose FROM consent_event WHERE type = 'REVOKED' ORDER BY seq")]


async def test_a_sentence_ends_promotions_at_once_and_may_be_widened(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.customer_says("ana", "Bom dia, por favor parem de me mandar promoções, obrigada")
    await shop.until_state(conversation.contact_id, "REVOKED")
    said = await confirmation(shop, conversation.id)
    assert [button.title for button in said.content.buttons] == ["Parar tudo", "Foi engano"]
    assert "Loja Exemplo" in said.content.text
    (sent,) = shop.sent_for(said.id)
    shop.sim.customers.tap("ana", sent.wamid, 0)
    await eventually(lambda: shop.contact(conversation.contact_id), lambda it: it.opted_out_at is not None)
    assert await revoked(shop) == ["mkt.*", "*"]


async def test_a_mistake_leads_to_the_question_again(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    words = "isso é spam, vou denunciar"
    shop.sim.customers.send("ana", {"type": "text", "text": words, "at": shop.clock() - 20_000})
    await shop.until_state(conversation.contact_id, "REVOKED")
    assert await shop.rows("SELECT code, params FROM alarm") == [("complaints", '{"count":1}')]
    (sent,) = shop.sent_for((await confirmation(shop, conversation.id)).id)
    shop.sim.customers.tap("ana", sent.wamid, 1)

    def asked(found: list[Message]) -> bool:
        return any(it.content.kind == Kind.CONSENT_PROMPT for it in found)

    await eventually(lambda: shop.messages(conversation.id), asked)
    template = await shop.template("promocao_da_semana")
    use = {"template_id": template.id, "variables": {"nome": "Ana"}}
    assert (await shop.post(conversation.id, template=use)).status_code == 403


async def test_whoever_left_one_purpose_by_its_button_can_come_back_to_it(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("promocao_da_semana")
    accepted = await shop.send(conversation.id, template={"template_id": template.id, "variables": {"nome": "Ana"}})
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    assert "Parar promoções" in [choice.title for choice in sent.choices]
    button = {"payload": "optout:mkt.promotions", "text": "Parar promoções"}
    tap = {"type": "button", "button": button, "context": {"id": sent.wamid}}
    earlier = str(shop.clock() // 1000 - 20)
    shop.sim.customers.send("ana", {"type": "raw", "message": {**tap, "timestamp": earlier}})
    await shop.until_state(conversation.contact_id, "REVOKED")
    shop.customer_says("ana", "VOLTAR")
    messages = await eventually(
        lambda: shop.messages(conversation.id),
        lambda found: any(it.content.kind == Kind.CONSENT_PROMPT for it in found),
    )
    assert sum(it.content.kind == Kind.CONSENT_PROMPT for it in messages) == 1


async def test_an_opt_out_never_stops_the_customer_from_writing_or_being_answered(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "Não me mandem mais mensagens")
    await eventually(lambda: shop.contact(conversation.contact_id), lambda it: it.opted_out_at is not None)
    shop.sim.customers.send("ana", {"type": "text", "text": "cadê o meu pedido?", "at": shop.clock() + 2000})
    light = await eventually(lambda: shop.outlook(conversation.id), lambda it: it.reply.verdict == "allow")
    assert light.reply.reason is Reason.ALLOW_REPLY_AFTER_OPTOUT
    assert any(it.content.text == "cadê o meu pedido?" for it in await shop.messages(conversation.id))
    answered = await shop.send(conversation.id, text="Sai hoje!")
    await shop.until_status(conversation.id, answered.message.id, "read")


async def test_somebody_who_asks_for_their_data_gets_a_protocol_number(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    shop.customer_says("ana", "Por favor, apagar meus dados")

    def told(found: list[Message]) -> list[Message]:
        return [it for it in found if it.direction == "out" and "Protocolo" in it.content.text]

    messages = await eventually(lambda: shop.messages(conversation.id), told)
    ((protocol, right),) = await shop.rows('SELECT protocol, "right" FROM rights_request')
    assert right == "erasure"
    assert protocol in told(messages)[0].content.text
