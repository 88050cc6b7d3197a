"""The pages behind an e-mail's links in a real browser: pressed by a person, readable for everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.helpers.browser import page_of, violations
from tests.helpers.certificates import make_certificates
from tests.helpers.mail_server import MailServer, mail_server
from tests.helpers.outside_shop import PATIENCE, OutsideShop, local, mail_settings, outside_shop
from tests.helpers.shop import eventually

NARROW = {"width": 320, "height": 640}


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[tuple[OutsideShop, MailServer]]:
    certificates = make_certificates(tmp_path)
    async with mail_server(certificates.server_context()) as server:
        settings = mail_settings(server, certificates.authority)
        async with outside_shop(tmp_path / "data", **settings) as shop:
            yield shop, server


async def link(post: tuple[OutsideShop, MailServer], kind: str) -> str:
    shop, server = post

    async def look() -> list[str]:
        return server.links(kind)

    (found,) = await eventually(look, bool, PATIENCE)
    return shop.running.url + local(found)


async def test_a_person_confirms_by_mail_without_scripts(
    post: tuple[OutsideShop, MailServer], browser: Browser
) -> None:
    shop, _ = post
    await shop.conversation("bruno")
    subject = await shop.subject()
    await shop.invite(subject, "email", "ana@example.com", "mkt.promotions", "txn.order")
    async with page_of(browser, scripts=False, viewport=NARROW) as page:
        await page.goto(await link(post, "confirm"))
        await expect(page.get_by_role("checkbox")).to_have_count(2)
        await expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
        await page.get_by_role("checkbox", name="Notícias do seu pedido").check()
        await page.get_by_role("checkbox", name="Promoções").check()
        await page.get_by_role("button", name="Confirmar o que marquei").click()
        await expect(page.get_by_role("heading", name="Sua resposta está registrada")).to_be_visible()
        chat = await page.get_by_role("link", name="Abrir o WhatsApp e enviar o código").get_attribute("href")
    assert chat is not None
    assert chat.startswith("https://wa.me/551140001234?text=")
    assert await shop.state_of(subject.contact_id, "txn.order") == "ACTIVE"
    assert await shop.state_of(subject.contact_id) == "PENDING"
    await shop.proof_of(subject.contact_id, "GRANTED")


@pytest.mark.parametrize("language", ["pt-BR", "en"])
async def test_axe_finds_nothing_and_nothing_is_cut_off(
    post: tuple[OutsideShop, MailServer], browser: Browser, language: str
) -> None:
    shop, _ = post
    await shop.conversation("bruno")
    subject = await shop.subject()
    await shop.invite(subject, "email", "ana@example.com", "mkt.promotions", "txn.order")
    confirm, leave = await link(post, "confirm"), await link(post, "leave")
    async with page_of(browser, viewport=NARROW, locale=language) as page:
        for address in (confirm, leave, f"{shop.running.url}/m/n/txn.order-v1-{language}"):
            await page.goto(f"{address}?lang={language}")
            await check(page, language)
        await page.goto(f"{shop.running.url}/m/confirm/wrong")
        await check(page, language)
        await page.goto(f"{confirm}?lang={language}")
        await page.locator("button[value=agree]").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await check(page, language)
        await page.get_by_role("checkbox").first.check()
        await page.locator("button[value=agree]").click()
        await expect(page.get_by_role("checkbox")).to_have_count(0)
        await check(page, language)
        await page.goto(leave)
        await page.locator("main button").click()
        await expect(page.locator("main button")).to_have_count(0)
        await check(page, language)


async def check(page: Page, language: str) -> None:
    assert await page.evaluate("document.documentElement.lang") == language
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
