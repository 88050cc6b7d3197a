"""Templates with a picture, document or place above the text, a coupon, an address: judged, shown and sent."""

from __future__ import annotations

from typing import Any

import pytest

from server_stub.cloud_sim.faults import Fault
from server_stub.cloud_sim.templates.book import Template as SimTemplate
from server_stub.contract.content import Kind
from server_stub.contract.gate import Reason
from server_stub.contract.model import Conversation, Message
from tests.contract.sending.test_media import office, picture, upload
from tests.helpers.shop import Shop, eventually

PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 20
BODY = {"type": "BODY", "text": "Estamos aqui."}


async def with_order(shop: Shop, key: str = "ana") -> Conversation:
    """The conversation of somebody who may hear about their order."""
    conversation = await shop.conversation(key)
    await shop.own_act(conversation.contact_id, "txn.order")
    return conversation


async def made(shop: Shop, name: str, *components: dict[str, Any], category: str = "UTILITY") -> str:
    """Our id of a template that Meta has approved just now."""
    book = shop.sim.core.templates
    body = [] if any(part["type"] == "BODY" for part in components) else [BODY]
    book.put(
        SimTemplate(
            id=shop.sim.core.ids.number(),
            name=name,
            language="pt_BR",
            category=category,
            components=[*components, *body],
            status="APPROVED",
        )
    )
    shop.running.gateway.outgoing.template_sync.wake()
    found = await eventually(shop.templates, lambda them: any(it.name == name for it in them))
    return next(it.id for it in found if it.name == name)


async def sent_body(shop: Shop, conversation_id: str, **fields: Any) -> tuple[Message, dict[str, Any]]:
    """The message as it stands in the conversation, and what WhatsApp was asked for."""
    accepted = await shop.send(conversation_id, **fields)
    await shop.until_status(conversation_id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    return await shop.message(conversation_id, accepted.message.id), sent.body["template"]


def held(shop: Shop, media_id: str) -> bytes:
    return shop.sim.core.media.get(media_id, shop.sim.core.now()).data


async def test_a_picture_goes_above_the_text(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("convite_inauguracao")
    assert (template.header_kind, template.obstacle) == ("IMAGE", "")
    data = picture()
    media = (await upload(shop, conversation.id, data)).media
    light = await shop.outlook(conversation.id)
    assert light.templates[template.id].reason is Reason.ALLOW_CONSENT_VALID
    message, body = await sent_body(
        shop, conversation.id, media_id=media.id, template={"template_id": template.id, "variables": {}}
    )
    (header, button) = body["components"]
    assert header["type"] == "header"
    assert held(shop, header["parameters"][0]["image"]["id"]) == data
    assert button["parameters"] == [{"type": "payload", "payload": "optout:mkt.promotions"}]
    assert message.content.kind == Kind.TEMPLATE
    assert message.content.media is not None
    assert (message.content.media.id, message.content.media.width) == (media.id, 40)
    assert message.content.text.startswith("Nossa loja nova")
    assert (await shop.agent.get(f"/v1/media/{media.id}")).content == data


async def test_a_document_keeps_its_name_and_the_address_its_end(shop: Shop) -> None:
    conversation = await with_order(shop)
    template = await shop.template("nota_fiscal")
    assert template.variables == ["nome", "numero", "button.0"]
    assert (template.buttons[0].kind, template.buttons[0].url) == ("URL", "https://loja.example/pedidos/{{1}}")
    media = (await upload(shop, conversation.id, PDF, "nota 4821.pdf")).media
    values = {"nome": "Ana", "numero": "4821", "button.0": "4821/situação"}
    message, body = await sent_body(
        shop, conversation.id, media_id=media.id, template={"template_id": template.id, "variables": values}
    )
    header, _, button = body["components"]
    assert header["parameters"][0]["document"]["filename"] == "nota 4821.pdf"
    assert held(shop, header["parameters"][0]["document"]["id"]) == PDF
    assert button["parameters"] == [{"type": "text", "text": "4821/situa%C3%A7%C3%A3o"}]
    assert message.content.media is not None
    assert message.content.media.file_name == "nota 4821.pdf"


async def test_a_film_goes_above_the_text(shop: Shop) -> None:
    conversation = await with_order(shop)
    template = await made(shop, "video_de_uso", {"type": "HEADER", "format": "VIDEO"})
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(2000)
    media = (await upload(shop, conversation.id, film, "uso.mp4")).media
    _, body = await sent_body(
        shop, conversation.id, media_id=media.id, template={"template_id": template, "variables": {}}
    )
    (header,) = body["components"]
    assert held(shop, header["parameters"][0]["video"]["id"]) == film


async def test_the_file_has_to_be_there_and_of_the_right_kind(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    template = await shop.template("nota_fiscal")
    use = {"template_id": template.id, "variables": {"nome": "Ana", "numero": "1", "button.0": "1"}}
    answer = await shop.post(conversation.id, template=use)
    assert (answer.status_code, answer.json()["code"]) == (400, "template_file_missing")
    assert answer.json()["params"] == {"kind": "DOCUMENT"}
    for data, name in ((picture(), "nota.pdf"), (office("word"), "nota.docx")):
        media = (await upload(shop, conversation.id, data, name)).media
        answer = await shop.post(conversation.id, template=use, media_id=media.id)
        assert (answer.status_code, answer.json()["code"]) == (400, "template_file_wrong")
    order = await shop.template("pedido_enviado")
    media = (await upload(shop, conversation.id, PDF, "nota.pdf")).media
    plain = {"template_id": order.id, "variables": {"nome": "Ana", "numero": "1", "prazo": "2"}}
    answer = await shop.post(conversation.id, template=plain, media_id=media.id)
    assert (answer.json()["code"], answer.json()["params"]) == ("bad_request", {"field": "media_id"})
    answer = await shop.post(conversation.id, template=use, media_id=media.id, text="Veja")
    assert (answer.json()["code"], answer.json()["params"]) == ("bad_request", {"field": "text"})


async def test_a_file_of_somebody_else_is_refused(shop: Shop) -> None:
    ana, bruno = await shop.conversation("ana"), await with_order(shop, "bruno")
    template = await shop.template("nota_fiscal")
    media = (await upload(shop, bruno.id, PDF, "nota.pdf")).media
    use = {"template_id": template.id, "variables": {"nome": "Ana", "numero": "1", "button.0": "1"}}
    assert (await shop.post(ana.id, template=use, media_id=media.id)).status_code == 404
    assert (await shop.post(bruno.id, template=use, media_id=media.id)).status_code == 202
    assert (await shop.post(bruno.id, template=use, media_id=media.id)).status_code == 404


async def test_without_permission_the_picture_stays_here(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    template = await shop.template("convite_inauguracao")
    media = (await upload(shop, conversation.id, picture())).media
    use = {"template_id": template.id, "variables": {}}
    assert await shop.refused(conversation.id, media_id=media.id, template=use) == Reason.DENY_NO_CONSENT
    assert await shop.rows("SELECT message_id, wa_media_id FROM media") == [(None, None)]


async def test_what_whatsapp_refused_can_be_sent_again_with_its_file(shop: Shop) -> None:
    conversation = await with_order(shop)
    template = await shop.template("nota_fiscal")
    media = (await upload(shop, conversation.id, PDF, "nota.pdf")).media
    use = {"template_id": template.id, "variables": {"nome": "Ana", "numero": "1", "button.0": "1"}}
    shop.sim.core.faults.add(Fault(kind="error", place="messages", code=132012, times=1))
    first = await shop.send(conversation.id, media_id=media.id, template=use)
    failed = await shop.until_status(conversation.id, first.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "132012"
    message, _ = await sent_body(shop, conversation.id, media_id=media.id, template=use)
    assert message.content.media is not None
    kept = await shop.message(conversation.id, first.message.id)
    assert kept.content.media == message.content.media


async def test_a_header_that_became_a_film_meanwhile_fails_with_a_reason(shop: Shop) -> None:
    conversation = await with_order(shop)
    template = await shop.template("nota_fiscal")
    database = shop.running.gateway.core.database
    stop = "UPDATE channel_number SET disabled_at = ?"
    await database.write(lambda tx: tx.driver.execute(stop, (1,)))
    media = (await upload(shop, conversation.id, PDF, "nota.pdf")).media
    use = {"template_id": template.id, "variables": {"nome": "Ana", "numero": "1", "button.0": "1"}}
    accepted = await shop.send(conversation.id, media_id=media.id, template=use)
    changed = "UPDATE template SET components = replace(components, 'DOCUMENT', 'VIDEO')"
    await database.write(lambda tx: tx.driver.execute(changed))
    await database.write(lambda tx: tx.driver.execute(stop, (None,)))
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "template_file_missing"
    assert shop.requests_for(accepted.message.id) == 0


async def test_a_place_goes_above_the_text(shop: Shop) -> None:
    conversation = await with_order(shop)
    template = await made(shop, "endereco", {"type": "HEADER", "format": "LOCATION"})
    values = {
        "location.name": "Loja Aurora",
        "location.address": "Rua das Flores, 10",
        "location.latitude": "-23,5505",
        "location.longitude": "-46.6333",
    }
    wrong = {"template_id": template, "variables": values | {"location.latitude": "120"}}
    answer = await shop.post(conversation.id, template=wrong)
    assert (answer.json()["code"], answer.json()["params"]) == ("value_invalid", {"field": "location.latitude"})
    message, body = await sent_body(shop, conversation.id, template={"template_id": template, "variables": values})
    assert body["components"][0]["parameters"][0]["location"]["latitude"] == "-23.5505"
    assert message.content.location is not None
    assert (message.content.location.name, message.content.location.latitude) == ("Loja Aurora", -23.5505)


async def test_an_offer_that_ends_with_its_coupon(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await shop.own_act(conversation.contact_id)
    template = await shop.template("cupom_de_aniversario")
    assert (template.offer, template.header_kind) == ("Só neste mês", "IMAGE")
    assert template.variables == ["offer.ends_at", "nome", "button.0"]
    media = (await upload(shop, conversation.id, picture())).media
    ends = shop.clock() + 86_400_000
    values = {"nome": "Ana", "button.0": "ANA20", "offer.ends_at": str(ends)}
    for name, value in (("button.0", "vinte %"), ("offer.ends_at", "1000")):
        use = {"template_id": template.id, "variables": values | {name: value}}
        answer = await shop.post(conversation.id, media_id=media.id, template=use)
        assert (answer.json()["code"], answer.json()["params"]) == ("value_invalid", {"field": name})
    message, body = await sent_body(
        shop, conversation.id, media_id=media.id, template={"template_id": template.id, "variables": values}
    )
    assert [part["type"] for part in body["components"]] == ["header", "limited_time_offer", "body", "button"]
    assert message.content.text.startswith("*Só neste mês*\nParabéns, Ana!")
    assert [button.title for button in message.content.buttons] == ["ANA20", "Ir à loja"]


@pytest.mark.parametrize(
    ("button", "obstacle"),
    [({"type": "FLOW", "text": "Agendar"}, "flow"), ({"type": "CATALOG", "text": "Ver catálogo"}, "products")],
)
async def test_what_needs_more_is_shown_with_the_reason(shop: Shop, button: dict[str, str], obstacle: str) -> None:
    conversation = await shop.conversation("ana")
    template = await made(shop, "com_botao", {"type": "BUTTONS", "buttons": [button]})
    found = await shop.template("com_botao")
    assert (found.obstacle, found.buttons[0].title) == (obstacle, button["text"])
    answer = await shop.post(conversation.id, template={"template_id": template, "variables": {}})
    assert (answer.status_code, answer.json()["code"]) == (404, "template_unknown")
