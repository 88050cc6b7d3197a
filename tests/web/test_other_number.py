"""A code that came from another WhatsApp number than the one typed: what it proves, and what people are told of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest
from playwright.async_api import Browser, expect

from server_stub.contract.registers import CaptureKind
from tests.helpers.browser import page_of
from tests.helpers.shop import Shop
from tests.web.host_site import policy, run_site
from tests.web.places import PHONE, add_point, answered, code_on, post_form


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    await shop.conversation("carla")
    await add_point(shop)
    async with httpx.AsyncClient(base_url=shop.running.url, follow_redirects=True, timeout=30, verify=False) as client:
        yield client


def main_text(page: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_the_page_says_what_happened_and_what_to_do(shop: Shop, client: httpx.AsyncClient, language: str) -> None:
    status = await post_form(client, await client.get(f"/o/loja?lang={language}"), "mkt.promotions")
    frame = await client.get(f"{status.url.path}/state?lang={language}")
    assert frame.headers["refresh"] == "4"
    code = code_on(status.text)
    answer = "no formulário está outro número" if language == "pt" else "names another number"
    contact = await answered(shop, "bruno", code, answer)
    assert await shop.state_of(contact) == "PENDING"
    page = await client.get(f"{status.url.path}?lang={language}")
    wanted = {
        "pt": ("O código veio de outro número", "o número digitado não foi autorizado", "responda à pergunta"),
        "en": ("The code came from another number", "the number you typed was not allowed", "answer the question"),
    }
    for words in wanted[language]:
        assert words in main_text(page)
    assert "Esperando a sua mensagem" not in page.text
    frame = await client.get(f"{status.url.path}/state?lang={language}")
    assert "refresh" not in frame.headers
    assert wanted[language][0] in main_text(frame)
    digits = re.sub(r"\D", "", str((await shop.rows("SELECT display_phone FROM channel_number LIMIT 1"))[0][0]))
    numbers = {match for match in re.findall(r"\d{10,13}", page.text) if match != digits}
    assert numbers == set(), "whoever filled in the form learns no number of somebody else"


async def test_the_typed_number_may_still_send_it(shop: Shop, client: httpx.AsyncClient) -> None:
    status = await post_form(client, await client.get("/o/loja"), "mkt.promotions")
    code = code_on(status.text)
    stranger = await answered(shop, "bruno", code, "está outro número")
    assert code_on((await client.get(status.url)).text) == code
    own = await answered(shop, "ana", code, "Pronto! O seu número está confirmado")
    assert "Pronto, está confirmado!" in (await client.get(status.url)).text
    assert await shop.state_of(own) == "ACTIVE"
    assert await shop.state_of(stranger) == "PENDING"


async def test_a_purpose_that_is_asked_once_holds_for_the_number_that_wrote(
    shop: Shop, client: httpx.AsyncClient
) -> None:
    status = await post_form(client, await client.get("/o/loja"), "txn.order")
    contact = await answered(shop, "bruno", code_on(status.text), "Pronto! O seu número está confirmado")
    (event,) = await shop.rows("SELECT contact_id, type, proof_level FROM consent_event WHERE contact_id <> ''")
    assert tuple(event) == (contact, "GRANTED", 3)
    page = main_text(await client.get(status.url))
    assert "O código veio de outro número" in page
    assert "Para o número de onde o código veio, está autorizado:" in page


async def test_the_widget_says_it_as_well(shop: Shop, browser: Browser, client: httpx.AsyncClient) -> None:
    script = f'<script src="{shop.running.url}/w/site/widget.js" defer></script>'
    async with run_site(policy(shop.running.url), {"/": ("pt-BR", script)}) as site, page_of(browser) as page:
        await add_point(shop, "site", kind=CaptureKind.WIDGET, origins=[site])
        await page.goto(f"{site}/")
        await page.get_by_role("button", name="Receber pelo WhatsApp").click()
        await page.get_by_label("Promoções", exact=True).check()
        await page.get_by_label("Seu número de WhatsApp").fill(PHONE)
        await page.get_by_role("button", name="Continuar").click()
        code = await page.locator(".code").inner_text()
        await answered(shop, "bruno", code, "está outro número")
        await expect(page.get_by_role("heading", name="O código veio de outro número")).to_be_visible(timeout=30_000)
        await expect(page.get_by_role("status")).to_contain_text("responda à pergunta")
