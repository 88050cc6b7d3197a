"""The hosted form as the browser sends it: what it says, what it takes, and everything that can be wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server_stub.contract.registers import CaptureKind, CapturePoint
from server_stub.storage.repositories.capture_points import CapturePoints
from tests.helpers.gateway import run_gateway
from tests.helpers.shop import Shop, eventually
from tests.web.places import PHONE, add_point, boxes, code_on, post_form, publish, token

WAIT = 20.0


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without scripts that nobody knows."""
    await shop.conversation("carla")  # the gateway learns its own number with the first message
    await add_point(shop)
    async with httpx.AsyncClient(base_url=shop.running.url, follow_redirects=True, timeout=30, verify=False) as client:
        yield client


async def requests(shop: Shop) -> int:
    return (await shop.rows("SELECT count(*) FROM capture_request"))[0][0]


async def types(shop: Shop) -> list[str]:
    return [row[0] for row in await shop.rows("SELECT type FROM consent_event WHERE contact_id <> '' ORDER BY seq")]


async def test_form_code_message_ledger(shop: Shop, client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    assert page.status_code == 200
    assert set(boxes(page.text)) == {"mkt.promotions", "txn.order"}
    status = await post_form(client, page, "mkt.promotions")
    assert status.status_code == 200
    assert "/o/loja/s/" in str(status.url)
    assert "wa.me" in status.text
    shop.customer_says("ana", f"oi {code_on(status.text)}")
    await eventually(lambda: types(shop), lambda found: found == ["REQUESTED", "CONFIRMED"], WAIT)
    done = await client.get(status.url)
    assert "Pronto, está confirmado!" in done.text
    assert "Promoções" in done.text


async def test_no_cookie_no_script_and_strict_headers(client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    status = await post_form(client, page, "txn.order")
    for answer in (page, status, await client.get("/static/site.css"), await client.get("/o/none")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "set-cookie" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "<script" not in answer.text
        assert "style=" not in answer.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"phone": "123"}, 422, "número não parece completo"),
        ({"phone": ""}, 422, "número não parece completo"),
        ({"agree": []}, 422, "Marque pelo menos uma opção"),
        ({"agree": ["mkt.unknown x"]}, 409, "não existe mais"),
        ({"agree": ["mkt.promotions made-up"]}, 409, "desmarcamos tudo"),
        ({"agree": ["txn.order mkt.promotions-v1-pt-BR"]}, 409, "desmarcamos tudo"),
        ({"token": ""}, 400, "Preencha de novo"),
        ({"token": "AAAA"}, 400, "Preencha de novo"),
        ({"token": "ü" * 9}, 400, "Preencha de novo"),
    ],
)
async def test_what_is_wrong_is_said_on_the_form(
    shop: Shop, client: httpx.AsyncClient, change: dict[str, object], status: int, sentence: str
) -> None:
    page = await client.get("/o/loja")
    good = {"token": token(page.text), "phone": PHONE, "name": "Rita <b>", "agree": [boxes(page.text)["txn.order"]]}
    answer = await client.post("/o/loja", data={**good, **change})
    assert answer.status_code == status
    assert sentence in answer.text
    assert len(boxes(answer.text)) == 2
    assert "Rita &lt;b&gt;" in answer.text
    assert await requests(shop) == 0


async def test_a_page_left_open_for_a_day_is_filled_in_again(shop: Shop, client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    shop.clock.ahead = 13 * 3_600_000
    assert (await post_form(client, page, "txn.order")).status_code == 400
    assert await requests(shop) == 0


async def test_a_form_of_another_place_is_nothing_here(shop: Shop, client: httpx.AsyncClient) -> None:
    await add_point(shop, "outra")
    page, other = await client.get("/o/loja"), await client.get("/o/outra")
    answer = await post_form(client, page, "txn.order", token=token(other.text))
    assert answer.status_code == 400


async def test_a_double_click_and_a_replay_are_one_request(shop: Shop, client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    codes = {code_on((await post_form(client, page, "txn.order")).text) for _ in range(3)}
    assert len(codes) == 1
    assert await requests(shop) == 1


async def test_the_same_post_many_times_at_once_is_one_request(shop: Shop, client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    answers = await asyncio.gather(*(post_form(client, page, "txn.order") for _ in range(8)))
    assert len({code_on(answer.text) for answer in answers}) == 1
    assert await requests(shop) == 1


async def test_a_text_retired_meanwhile_is_shown_anew_with_boxes_unticked(
    shop: Shop, client: httpx.AsyncClient
) -> None:
    page = await client.get("/o/loja")
    await publish(shop, "Texto novo")
    again = await post_form(client, page, "mkt.promotions")
    assert again.status_code == 409
    assert "desmarcamos tudo" in again.text
    assert "Texto novo" in again.text
    assert PHONE in again.text
    assert (await post_form(client, again, "mkt.promotions")).status_code == 200


async def test_a_flood_of_forms_is_slowed_down(shop: Shop, client: httpx.AsyncClient) -> None:
    page = await client.get("/o/loja")
    answers = [await post_form(client, page, "txn.order") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "Espere 10 min" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) > 500
    shop.clock.ahead = 11 * 60_000
    assert (await post_form(client, page, "txn.order")).status_code == 200


@pytest.mark.parametrize(("trusted", "last"), [((), 429), (("127.0.0.1",), 200)])
async def test_only_a_trusted_proxy_is_believed(tmp_path: Path, trusted: tuple[str, ...], last: int) -> None:
    """Without trust everybody behind it has the proxy's address, whatever the headers say."""
    async with run_gateway(tmp_path, trusted_proxies=trusted) as running:
        rows, point = CapturePoints(), CapturePoint("p", CaptureKind.PAGE, "loja", "Loja", ["txn.order"])
        await running.gateway.core.database.write(lambda tx: rows.save(tx, point, "admin", 0))
        async with httpx.AsyncClient(base_url=running.url, follow_redirects=True, timeout=30, verify=False) as client:
            page = await client.get("/o/loja")
            for number in range(21):
                client.headers["x-forwarded-for"] = f"203.0.113.{number}"
                answer = await post_form(client, page, "txn.order")
    assert answer.status_code == last


async def test_nobody_fills_in_forms_for_one_number_all_day(shop: Shop, client: httpx.AsyncClient) -> None:
    pages = [await client.get("/o/loja") for _ in range(6)]
    answers = [await post_form(client, page, "txn.order") for page in pages]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "usado várias vezes hoje" in answers[-1].text
    assert await requests(shop) == 5


async def test_places_that_do_not_exist_or_are_switched_off(shop: Shop, client: httpx.AsyncClient) -> None:
    await add_point(shop, "fechada", enabled=False)
    for path in ("/o/nada", "/o/fechada", "/o/loja/s/AAAA", "/o/loja/s/AAAA/state", "/static/logo.svg"):
        answer = await client.get(path)
        assert answer.status_code in (400, 404), path
        assert "<h1>" in answer.text


async def test_english_by_address_and_by_browser(client: httpx.AsyncClient) -> None:
    assert 'lang="pt-BR"' in (await client.get("/o/loja")).text
    for page in (
        await client.get("/o/loja?lang=en"),
        await client.get("/o/loja", headers={"accept-language": "fr, en-GB;q=0.8, pt;q=0.5"}),
    ):
        assert '<html lang="en">' in page.text
        assert "Nothing is ticked for you" in page.text
