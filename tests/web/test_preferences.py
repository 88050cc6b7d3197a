"""The preference centre as link scanners, impatient people and forgers meet it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from tests.helpers.shop import Shop
from tests.web.places import preferences_url, publish

DAY = 86_400_000
_FORM = re.compile(r"<form.*?</form>", re.DOTALL)
_FIELD = re.compile(r'name="(token|purpose|notice|action)" value="([^"]*)"')


@dataclass
class Centre:
    """One person's page. `forms` are the fields that the buttons of a page post."""

    shop: Shop
    client: httpx.AsyncClient
    contact_id: str
    url: str

    async def forms(self, url: str = "") -> list[dict[str, str]]:
        page = await self.client.get(url or self.url)
        assert page.status_code == 200
        return [dict(_FIELD.findall(form)) for form in _FORM.findall(page.text)]

    async def form(self, action: str, purpose: str = "mkt.promotions", url: str = "") -> dict[str, str]:
        found = await self.forms(url)
        return next(it for it in found if it["action"] == action and it.get("purpose", purpose) == purpose)

    async def events(self) -> list[tuple[str, str, int]]:
        sql = "SELECT type, purpose, proof_level FROM consent_event WHERE contact_id <> '' ORDER BY seq"
        return [tuple(row) for row in await self.shop.rows(sql)]


@pytest.fixture
async def centre(shop: Shop) -> AsyncIterator[Centre]:
    talk = await shop.conversation("ana")
    async with httpx.AsyncClient(follow_redirects=True, timeout=30, verify=False) as client:
        yield Centre(shop, client, talk.contact_id, preferences_url(shop, talk.contact_id))


async def test_looking_changes_nothing_and_a_replay_nothing_more(centre: Centre) -> None:
    for _ in range(3):
        await centre.client.get(centre.url)
        await centre.client.head(centre.url)
    assert await centre.events() == []
    grant = await centre.form("grant")
    for _ in range(3):
        assert "Autorizado em" in (await centre.client.post(centre.url, data=grant)).text
    granted = [("REQUESTED", "mkt.promotions", 0), ("CONFIRMED", "mkt.promotions", 4)]
    assert await centre.events() == granted
    centre.shop.clock.ahead = 5_000
    revoke = await centre.form("revoke")
    for _ in range(3):
        assert "Cancelado em" in (await centre.client.post(centre.url, data=revoke)).text
    assert await centre.events() == [*granted, ("REVOKED", "mkt.promotions", 0)]
    await centre.client.post(centre.url, data=grant)  # the browser's "send again", after the person had stopped it
    assert len(await centre.events()) == 3


async def test_everything_at_once_and_back_by_own_act(centre: Centre) -> None:
    answer = await centre.client.post(centre.url, data=await centre.form("leave"))
    assert "Não enviaremos mais nada" in answer.text
    assert await centre.events() == [("REVOKED", "*", 0)]
    assert await centre.shop.state_of(centre.contact_id) == "REVOKED"
    centre.shop.clock.ahead = 5_000
    await centre.client.post(centre.url, data=await centre.form("grant"))
    assert await centre.shop.state_of(centre.contact_id) == "ACTIVE"


async def test_a_link_that_came_by_mail_does_not_prove_the_number(centre: Centre) -> None:
    links = centre.shop.running.gateway.capture.preference_links
    url = links.url(centre.contact_id, delivered_by_whatsapp=False)
    answer = await centre.client.post(url, data=await centre.form("grant", url=url))
    assert "Falta confirmar pelo WhatsApp" in answer.text
    assert await centre.shop.state_of(centre.contact_id) == "PENDING"
    answer = await centre.client.post(url, data=await centre.form("grant", "txn.order", url=url))
    assert "Autorizado em" in answer.text
    assert [it for it in await centre.events() if it[1] == "txn.order"] == [("GRANTED", "txn.order", 3)]


async def test_a_text_that_changed_meanwhile_is_not_agreed_to(centre: Centre) -> None:
    grant = await centre.form("grant")
    await publish(centre.shop, "Texto novo")
    answer = await centre.client.post(centre.url, data=grant)
    assert answer.status_code == 409
    assert "Leia o texto novo" in answer.text
    assert await centre.events() == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"purpose": "mkt.unknown"}, 409),
        ({"action": "erase"}, 400),
        ({"action": ""}, 400),
        ({"token": ""}, 400),
        ({"token": "AAAA"}, 400),
    ],
)
async def test_made_up_posts_change_nothing(centre: Centre, change: dict[str, str], status: int) -> None:
    answer = await centre.client.post(centre.url, data={**await centre.form("grant"), **change})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert await centre.events() == []


async def test_forged_and_expired_links_tell_nothing_but_the_way_to_a_new_one(centre: Centre) -> None:
    forged = centre.url[:-2] + ("AA" if not centre.url.endswith("AA") else "BB")
    for url in (forged, centre.url + "A" * 400, f"{centre.shop.running.url}/p/%C3%BC"):
        answer = await centre.client.get(url)
        assert answer.status_code == 404
        assert "PREFER%C3%8ANCIAS" in answer.text
        assert (await centre.client.post(url, data={"action": "leave"})).status_code == 404
    leave = await centre.form("leave")
    centre.shop.clock.ahead = 31 * DAY
    answer = await centre.client.get(centre.url)
    assert answer.status_code == 410
    assert "Este link venceu" in answer.text
    assert (await centre.client.post(centre.url, data=leave)).status_code == 410
    assert await centre.events() == []


async def test_of_contacts_shown_as_one_a_yes_stays_and_a_no_binds_both(centre: Centre) -> None:
    """The link shows control of the number that it was sent to, and of no other (N11)."""
    shop = centre.shop
    kept = await shop.conversation("bruno")
    await shop.own_act(kept.contact_id)
    await shop.until_state(kept.contact_id, "ACTIVE")
    sql = "UPDATE contact SET merged_into = ? WHERE id = ?"
    await shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute(sql, (kept.contact_id, centre.contact_id))
    )
    shop.clock.ahead = 5_000
    await centre.client.post(centre.url, data=await centre.form("grant"))
    granted = "SELECT contact_id FROM consent_event WHERE type = 'CONFIRMED'"
    assert await shop.rows(granted) == [(centre.contact_id,)]
    shop.clock.ahead = 10_000
    await centre.client.post(centre.url, data=await centre.form("leave"))
    assert await shop.state_of(kept.contact_id) == "REVOKED"
