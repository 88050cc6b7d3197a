"""The other proof of a number: a code that WhatsApp brings and the person types into the page, scripts or not."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.helpers.shop import Shop, eventually
from tests.web.places import add_code_template, add_point, post_form

WAIT = 30.0
MINUTE = 60_000


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    await shop.conversation("carla")
    await add_point(shop)
    async with httpx.AsyncClient(base_url=shop.running.url, follow_redirects=True, timeout=30, verify=False) as client:
        yield client


@pytest.fixture
async def status(shop: Shop, client: httpx.AsyncClient) -> httpx.Response:
    """A form that was sent, and a template by which codes may be sent."""
    await add_code_template(shop)
    return await post_form(client, await client.get("/o/loja"), "mkt.promotions")


def under(status: httpx.Response, what: str) -> str:
    return f"{status.url.path}/{what}"


async def code_received(shop: Shop, count: int = 1) -> str:
    """The code in the newest message that left."""

    async def codes() -> list[str]:
        found = (re.search(r"\*(\d{6})\*", it.text) for it in shop.sim.core.sent.values())
        return [hit.group(1) for hit in found if hit is not None]

    return (await eventually(codes, lambda found: len(found) == count, WAIT))[-1]


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


async def types(shop: Shop) -> list[tuple[str, int]]:
    sql = "SELECT type, proof_level FROM consent_event WHERE contact_id <> '' ORDER BY seq"
    return [tuple(row) for row in await shop.rows(sql)]


async def test_sent_typed_proven(shop: Shop, client: httpx.AsyncClient, status: httpx.Response) -> None:
    assert "Receber o código" in status.text
    asked = await client.post(under(status, "send"))
    assert "Digite o código que enviamos" in asked.text
    code = await code_received(shop)
    wrong = await client.post(under(status, "code"), data={"code": another(code)})
    assert wrong.status_code == 422
    assert "não confere" in wrong.text
    assert await types(shop) == []
    right = await client.post(under(status, "code"), data={"code": f" {code[:3]} {code[3:]} "})
    assert "Pronto, está confirmado!" in right.text
    assert await types(shop) == [("REQUESTED", 0), ("CONFIRMED", 4)]
    again = await client.post(under(status, "code"), data={"code": code})
    assert "Pronto, está confirmado!" in again.text
    assert len(await types(shop)) == 2


async def test_agents_do_not_see_the_code(shop: Shop, client: httpx.AsyncClient, status: httpx.Response) -> None:
    await client.post(under(status, "send"))
    code = await code_received(shop)
    assert code not in (await shop.agent.get("/v1/snapshot")).text.replace("-", "")


async def test_five_attempts_and_thirty_minutes(shop: Shop, client: httpx.AsyncClient, status: httpx.Response) -> None:
    await client.post(under(status, "send"))
    code = await code_received(shop)
    wrong = [await client.post(under(status, "code"), data={"code": another(code)}) for _ in range(5)]
    assert {answer.status_code for answer in wrong} == {422}
    assert (await client.post(under(status, "code"), data={"code": code})).status_code == 429
    shop.clock.ahead = 2 * MINUTE
    await client.post(under(status, "send"))
    second = await code_received(shop, 2)
    shop.clock.ahead = 33 * MINUTE
    assert (await client.post(under(status, "code"), data={"code": second})).status_code == 422
    assert await types(shop) == []


async def test_not_twice_in_a_minute(shop: Shop, client: httpx.AsyncClient, status: httpx.Response) -> None:
    await client.post(under(status, "send"))
    second = await client.post(under(status, "send"))
    assert "Espere 60 segundos" in second.text
    await code_received(shop)


async def test_five_codes_a_day_to_one_number_whoever_asks(shop: Shop, client: httpx.AsyncClient) -> None:
    """A stranger who types the number of somebody else cannot have them written to all day, nor guess for ever."""
    await add_code_template(shop)
    for form in range(2):
        status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
        for code in range(3):
            shop.clock.ahead += MINUTE + 1000
            answer = await client.post(under(status, "send"))
            await code_received(shop, min(form * 3 + code + 1, 5))
    assert "Não conseguimos enviar o código" in answer.text
    shop.clock.ahead += 24 * 60 * MINUTE
    status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
    assert "Digite o código que enviamos" in (await client.post(under(status, "send"))).text


async def test_without_a_template_it_is_not_offered(client: httpx.AsyncClient) -> None:
    status = await post_form(client, await client.get("/o/loja"), "txn.order")
    assert "Receber o código" not in status.text
    answer = await client.post(under(status, "send"))
    assert "Não conseguimos enviar o código" in answer.text


async def lapsed(shop: Shop) -> None:
    shop.clock.ahead += 73 * 60 * MINUTE
    await shop.running.gateway.capture.lapse()


async def people(shop: Shop) -> list[int]:
    """For each contact, in the order they came: is there anything left of it?"""
    sql = "SELECT erased_at IS NULL AND profile_enc IS NOT NULL FROM contact ORDER BY created_at, id"
    return [row[0] for row in await shop.rows(sql)]


async def test_a_number_that_nobody_confirmed_is_forgotten(
    shop: Shop, client: httpx.AsyncClient, status: httpx.Response
) -> None:
    """Somebody typed it; the contact that the code needed goes with the request, and the desktops hear of it."""
    await client.post(under(status, "send"))
    await code_received(shop)
    assert await people(shop) == [1, 1]
    ((key_id,),) = await shop.rows("SELECT key_id FROM contact ORDER BY created_at DESC LIMIT 1")
    await lapsed(shop)
    assert await people(shop) == [1, 0]
    assert await shop.rows("SELECT 1 FROM data_key WHERE id = ? AND destroyed_at IS NULL", key_id) == []
    assert await shop.rows("SELECT count(*) FROM identity WHERE kind = 'dialled'") == [(0,)]
    assert await shop.rows("SELECT 1 FROM capture_request") == []
    assert await shop.rows("SELECT count(*) FROM event WHERE kind = 'conversation_left'") == [(1,)]


async def test_who_is_known_otherwise_stays(shop: Shop, client: httpx.AsyncClient, status: httpx.Response) -> None:
    await client.post(under(status, "send"))
    code = await code_received(shop)
    again = await post_form(client, await client.get("/o/loja"), "txn.order")
    await client.post(under(again, "send"))
    await client.post(under(status, "code"), data={"code": code})
    before = await types(shop)
    await lapsed(shop)
    assert await people(shop) == [1, 1]
    assert await types(shop) == before
