"""A place may have a WhatsApp number of its own: page, code and widget lead there, and so does a code by message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from server_stub.storage.database import Tx
from tests.helpers.shop import Shop
from tests.web.places import add_code_template, add_point, post_form

SECOND, SHOWN, DIGITS = "second-number", "+55 11 4000-2222", "551140002222"
SITE = "https://loja.example.com"


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """The company has two numbers; the place has the second."""
    await shop.conversation("carla")
    sql = "INSERT INTO channel_number (id, display_phone, created_at) VALUES (?, ?, ?)"
    await write(shop, sql, SECOND, SHOWN, shop.clock())
    await add_point(shop, channel_number_id=SECOND, origins=[SITE])
    async with httpx.AsyncClient(base_url=shop.running.url, follow_redirects=True, timeout=30, verify=False) as client:
        yield client


async def write(shop: Shop, sql: str, *values: object) -> None:
    def work(tx: Tx) -> None:
        tx.driver.execute(sql, values)

    await shop.running.gateway.core.database.write(work)


async def test_the_page_leads_to_it(shop: Shop, client: httpx.AsyncClient) -> None:
    status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
    assert f"https://wa.me/{DIGITS}?text=" in status.text
    assert SHOWN in status.text


async def test_the_widget_and_what_is_copied_lead_to_it(shop: Shop, client: httpx.AsyncClient) -> None:
    form = await client.get("/w/loja/form", headers={"origin": SITE})
    assert form.json()["chat_url"] == f"https://wa.me/{DIGITS}"
    async with shop.running.client("admin") as admin:
        (point,) = (await admin.get("/v1/capture-points")).json()
    assert point["chat_url"] == f"https://wa.me/{DIGITS}"


async def test_a_code_by_message_comes_from_it(shop: Shop, client: httpx.AsyncClient) -> None:
    await add_code_template(shop)
    status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
    await client.post(f"{status.url.path}/send")
    sql = "SELECT channel_number_id FROM conversation WHERE id IN (SELECT conversation_id FROM send_job)"
    assert [row[0] for row in await shop.rows(sql)] == [SECOND]


@pytest.mark.parametrize(
    "how", ["DELETE FROM channel_number WHERE id = ?", "UPDATE channel_number SET disabled_at = 1 WHERE id = ?"]
)
async def test_a_number_that_is_gone_leads_to_another(shop: Shop, client: httpx.AsyncClient, how: str) -> None:
    await write(shop, how, SECOND)
    status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
    assert DIGITS not in status.text
    assert "https://wa.me/" in status.text
