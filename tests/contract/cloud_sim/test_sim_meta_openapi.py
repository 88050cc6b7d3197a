"""The stand-in held against Meta's OpenAPI file: requests, answers, webhooks and errors."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from server_stub.cloud_sim.samples import SAMPLES, sample_bytes
from server_stub.cloud_sim.templates.book import Template
from tests.contract.cloud_sim.meta_spec import check, check_inbound, document, send_examples
from tests.unit.cloud_sim.sim_stage import ANA_PHONE, BRUNO_PHONE, Json, Stage, envelope, promotion

SEND_EXAMPLES = send_examples()
_FILES = {"audio": "voice", "image": "parcel", "document": "document", "sticker": "sticker", "video": "video"}

PLACE = {"latitude": -19.9, "longitude": -43.9, "name": "Praça", "address": "Praça Sete, 1"}

SAID: dict[str, Json] = {
    "text": {"type": "text", "text": "Oi"},
    "image": {"type": "image", "caption": "Olha"},
    "video": {"type": "video"},
    "voice": {"type": "voice"},
    "audio": {"type": "audio"},
    "document": {"type": "document"},
    "sticker": {"type": "sticker"},
    "location": {"type": "location", "location": PLACE},
    "contacts": {"type": "contacts", "contacts": [{"name": {"formatted_name": "Caio", "first_name": "Caio"}}]},
    "reaction": {"type": "reaction", "message_id": "wamid.X", "emoji": "👍"},
    "unsupported": {"type": "unsupported"},
    "order": {
        "type": "order",
        "order": {
            "catalog_id": "1",
            "text": "",
            "product_items": [{"product_retailer_id": "a", "quantity": 1, "item_price": 9.5, "currency": "BRL"}],
        },
    },
}


async def prepared(stage: Stage, example: Json) -> Json:
    """Meta's example with its placeholders filled: a real person, real files, templates that exist."""
    body = copy.deepcopy(example)
    body["to"] = ANA_PHONE
    kinds = [name for name in ("text", "interactive") if name in body]
    body.setdefault("type", kinds[0] if kinds else "text")
    part = body.get(body["type"], {})
    if body["type"] in _FILES and "id" in part:
        sample = SAMPLES[_FILES[body["type"]]]
        stored = stage.sim.core.media.add_upload(
            stage.sim.phone_number_id, sample_bytes(sample), sample.mime_type, None, stage.sim.core.now()
        )
        part["id"] = stored.id
    if "header" in part and part["header"]["type"].startswith("<"):
        part["header"]["type"] = "text"
    if "link" in part:
        part["link"] = "https://loja.example/arquivo"
    if body["type"] == "reaction":
        part["message_id"] = next(iter(stage.sim.core.received))
    if body["type"] == "template":
        stage.sim.core.templates.put(_template_for(part))
    return body


def _template_for(wanted: Json) -> Template:
    """A template that the parameters of an example fit."""
    components: list[Json] = []
    buttons: list[Json] = []
    for part in wanted.get("components", []):
        if part["type"] == "header":
            components.append({"type": "HEADER", "format": part["parameters"][0]["type"].upper()})
        if part["type"] == "body":
            marks = " ".join(f"{{{{{index + 1}}}}}" for index in range(len(part["parameters"])))
            components.append({"type": "BODY", "text": f"Olá {marks} ."})
        if part["type"] == "button":
            buttons.append({"type": str(part["sub_type"]).upper(), "text": "Ver"})
    if buttons:
        components.append({"type": "BUTTONS", "buttons": buttons})
    return Template(
        id="1",
        name=wanted["name"],
        language=wanted["language"]["code"],
        category="UTILITY",
        components=components,
        status="APPROVED",
    )


@pytest.mark.parametrize("title", [title for title, body in SEND_EXAMPLES.items() if "status" not in body])
async def test_metas_example_sends_are_accepted_and_delivered(stage: Stage, title: str) -> None:
    await stage.hear()
    body = await prepared(stage, SEND_EXAMPLES[title])
    status, answer = await stage.post(body)
    assert status == 200, answer
    check("MessageResponsePayload", answer)
    await stage.advance(seconds=10)
    wamid = answer["messages"][0]["id"]
    assert stage.business.ladder(wamid)[0] == "sent"


async def test_metas_read_receipt_is_accepted(stage: Stage) -> None:
    heard = await stage.hear()
    [receipt] = [body for body in SEND_EXAMPLES.values() if "status" in body]
    status, answer = await stage.post(receipt | {"message_id": heard})
    assert status == 200
    check("MarkMessageResponsePayload", answer)


@pytest.mark.parametrize(
    "parts",
    [
        {"type": "text", "text": {"body": "Olá"}},
        {"type": "image", "image": {"link": "https://loja.example/a.jpg"}},
        {"type": "location", "location": {"latitude": "-19.9", "longitude": "-43.9", "name": "Praça"}},
    ],
)
async def test_the_bodies_of_our_own_tests_fit_metas_schema(parts: Json) -> None:
    check("Message", envelope(to=ANA_PHONE, **parts))


@pytest.mark.parametrize("name", SAID)
async def test_inbound_webhooks_fit_metas_schema(stage: Stage, name: str) -> None:
    stage.sim.customers.send("ana", dict(SAID[name]))
    await stage.advance()
    [value] = stage.business.values()
    check("IncomingMessageValueGeneral", value)
    for contact in value["contacts"]:
        check("ContactProfile", contact)
    check_inbound(value["messages"][0])


async def test_taps_fit_metas_schema(stage: Stage) -> None:
    await stage.hear()
    buttons = [{"type": "reply", "reply": {"id": "yes", "title": "Sim"}}]
    interactive = {"type": "button", "body": {"text": "Quer?"}, "action": {"buttons": buttons}}
    asked = await stage.send(type="interactive", interactive=interactive)
    _, answer = await stage.post(promotion(ANA_PHONE))
    await stage.advance(seconds=5)
    stage.sim.customers.tap("ana", asked, 0)
    stage.sim.customers.tap("ana", answer["messages"][0]["id"], 1)
    await stage.advance()
    interactive_reply, button = stage.business.messages()[-2:]
    assert (interactive_reply["type"], button["type"]) == ("interactive", "button")
    check_inbound(interactive_reply)
    check_inbound(button)


async def test_system_messages_fit_metas_schema(stage: Stage) -> None:
    stage.sim.customers.change_number("ana", "+55 31 97777-1111")
    await stage.advance()
    [value] = stage.business.values()
    check("IncomingMessageValueSystem", value)
    check_inbound(value["messages"][0])


async def test_statuses_fit_metas_schema(stage: Stage) -> None:
    await stage.hear()
    stage.business.clear()
    await stage.send()
    stage.sim.meta.list_undeliverable([BRUNO_PHONE])
    await stage.post(promotion(BRUNO_PHONE))
    await stage.advance(seconds=10)
    for value in stage.business.values():
        check("StatusMessageValue", value)
    assert [status["status"] for status in stage.business.statuses()] == ["sent", "failed", "delivered", "read"]


@pytest.mark.parametrize("schema", ["GraphAPIError", "GraphAPIError_4", "ErrorResponse"])
async def test_refusals_fit_metas_schemas(stage: Stage, schema: str) -> None:
    for body in (envelope(to=ANA_PHONE), envelope(to=""), {}):
        status, answer = await stage.post(body)
        assert status == 400
        check(schema, answer)


async def test_the_webhook_envelope_has_what_meta_requires(stage: Stage) -> None:
    await stage.hear()
    schemas: dict[str, Any] = document()["components"]["schemas"]
    [body] = [json.loads(raw) for raw in stage.business.bodies]
    assert set(body) >= set(schemas["WebhookPayload"]["required"])
    assert set(body["entry"][0]) >= set(schemas["Entry"]["required"])
    assert set(body["entry"][0]["changes"][0]) >= set(schemas["Change"]["required"])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/{number}/block_users", "GetBlockedUsersData"),
        ("/{account}/phone_numbers", "WhatsAppBusinessAccountPhoneNumbersConnection"),
        ("/{account}/subscribed_apps", "SubscribedAppsResponse"),
        ("/{number}/message_history", "MessageHistoryResponse"),
        ("/{number}/message_qrdls", "QrCodeList"),
    ],
)
async def test_lists_fit_metas_schemas(stage: Stage, path: str, schema: str) -> None:
    wamid = await _some_of_everything(stage)
    filled = path.format(number=stage.sim.phone_number_id, account=stage.sim.waba_id)
    status, answer = await stage.call("GET", f"/v23.0{filled}", params={"message_id": wamid})
    assert status == 200
    assert answer["data"]
    check(schema, answer)


async def _some_of_everything(stage: Stage) -> str:
    """One sent message, one blocked user and one short link; answers the message's id."""
    await stage.hear()
    await stage.hear("bruno")
    wamid = await stage.send()
    await stage.advance(seconds=5)
    await stage.call("POST", f"{stage.number_path}/message_qrdls", {"prefilled_message": "Oi"})
    body = {"messaging_product": "whatsapp", "block_users": [{"user": BRUNO_PHONE}]}
    await stage.call("POST", f"{stage.number_path}/block_users", body)
    return wamid


async def test_profile_fits_metas_schema(stage: Stage) -> None:
    _, answer = await stage.call("GET", f"{stage.number_path}/whatsapp_business_profile")
    check("WhatsAppBusinessProfile", answer["data"][0])
