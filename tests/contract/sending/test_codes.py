"""One-time codes: a request on our own site or app is answered by one message, whoever sends it and however often."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from server_stub.contract.content import Content, Kind
from server_stub.contract.gate import Reason, SendKind
from server_stub.contract.ids import new_id
from server_stub.services.composing import Draft
from server_stub.storage.database import Tx
from server_stub.storage.repositories.templates import Templates
from tests.helpers.holding import run_sql
from tests.helpers.shop import Shop, eventually
from tests.web.places import add_code_template, add_point, post_form

MINUTE = 60_000
OPEN_AGAIN = "UPDATE capture_request SET code_message_id = ''"


@pytest.fixture
async def page(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """A page that asks, and a template for codes."""
    await shop.conversation("carla")
    await add_point(shop)
    await add_code_template(shop)
    await eventually(shop.templates, lambda found: any(it.category == "AUTHENTICATION" for it in found))
    async with httpx.AsyncClient(base_url=shop.running.url, follow_redirects=True, timeout=30, verify=False) as client:
        yield client


async def ask(page: httpx.AsyncClient) -> httpx.Response:
    """Somebody fills the form in and wants a code."""
    status = await post_form(page, await page.get("/o/loja"), "mkt.promotions")
    return await page.post(f"{status.url.path}/send")


async def until_sent(shop: Shop, count: int) -> None:
    sql = "SELECT state FROM send_job WHERE kind = 'A'"
    await eventually(lambda: shop.rows(sql), lambda found: found == [("done",)] * count)


def another(shop: Shop, tx: Tx, key: str) -> Reason | None:
    """Somebody tries to send one more code to the same person."""
    outgoing, now = shop.running.gateway.outgoing, shop.clock()
    (conversation_id,) = tx.driver.execute("SELECT conversation_id FROM send_job WHERE kind = 'A'").fetchone()
    facts = shop.running.gateway.core.gatekeeper.facts(tx, conversation_id, now)
    assert facts is not None
    template = next(it for it in Templates().all(tx) if it.category == "AUTHENTICATION")
    draft = Draft(Content(Kind.TEMPLATE.value, "•"), SendKind.AUTHENTICATION, "auth.otp", template=template)
    decision = outgoing.sending.say(tx, facts, draft, once_key=key, message_id=new_id(now))
    return None if decision is None else decision.reason


async def test_a_request_is_used_up_by_the_message_that_answers_it(shop: Shop, page: httpx.AsyncClient) -> None:
    database = shop.running.gateway.core.database
    await ask(page)
    assert await database.write(lambda tx: another(shop, tx, "at once")) is Reason.DENY_NO_CONSENT
    await until_sent(shop, 1)
    assert await database.write(lambda tx: another(shop, tx, "later")) is Reason.DENY_NO_CONSENT
    shop.clock.ahead = 2 * MINUTE
    await ask(page)
    await until_sent(shop, 2)


async def test_of_many_answers_at_once_one_is_accepted(shop: Shop, page: httpx.AsyncClient) -> None:
    database = shop.running.gateway.core.database
    await ask(page)
    await until_sent(shop, 1)
    await run_sql(shop, OPEN_AGAIN)
    tries = [database.write(lambda tx, key=f"try {n}": another(shop, tx, key)) for n in range(8)]
    reasons = await asyncio.gather(*tries)
    assert sorted(filter(None, reasons)) == [Reason.ALLOW_REQUESTED_BY_PERSON] + [Reason.DENY_NO_CONSENT] * 7


async def test_what_waits_in_the_queue_answers_its_own_request_only(shop: Shop, page: httpx.AsyncClient) -> None:
    """Which message answers a request stands in the store, so that a restart neither forgets nor frees it."""
    await ask(page)
    await until_sent(shop, 1)
    await run_sql(shop, OPEN_AGAIN)

    def accepted_and_taken(tx: Tx) -> str:
        assert another(shop, tx, "second") is Reason.ALLOW_REQUESTED_BY_PERSON
        tx.driver.execute(OPEN_AGAIN)  # a request stands, but it is not the one that this message answers
        row = tx.driver.execute("SELECT message_id FROM send_job WHERE kind = 'A' AND state = 'queued'").fetchone()
        return str(row[0])

    message_id = await shop.running.gateway.core.database.write(accepted_and_taken)
    sql = "SELECT verdict, reason FROM send_decision WHERE stage = 'dispatch' AND message_id = ?"
    judged = await eventually(lambda: shop.rows(sql, message_id), bool)
    assert judged == [("deny", "DENY_NO_CONSENT")]


async def test_a_code_that_is_refused_leaves_its_decision(shop: Shop, page: httpx.AsyncClient) -> None:
    await ask(page)
    await until_sent(shop, 1)
    await run_sql(shop, "UPDATE contact SET legal_block_at = 1")
    shop.clock.ahead = 2 * MINUTE
    assert "Não conseguimos enviar o código" in (await ask(page)).text
    kept = await shop.rows("SELECT stage, kind, verdict, reason FROM send_decision ORDER BY id")
    assert kept[-1] == ("acceptance", "A", "deny", "DENY_LEGAL_BLOCK")
