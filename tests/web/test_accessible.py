"""Every page in both languages, on the narrowest screen, light and dark: axe-core finds nothing, nothing is cut off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from server_stub.contract.registers import Company
from tests.helpers.browser import page_of, violations
from tests.helpers.shop import Shop
from tests.web.places import (
    PHONE,
    add_code_template,
    add_point,
    answered,
    code_on,
    preferences_url,
    publish,
    set_company,
)

COMPANY = Company(
    legal_name="Loja Exemplo Comércio de Utilidades Domésticas Ltda.",
    tax_id="12.345.678/0001-95",
    dpo_name="Marina Dias",
    dpo_contact="privacidade-e-protecao-de-dados@lojaexemplo.example",
    policy_url="https://lojaexemplo.example/privacidade",
    colour="#ffd400",
    logo_svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9" fill="#c2185b"/></svg>',
)
LANGUAGES = {"pt": ("pt-BR", "Continuar", "Confirmar"), "en": ("en-US", "Continue", "Confirm")}
HOUR = 3_600_000
SHOTS = os.environ.get("BALCAO_PAGE_SHOTS", "")
"""A folder for pictures of every page, for people who want to look at them."""


class Look:
    """Looks at the page as it stands; `found` is empty while everything is well."""

    def __init__(self, page: Page, label: str) -> None:
        self._page = page
        self._label = label
        self.found: list[str] = []

    async def __call__(self, name: str) -> None:
        """Without a script of its own a page is the same with scripts switched off; axe itself needs them."""
        own = await self._page.evaluate("document.scripts.length")
        found = await violations(self._page) + ["a script"] * own
        if await self._page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("cut off at the side")
        self.found += [f"{name}: {what}" for what in found]
        if SHOTS:
            await self._page.screenshot(path=Path(SHOTS) / f"{self._label}-{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("pt", 320, "light"), ("en", 320, "dark"), ("pt", 1280, "dark")]
)
async def test_nothing_is_in_anybodys_way(shop: Shop, browser: Browser, language: str, width: int, scheme: str) -> None:
    locale, onwards, confirm = LANGUAGES[language]
    talk = await shop.conversation("carla")
    await add_point(shop, title="Fique por dentro das novidades da loja")
    await set_company(shop, COMPANY)
    await add_code_template(shop)
    settings = {"locale": locale, "color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    async with page_of(browser, bypass_csp=True, **settings) as page:
        look = Look(page, f"{language}-{width}-{scheme}")
        form = f"{shop.running.url}/o/loja"
        await page.goto(form)
        await look("form")
        await page.get_by_role("textbox").first.fill("123")
        await page.get_by_role("button", name=onwards).click()
        await look("form-wrong")
        await page.get_by_role("textbox").first.fill(PHONE)
        await page.get_by_role("checkbox").first.check()
        await page.get_by_role("button", name=onwards).click()
        await page.wait_for_url("**/s/**")
        status = page.url
        await look("status")
        await page.goto(status.replace("?", "/code?"))
        await look("code")
        await page.get_by_role("textbox").fill("000000")
        await page.get_by_role("button", name=confirm).click()
        await look("code-wrong")
        await look_after_another_number(shop, page, look, status)
        await look_at_the_rest(shop, page, look, talk.contact_id)
    assert look.found == []


async def look_after_another_number(shop: Shop, page: Page, look: Look, status: str) -> None:
    await page.goto(status)
    await answered(shop, "bruno", code_on(await page.content()), "outro número", "another number")
    await page.goto(status)
    await look("status-other")


async def look_at_the_rest(shop: Shop, page: Page, look: Look, contact_id: str) -> None:
    await shop.own_act(contact_id)
    await publish(shop, "Você autoriza a Loja Exemplo a usar o WhatsApp para outra coisa?")
    await page.goto(preferences_url(shop, contact_id))
    await look("preferences")
    await page.locator("button[value=leave]").click()
    await page.wait_for_url("**done=left")
    await look("preferences-left")
    for name, path in (("not-found", "/o/nada"), ("link-wrong", "/p/AAAA"), ("form-over", "/o/loja/s/AAAA")):
        await page.goto(f"{shop.running.url}{path}")
        await look(name)
    url = preferences_url(shop, contact_id)
    shop.clock.ahead = 31 * 24 * HOUR
    await page.goto(url)
    await look("link-over")
