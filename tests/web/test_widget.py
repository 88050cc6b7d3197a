"""The widget on a site of another origin under a strict policy: by keyboard, on two pages, to the ledger."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest
from playwright.async_api import Browser, Page, expect

from server_stub.contract.registers import CapturePoint
from server_stub.storage.repositories.capture_points import CapturePoints
from tests.helpers.browser import page_of, violations
from tests.helpers.shop import Shop
from tests.web.host_site import policy, run_site
from tests.web.places import PHONE, add_point


async def save(shop: Shop, point: CapturePoint, **fields: object) -> None:
    changed, rows = msgspec.structs.replace(point, **fields), CapturePoints()
    await shop.running.gateway.core.database.write(lambda tx: rows.save(tx, changed, "admin", 0))


@pytest.fixture
async def site(shop: Shop) -> AsyncIterator[str]:
    """Two pages of one site; the second in English, its widget twice on it, and one of a second place."""
    await shop.conversation("carla")
    first, second = await add_point(shop), await add_point(shop, "clube", title="Clube da Loja")
    line = '<script src="{}/w/{}/widget.js" defer {}></script>'
    url = shop.running.url
    twice = line.format(url, "loja", "") * 2 + line.format(url, "clube", 'data-side="left" data-form="no"')
    pages = {"/": ("pt-BR", line.format(url, "loja", 'data-color="#c2185b"')), "/two": ("en", twice)}
    async with run_site(policy(url), pages) as origin:
        await save(shop, first, origins=[origin])
        await save(shop, second, origins=[origin])
        yield origin


async def open_dialog(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name).click()
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_from_a_site_under_a_strict_policy_to_the_ledger(shop: Shop, site: str, browser: Browser) -> None:
    async with page_of(browser, locale="pt-BR") as page:
        await page.goto(f"{site}/")
        await open_dialog(page, "Receber pelo WhatsApp")
        await page.get_by_label("Promoções", exact=True).check()
        await page.get_by_label("Seu número de WhatsApp").fill(PHONE)
        assert await violations(page) == []
        await page.get_by_role("button", name="Continuar").click()
        code = await page.locator(".code").inner_text()
        link = await page.get_by_role("link", name="Abrir o WhatsApp com o código").get_attribute("href")
        assert link is not None
        assert code in link
        await expect(page.get_by_label("Código QR")).to_be_visible()
        assert await violations(page) == []
        shop.customer_says("ana", code)
        await expect(page.get_by_role("heading", name="Pronto, o seu número está confirmado!")).to_be_visible()
    sql = "SELECT type, proof_level FROM consent_event WHERE contact_id <> '' ORDER BY seq"
    assert [tuple(row) for row in await shop.rows(sql)] == [("REQUESTED", 0), ("CONFIRMED", 4)]


async def test_by_keyboard_alone(site: str, browser: Browser) -> None:
    async with page_of(browser, locale="pt-BR") as page:
        await page.goto(f"{site}/")
        opener = page.get_by_role("button", name="Receber pelo WhatsApp")
        await opener.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Promoções", exact=True)).to_be_focused()
        await page.keyboard.press("Space")
        await expect(page.get_by_label("Promoções", exact=True)).to_be_checked()
        stops = await page.evaluate(
            "document.querySelector('body > div').shadowRoot.querySelectorAll('dialog :is(button, a, input)').length"
        )
        for _ in range(stops):
            await page.keyboard.press("Tab")
        await expect(page.get_by_label("Promoções", exact=True)).to_be_focused()
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Shift+Tab")
        await expect(page.get_by_role("button", name="Continuar")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(opener).to_be_focused()


async def test_wrong_answers_are_said_and_led_to(site: str, browser: Browser) -> None:
    async with page_of(browser, locale="pt-BR") as page:
        await page.goto(f"{site}/")
        await open_dialog(page, "Receber pelo WhatsApp")
        await page.get_by_role("button", name="Continuar").click()
        await expect(page.get_by_role("alert")).to_contain_text("número não parece completo")
        await expect(page.get_by_label("Seu número de WhatsApp")).to_be_focused()
        await page.keyboard.type(PHONE)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("Marque pelo menos uma opção")
        assert await violations(page) == []


async def test_a_text_that_changed_meanwhile_is_shown_anew(shop: Shop, site: str, browser: Browser) -> None:
    async with page_of(browser, locale="pt-BR") as page:
        await page.goto(f"{site}/")
        await open_dialog(page, "Receber pelo WhatsApp")
        await page.get_by_label("Promoções", exact=True).check()
        await page.get_by_label("Seu número de WhatsApp").fill(PHONE)
        notices, now = shop.running.gateway.outgoing.notices, shop.clock()
        await shop.running.gateway.core.database.write(
            lambda tx: notices.publish_version(
                tx, "mkt.promotions", "pt-BR", "Texto novo", material=True, effective_at=now, actor="", now=now
            )
        )
        await page.get_by_role("button", name="Continuar").click()
        await expect(page.get_by_text("Texto novo", exact=True)).to_be_visible()
        await expect(page.get_by_label("Promoções", exact=True)).not_to_be_checked()
        await expect(page.get_by_label("Seu número de WhatsApp")).to_have_value(PHONE)


async def test_on_another_page_in_english_each_place_has_one(site: str, browser: Browser) -> None:
    async with page_of(browser, locale="en-US", viewport={"width": 320, "height": 640}) as page:
        await page.goto(f"{site}/two")
        await expect(page.get_by_role("link", name="Chat on WhatsApp")).to_have_count(2)
        await expect(page.get_by_role("button", name="Get it on WhatsApp")).to_have_count(1)
        chats = [await it.bounding_box() for it in await page.get_by_role("link", name="Chat on WhatsApp").all()]
        upper, lower = sorted(chats, key=lambda box: box["y"])
        assert upper["y"] + upper["height"] <= lower["y"]
        await open_dialog(page, "Get it on WhatsApp")
        await expect(page.get_by_text("Nothing is ticked for you")).to_be_visible()
        assert await violations(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_only_the_named_sites_get_the_form(shop: Shop, site: str) -> None:
    async with httpx.AsyncClient(base_url=shop.running.url, verify=False, timeout=30) as client:
        assert (await client.get("/w/loja/form", headers={"origin": site})).status_code == 200
        for headers in ({}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
            answer = await client.get("/w/loja/form", headers=headers)
            assert answer.status_code == 403
            assert "access-control-allow-origin" not in answer.headers
            posted = await client.post("/w/loja", content=b"{}", headers=headers)
            assert posted.status_code == 403
        for body in (b"", b"{}", b'{"token":1}', b"\xff", b'{"token":"a","phone":"b","agreed":{"x":1}}'):
            answer = await client.post("/w/loja", content=body, headers={"origin": site})
            assert answer.status_code == 400
        assert (await client.post("/w/loja", content=b"x" * 70_000, headers={"origin": site})).status_code == 413
        assert (await client.get("/w/none/widget.js")).status_code == 404
        script = await client.get("/w/loja/widget.js")
        assert len(script.content) < 15_000
        for word in ("eval(", "innerHTML", 'setAttribute("style', "document.write", "cookie ="):
            assert word not in script.text
