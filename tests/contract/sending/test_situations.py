"""What the same words mean where they are said: in a menu, in a cart, under a picture, out of a program."""

from __future__ import annotations

from typing import Any

from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from server_stub.domain.optout import RULES_VERSION
from tests.helpers.shop import Shop, eventually


async def heard(shop: Shop, conversation_id: str, text: str, times: int = 1) -> list[Message]:
    def enough(found: list[Message]) -> bool:
        return sum(it.content.text == text for it in found) >= times

    return await eventually(lambda: shop.messages(conversation_id), enough)


async def after(shop: Shop, ours: str, said: str) -> str:
    """The customer answers `said` to these words of an agent; the conversation's id once it was heard."""
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    sent = await shop.send(conversation.id, text=ours)
    await shop.until_status(conversation.id, sent.message.id, "read")
    shop.sim.customers.send("ana", {"type": "text", "text": said, "at": shop.clock() + 2000})
    await heard(shop, conversation.id, said)
    return conversation.id


async def rules(shop: Shop) -> list[str]:
    return [row[0] for row in await shop.rows("SELECT rule FROM optout_doubt")]


async def revocations(shop: Shop) -> list[tuple[Any, ...]]:
    return await shop.rows("SELECT purpose, source FROM consent_event WHERE type = 'REVOKED'")


async def test_sair_in_a_menu_may_mean_the_menu(shop: Shop) -> None:
    conversation_id = await after(shop, "Digite 1 para pedidos ou SAIR para encerrar o atendimento", "sair")
    assert await rules(shop) == ["menu_exit"]
    assert await revocations(shop) == []
    messages = await eventually(
        lambda: shop.messages(conversation_id), lambda found: any(it.content.buttons for it in found)
    )
    buttons = next(it.content.buttons for it in messages if it.content.buttons)
    assert [button.title for button in buttons] == ["Não receber mais", "Encerrar atendimento"]


async def test_remover_in_a_cart_removes_from_the_cart(shop: Shop) -> None:
    await after(shop, "Quer remover algum item do carrinho?", "remover")
    assert await rules(shop) == []
    assert await revocations(shop) == []


async def test_remover_elsewhere_removes_from_the_list(shop: Shop) -> None:
    await after(shop, "Posso ajudar em algo mais?", "remover")
    assert await revocations(shop) == [("mkt.*", "keyword")]


async def test_an_away_message_is_no_wish(shop: Shop) -> None:
    said = "Resposta automática: não estou. Não quero receber mensagens neste número."
    await after(shop, "Boa tarde!", said)
    assert await revocations(shop) == []


async def test_the_same_doubt_within_seconds_asks_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    now = shop.clock()
    shop.sim.customers.send("ana", {"type": "text", "text": "cancelar", "at": now - 3000})
    await heard(shop, conversation.id, "cancelar")
    await shop.own_act(conversation.contact_id)
    shop.sim.customers.send("ana", {"type": "text", "text": "Cancelar!", "at": now})
    await heard(shop, conversation.id, "Cancelar!")
    assert await rules(shop) == []
    shop.sim.customers.send("ana", {"type": "text", "text": "cancelar", "at": now + 60_000})
    await heard(shop, conversation.id, "cancelar", times=2)
    assert await rules(shop) == ["ambiguous_word"]


async def test_what_was_understood_is_kept_with_the_words(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    text = "Por favor, PAREM de me mandar promoções!"
    shop.customer_says("ana", text)
    await shop.until_state(conversation.contact_id, "REVOKED")
    core = shop.running.gateway.core
    ((seq,),) = await shop.rows("SELECT seq FROM consent_event WHERE type = 'REVOKED'")
    kept = await core.database.read(lambda tx: core.ledger.payload(tx, seq))
    assert kept["said"] == {"text": text}
    assert (kept["certainty"], kept["rule"], kept["action"]) == ("B", "pt.stop_sending", "opted_out")
    assert kept["rules_version"] == RULES_VERSION
    assert kept["normal_form"] == "por favor parem de me mandar promocoes"


async def test_words_under_a_picture_count_as_words(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.sim.customers.send("ana", {"type": "image", "caption": "não me mandem mais"})
    await shop.until_state(conversation.contact_id, "REVOKED")


async def test_two_opt_outs_at_once_are_confirmed_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    shop.customer_says("ana", "SAIR")
    shop.customer_says("ana", "PARAR")
    shop.customer_says("ana", "fim")
    messages = await heard(shop, conversation.id, "fim")
    own = [it for it in messages if it.direction == "out" and it.content.kind in (Kind.TEXT, Kind.INTERACTIVE)]
    assert len(own) == 1
