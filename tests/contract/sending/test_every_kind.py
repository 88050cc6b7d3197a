"""Everything that the stand-in's customers can send arrives as what it is, through the real webhook and the API."""

from __future__ import annotations

from typing import Any

from server_stub.contract.content import Content, Kind, Line, Version
from tests.helpers.shop import Shop, eventually

MASP = {"latitude": -23.5614, "longitude": -46.6559, "name": "MASP", "address": "Av. Paulista, 1578"}
CARD = {"name": {"formatted_name": "Caio"}, "phones": [{"phone": "+55 11 95555-4444"}], "org": {"company": "Frete Já"}}
CART = {
    "catalog_id": "1",
    "text": "",
    "product_items": [{"product_retailer_id": "CAFE-500", "quantity": 2, "item_price": 31.5, "currency": "BRL"}],
}
ADVERT = {"source_url": "https://fb.me/1", "source_type": "ad", "headline": "Bolos da semana"}


async def arrived(shop: Shop, conversation_id: str, **spec: Any) -> Content:
    """What the agent is shown of something that Ana sends."""
    before = {message.id for message in await shop.messages(conversation_id)}
    shop.sim.customers.send("ana", spec)
    found = await eventually(
        lambda: shop.messages(conversation_id), lambda all_: any(message.id not in before for message in all_)
    )
    return next(message.content for message in found if message.id not in before)


async def test_every_kind_arrives_as_what_it_is(shop: Shop) -> None:
    talk = (await shop.conversation("ana")).id
    for kind in ("image", "video", "audio", "voice", "document", "sticker"):
        content = await arrived(shop, talk, type=kind)
        assert content.kind == kind
        assert content.media is not None
    place = await arrived(shop, talk, type="location", location=MASP)
    assert (place.kind, place.location.name) == (Kind.LOCATION, "MASP")
    cards = await arrived(shop, talk, type="contacts", contacts=[CARD])
    assert (cards.cards[0].phones, cards.cards[0].organisation) == (["+55 11 95555-4444"], "Frete Já")
    order = await arrived(shop, talk, type="order", order=CART)
    assert order.order.items[0].price == "31.5"
    form = await arrived(shop, talk, type="flow", answers={"nota": "5"}, flow_token="f1")
    assert [(answer.name, answer.value) for answer in form.answers] == [("nota", "5")]
    allowed = await arrived(shop, talk, type="call_permission")
    assert (allowed.original_kind, allowed.choice.id) == ("call_permission_reply", "accept")
    advert = await arrived(shop, talk, text="Vi o anúncio", referral=ADVERT)
    assert advert.referral.headline == "Bolos da semana"
    product = {"catalog_id": "1", "product_retailer_id": "CAMISA-7"}
    assert (await arrived(shop, talk, text="Tem azul?", referred_product=product)).product_id == "CAMISA-7"
    welcome = await arrived(shop, talk, type="request_welcome")
    assert (welcome.kind, welcome.original_kind) == (Kind.SYSTEM, Line.WELCOME)
    changed = {"type": "customer_identity_changed", "body": "User identity changed"}
    identity = await arrived(shop, talk, type="system", system=changed)
    assert identity.original_kind == Line.IDENTITY_CHANGED
    gif = await arrived(shop, talk, type="unsupported")
    assert (gif.kind, gif.original_kind) == (Kind.UNSUPPORTED, "gif")


async def test_a_missed_call_counts_as_unread_and_opens_the_window(shop: Shop) -> None:
    talk = await shop.conversation("ana")
    (first,) = await shop.messages(talk.id)
    await shop.agent.post(f"/v1/conversations/{talk.id}/read", json={"up_to_message_id": first.id})
    shop.sim.customers.call("ana")
    found = await eventually(lambda: shop.messages(talk.id), lambda all_: len(all_) == 2)
    assert found[1].content.kind == Kind.CALL
    assert not found[1].content.call.was_answered
    state = await shop.conversation_of("ana")
    assert (state.unread, state.last.kind) == (1, Kind.CALL)
    assert state.window_until == found[1].sent_at + 86_400_000
    read = await shop.agent.post(f"/v1/conversations/{talk.id}/read", json={"up_to_message_id": found[1].id})
    assert read.status_code == 204
    assert (await shop.conversation_of("ana")).unread == 0
    assert not any("wacid" in str(request) for request in shop.sim.core.requests)


async def test_what_an_edited_message_said_can_be_read(shop: Shop) -> None:
    talk = await shop.conversation("ana", "Chega hoje?")
    (message,) = await shop.messages(talk.id)
    assert await shop.get(f"/v1/messages/{message.id}/versions", list[Version]) == []
    wamid = next(iter(shop.sim.core.received))
    for text in ("Chega amanhã?", "Chega quando?"):
        shop.sim.customers.send("ana", {"type": "edit", "message_id": wamid, "text": text})
        await eventually(lambda: shop.message(talk.id, message.id), lambda it, text=text: it.content.text == text)
    told = await shop.get(f"/v1/messages/{message.id}/versions", list[Version])
    assert told[0] == Version(message.content, message.sent_at)
    assert sorted(version.content.text for version in told[1:]) == ["Chega amanhã?", "Chega quando?"]
    shop.sim.customers.send("ana", {"type": "revoke", "message_id": wamid})
    await eventually(lambda: shop.message(talk.id, message.id), lambda it: it.deleted_at is not None)
    assert (await shop.agent.get(f"/v1/messages/{message.id}/versions")).status_code == 404
    assert (await shop.agent.get("/v1/messages/unknown/versions")).status_code == 404


async def test_what_others_may_not_see_has_no_history_for_them(shop: Shop) -> None:
    talk = await shop.conversation("ana", "Chega hoje?")
    (message,) = await shop.messages(talk.id)
    mine = {"account_id": shop.running.ids["ana"]}
    await shop.agent.put(f"/v1/conversations/{talk.id}/assignee", json=mine)
    async with shop.running.client("bruno") as colleague:
        assert (await colleague.get(f"/v1/messages/{message.id}/versions")).status_code == 404
