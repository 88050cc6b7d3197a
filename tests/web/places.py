"""Capture points and what a browser without scripts does with their forms."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import httpx
import msgspec

from server_stub.cloud_sim.templates.book import Template
from server_stub.contract.ids import new_id
from server_stub.contract.registers import CaptureKind, CapturePoint, Company
from server_stub.storage.repositories.capture_points import CapturePoints
from server_stub.storage.repositories.registers import COMPANY
from tests.helpers.shop import Shop, eventually

PHONE = "(31) 98888-7777"
"""Of the customer "ana", as people write it."""
_INPUT = re.compile(r"<input[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


async def add_point(shop: Shop, slug: str = "loja", **fields: object) -> CapturePoint:
    now = shop.clock()
    purposes = ["mkt.promotions", "txn.order"]
    point = CapturePoint(new_id(now), CaptureKind.PAGE, slug, "Fique por dentro", purposes)
    point = msgspec.structs.replace(point, **fields)
    rows = CapturePoints()
    await shop.running.gateway.core.database.write(lambda tx: rows.save(tx, point, "admin", now))
    return point


def boxes(page: str) -> dict[str, str]:
    """Purpose → what its box posts; none may be ticked."""
    found = {}
    for tag in _INPUT.findall(page):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") == "checkbox":
            assert "checked" not in tag
            found[attributes["value"].split(" ")[0]] = attributes["value"]
    return found


def token(page: str) -> str:
    tags = [dict(_ATTRIBUTE.findall(tag)) for tag in _INPUT.findall(page)]
    return next(tag["value"] for tag in tags if tag.get("name") == "token")


def code_on(page: str) -> str:
    found = re.search(r"BALCAO-[2-9A-Z]{8}", unescape(page))
    assert found is not None
    return found.group()


async def post_form(client: httpx.AsyncClient, page: httpx.Response, *purposes: str, **fields: str) -> httpx.Response:
    """Tick these boxes and send the form that `page` shows."""
    values = {"token": token(page.text), "phone": PHONE, **fields}
    ticked = [boxes(page.text)[purpose] for purpose in purposes]
    return await client.post(page.url, data={**values, "agree": ticked})


async def add_code_template(shop: Shop) -> None:
    """A template for access codes, as Meta lists them: the code stands in the text and in the button's address."""
    otp = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}"
    components = [
        {"type": "BODY", "text": "Seu código é *{{1}}*. Não o mostre a ninguém."},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Copiar código", "url": otp}]},
    ]
    shop.sim.core.templates.put(
        Template(
            id="9001",
            name="codigo_de_acesso",
            language="pt_BR",
            category="AUTHENTICATION",
            components=components,
            status="APPROVED",
        )
    )
    shop.running.gateway.outgoing.template_sync.wake()

    async def known() -> list[object]:
        return await shop.rows("SELECT 1 FROM template WHERE id = '9001'")

    await eventually(known, bool, 30.0)


def preferences_url(shop: Shop, contact_id: str) -> str:
    return shop.running.gateway.capture.preferences_url(contact_id)


async def publish(shop: Shop, text: str, purpose: str = "mkt.promotions", language: str = "pt-BR") -> None:
    """A new text that everybody has to agree to anew."""
    notices, now = shop.running.gateway.outgoing.notices, shop.clock()
    await shop.running.gateway.core.database.write(
        lambda tx: notices.publish_version(
            tx, purpose, language, text, material=True, effective_at=now, actor="", now=now
        )
    )


async def set_company(shop: Shop, company: Company) -> None:
    registers, now = shop.running.gateway.core.registers, shop.clock()
    await shop.running.gateway.core.database.write(lambda tx: registers.add_version(tx, COMPANY, company, "admin", now))


async def answered(shop: Shop, key: str, text: str, *answers: str) -> str:
    """The customer writes; the id of the contact once the gateway has answered with one of these words."""
    conversation = await shop.conversation(key, text)

    async def said() -> list[str]:
        return [it.content.text for it in await shop.messages(conversation.id) if it.direction == "out"]

    await eventually(said, lambda found: any(answer in it for answer in answers for it in found), 30.0)
    return conversation.contact_id


async def confirmed_proof(shop: Shop) -> dict[str, Any]:
    """What the only confirmation in the ledger rests on; the ledger itself is whole."""
    core = shop.running.gateway.core
    assert await core.database.read(core.ledger_check.first) is None
    sql = (
        "SELECT evidence.key_id, evidence.body_enc FROM evidence JOIN consent_event USING (event_id)"
        " WHERE consent_event.type = 'CONFIRMED'"
    )
    ((key_id, sealed),) = await shop.rows(sql)
    body = await core.database.read(lambda tx: core.vault.open(tx, key_id, sealed, "evidence.body"))
    return dict(json.loads(body))
