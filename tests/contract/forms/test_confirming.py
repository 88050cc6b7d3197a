"""What an app hands in for a purpose that is asked twice: confirmed by a message, or by a code typed back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from server_stub.contract.content import Line
from tests.helpers.shop import Shop, eventually
from tests.web.places import add_code_template

WAIT = 30.0
MARKETING = "mkt.promotions"
PATH = "/v1/consents"


@pytest.fixture
async def app(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    body = {"name": "App", "scopes": ["consents:write", "consents:read", "codes:write"]}
    async with shop.running.client("admin") as admin:
        secret = (await admin.post("/v1/api-keys", json=body)).json()["secret"]
    headers = {"authorization": f"Bearer {secret}"}
    async with httpx.AsyncClient(base_url=shop.running.url, headers=headers, timeout=30, verify=False) as client:
        yield client


async def handed_in(shop: Shop, app: httpx.AsyncClient, customer: str = "ana") -> dict[str, Any]:
    """The answer to a form of one of the customers, who wrote before."""
    await shop.conversation(customer)
    answer = {"purpose": MARKETING, "granted": True, "notice_version": f"{MARKETING}-v1-pt-BR"}
    phone = f"+{shop.sim.core.world.users[customer].wa_id}"
    form = {"phone": phone, "answers": [answer], "captured_at": shop.clock() - 1000}
    result = await app.post(PATH, json=form, headers={"idempotency-key": "1"})
    assert result.status_code == 201, result.text
    return dict(result.json())


async def state(app: httpx.AsyncClient, request: dict[str, Any]) -> str:
    return str((await app.get(f"{PATH}/{request['id']}")).json()["states"][MARKETING])


async def events(shop: Shop) -> list[tuple[str, str, int]]:
    sql = "SELECT type, source, proof_level FROM consent_event WHERE contact_id <> '' ORDER BY seq"
    return [tuple(row) for row in await shop.rows(sql)]


async def proven(shop: Shop) -> bool:
    core = shop.running.gateway.core
    return await core.database.read(core.ledger_check.first) is None


async def test_the_person_confirms_by_a_message(shop: Shop, app: httpx.AsyncClient) -> None:
    request = await handed_in(shop, app)
    assert request["states"] == {MARKETING: "PENDING"}
    text = parse_qs(urlsplit(request["confirm_url"]).query)["text"][0]
    shop.customer_says("ana", text)
    await eventually(lambda: state(app, request), lambda found: found == "ACTIVE", WAIT)
    assert [(kind, level) for kind, _, level in await events(shop)] == [("REQUESTED", 0), ("CONFIRMED", 4)]
    lines = await shop.lines((await shop.conversation_of("ana")).id)
    assert [kind for kind, _ in lines if kind != Line.CASE_OPENED] == [Line.CONSENT_GIVEN]
    assert await proven(shop)


async def test_the_person_types_a_code_into_the_form(shop: Shop, app: httpx.AsyncClient) -> None:
    request = await handed_in(shop, app)
    path = f"{PATH}/{request['id']}"
    none = await app.post(f"{path}/code")
    assert (none.status_code, none.json()["code"]) == (409, "channel_not_set_up")
    await add_code_template(shop)
    assert (await app.post(f"{path}/code")).status_code == 202
    code = await code_received(shop)
    wrong = await app.post(f"{path}/confirmation", json={"code": f"{(int(code) + 1) % 1_000_000:06}"})
    assert (wrong.status_code, wrong.json()["params"]) == (400, {"field": "code"})
    assert await state(app, request) == "PENDING"
    right = await app.post(f"{path}/confirmation", json={"code": code})
    assert (right.status_code, right.json()["states"]) == (200, {MARKETING: "ACTIVE"})
    assert await events(shop) == [("REQUESTED", "app", 0), ("CONFIRMED", "app", 4)]
    assert await proven(shop)


async def code_received(shop: Shop) -> str:
    async def codes() -> list[str]:
        found = (re.search(r"\*(\d{6})\*", it.text) for it in shop.sim.core.sent.values())
        return [hit.group(1) for hit in found if hit is not None]

    return (await eventually(codes, bool, WAIT))[0]


async def test_guesses_are_counted(shop: Shop, app: httpx.AsyncClient) -> None:
    request = await handed_in(shop, app)
    await add_code_template(shop)
    path = f"{PATH}/{request['id']}"
    await app.post(f"{path}/code")
    wrong = f"{(int(await code_received(shop)) + 1) % 1_000_000:06}"
    answers = [(await app.post(f"{path}/confirmation", json={"code": wrong})).status_code for _ in range(6)]
    assert answers == [400, 400, 400, 400, 400, 429]
    for step, body in (("code", None), ("confirmation", {"code": wrong})):
        assert (await app.post(f"{PATH}/nothing/{step}", json=body)).status_code == 404
