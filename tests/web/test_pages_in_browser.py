"""Hosted form and preference centre in a real browser, scripts switched off: from the empty form to the ledger."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from tests.helpers.browser import page_of
from tests.helpers.shop import Shop, eventually
from tests.web.places import PHONE, add_point, confirmed_proof

WAIT = 30.0


async def event_types(shop: Shop) -> list[str]:
    return [row[0] for row in await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")]


async def until_events(shop: Shop, *wanted: str) -> None:
    await eventually(lambda: event_types(shop), lambda found: found == list(wanted), WAIT)


async def fill_in(page: Page, shop: Shop, *titles: str) -> None:
    await page.goto(f"{shop.running.url}/o/loja")
    for title in titles:
        await page.get_by_label(title, exact=True).check()
    await page.get_by_label("Seu número de WhatsApp").fill(PHONE)
    await page.get_by_role("button", name="Continuar").click()


async def test_without_scripts_from_the_form_to_a_proof_that_holds(shop: Shop, browser: Browser) -> None:
    await shop.conversation("carla")
    await add_point(shop)
    async with page_of(browser, scripts=False, locale="pt-BR") as page:
        await fill_in(page, shop, "Promoções")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Falta um passo: confirme o seu número")
        link = await page.get_by_role("link", name="Abrir o WhatsApp com o código").get_attribute("href")
        assert link is not None
        assert link.startswith("https://wa.me/")
        code = await page.locator(".code").inner_text()
        await expect(page.get_by_alt_text("Código QR")).to_be_visible()
        shop.customer_says("ana", f"Meu código é {code}")
        await until_events(shop, "REQUESTED", "CONFIRMED")
        inner = page.frame_locator("iframe").get_by_role("link", name="Número confirmado")
        await inner.click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Pronto, está confirmado!")
    await the_proof_holds(shop, code)


async def the_proof_holds(shop: Shop, code: str) -> None:
    """The chain verifies, and the evidence holds the form as it was and the message that proved the number."""
    proof = await confirmed_proof(shop)
    form, message = proof["form"], proof["control"]["whatsapp_message"]
    ticked = {box["purpose"]: (box["ticked"], box["default"]) for box in form["boxes"]}
    assert ticked == {"mkt.promotions": (True, "unticked"), "txn.order": (False, "unticked")}
    assert form["ip"] == "127.0.0.1"
    assert "Chrome" in form["user_agent"]
    assert len(form["form_version"]) == len(form["boxes"][0]["notice_sha256"]) == 64
    assert code in message["content"]["text"]


async def test_the_preference_centre_shows_and_changes_everything(shop: Shop, browser: Browser) -> None:
    await shop.conversation("ana", "Preferências")

    async def links() -> list[str]:
        rows = [it.text for it in shop.sim.core.sent.values()]
        return [text.rsplit(" ", 1)[1] for text in rows if "/p/" in text]

    url = (await eventually(links, bool, WAIT))[0]
    async with page_of(browser, scripts=False, locale="pt-BR") as page:
        await page.goto(url)
        assert await event_types(shop) == []
        card = page.get_by_role("region", name="Promoções")
        await card.get_by_role("button", name="Autorizar").click()
        await expect(page.get_by_role("status")).to_contain_text("Autorizado em")
        assert await event_types(shop) == ["REQUESTED", "CONFIRMED"]
        await expect(card.locator("strong")).to_have_text("Autorizado")
        await page.get_by_role("button", name="Sair de tudo agora").click()
        await expect(page.get_by_role("status")).to_contain_text("Não enviaremos mais nada")
        await expect(card.locator("strong")).to_have_text("Cancelado por você")
        assert await event_types(shop) == ["REQUESTED", "CONFIRMED", "REVOKED"]
        await page.reload()
        assert (await event_types(shop)).count("REVOKED") == 1
