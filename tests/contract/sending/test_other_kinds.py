"""Places, contact cards, voice and stickers leave as what they are, and only when WhatsApp would take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from server_stub import cloud_sim
from server_stub.contract.content import Kind
from tests.contract.sending.test_media import upload
from tests.helpers.shop import Shop

VOICE = Path(cloud_sim.__file__).parent / "media" / "voice.ogg"
MASP = {"latitude": -23.5614, "longitude": -46.6559, "name": "MASP", "address": "Av. Paulista, 1578"}
CAIO = {"name": "Caio Prado", "phones": ["+55 11 95555-4444"], "emails": ["c@frete.example"], "organisation": "Frete"}

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"location": {**MASP, "latitude": 90.01}}, "location_invalid"),
    ({"location": {**MASP, "longitude": -180.5}}, "location_invalid"),
    ({"location": {**MASP, "name": "x" * 300}}, "text_too_long"),
    ({"location": MASP, "text": "aqui"}, "bad_request"),
    ({"location": MASP, "cards": [CAIO]}, "bad_request"),
    ({"cards": [{**CAIO, "name": "n" * 300}]}, "text_too_long"),
    ({"cards": [{**CAIO, "name": "  "}]}, "card_invalid"),
    ({"cards": [{"name": "Sem telefone"}]}, "card_invalid"),
    ({"cards": [CAIO] * 6}, "card_invalid"),
    ({"cards": [CAIO], "consent_purpose": "mkt.promotions"}, "bad_request"),
]
"""Requests, and the code with which they are refused."""


async def test_places_and_cards_leave_as_what_they_are(shop: Shop) -> None:
    talk = (await shop.conversation("ana")).id
    place = await shop.send(talk, location=MASP)
    assert (place.message.content.kind, place.message.content.location.name) == (Kind.LOCATION, "MASP")
    cards = await shop.send(talk, cards=[CAIO])
    await shop.until_status(talk, cards.message.id, "read")
    (sent,) = shop.sent_for(place.message.id)
    assert sent.body["location"] == MASP
    (sent,) = shop.sent_for(cards.message.id)
    (card,) = sent.body["contacts"]
    assert card["name"] == {"formatted_name": "Caio Prado", "first_name": "Caio", "last_name": "Prado"}
    assert (card["phones"][0]["phone"], card["org"]) == ("+55 11 95555-4444", {"company": "Frete"})


async def test_what_whatsapp_would_refuse_is_refused_here(shop: Shop) -> None:
    talk = (await shop.conversation("ana")).id
    for fields, code in REFUSED:
        answer = await shop.post(talk, **fields)
        assert (answer.status_code // 100, answer.json()["code"]) == (4, code), fields
    assert await shop.rows("SELECT 1 FROM send_job") == []


async def test_what_sound_is_sent_as_is_said_and_not_guessed(shop: Shop) -> None:
    talk = (await shop.conversation("ana")).id
    for kind in ("voice", "audio"):
        uploaded = await upload(shop, talk, VOICE.read_bytes(), "recado.ogg")
        accepted = await shop.send(talk, media_id=uploaded.media.id, as_kind=kind)
        assert accepted.message.content.kind == kind
        await shop.until_status(talk, accepted.message.id, "read", "played")
        (sent,) = shop.sent_for(accepted.message.id)
        assert sent.body["audio"].get("voice", False) is (kind == "voice")
    uploaded = await upload(shop, talk, VOICE.read_bytes(), "recado.ogg")
    refused = await shop.post(talk, media_id=uploaded.media.id, as_kind="sticker")
    assert (refused.status_code, refused.json()["code"]) == (415, "media_type_refused")
    captioned = await shop.post(talk, media_id=uploaded.media.id, as_kind="voice", text="Oi")
    assert captioned.json()["code"] == "bad_request"
