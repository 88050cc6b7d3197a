"""Capture points and what a browser without scripts does with their forms."""

from __future__ import annotations

import re
from html import unescape

import httpx
import msgspec

from server_stub.contract.ids import new_id
from server_stub.contract.registers import CaptureKind, CapturePoint
from server_stub.storage.repositories.capture_points import CapturePoints
from tests.helpers.shop import Shop

PHONE = "(11) 98765-4321"
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
