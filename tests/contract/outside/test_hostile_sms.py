"""SMS providers that stall, flood or talk nonsense, and reports that come twice, late, or for what nobody knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from server_stub.channels.http_calls import HttpCalls
from server_stub.channels.outcomes import Temporary
from server_stub.channels.twilio import Twilio
from tests.helpers.outside_shop import OutsideShop, outside_shop
from tests.helpers.twilio_server import TwilioServer, sign, twilio_server, twilio_settings

ANA = "+5531988887777"


@asynccontextmanager
async def provider(answer: web.Response | None) -> AsyncIterator[str]:
    """One that gives this answer to everything, or none at all; its address."""
    end = asyncio.Event()

    async def take(_: web.Request) -> web.StreamResponse:
        if answer is None:
            await end.wait()
        return answer or web.Response()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        end.set()
        await runner.cleanup()


async def outcome(answer: web.Response | None) -> Temporary:
    async with provider(answer) as url:
        calls = HttpCalls(total_seconds=20.0 if answer is not None else 0.5)
        twilio = Twilio(calls, base_url=url, account="AC1", token="secret", sender="+551130000000")
        await twilio.start()
        try:
            with pytest.raises(Temporary) as told:
                await twilio.send(ANA, "Oi", "")
        finally:
            await twilio.close()
        return told.value


@pytest.mark.parametrize(
    ("answer", "in_doubt"),
    [
        (lambda: None, True),
        (lambda: web.Response(status=500, text="down"), True),
        (lambda: web.Response(status=504, body=b"a" * 10_000_000), True),
        (lambda: web.Response(status=201, text="<html>welcome</html>", content_type="text/html"), True),
        (lambda: web.Response(status=201, body=b'{"sid": "' + b"a" * 10_000_000 + b'"}'), True),
        (lambda: web.json_response({"sid": ["SM1"]}, status=201), True),
        (lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"}), False),
        (lambda: web.json_response({"code": "20003; DROP TABLE"}, status=401), False),
    ],
    ids=["silence", "500", "flood of 504", "a page", "flood of 201", "no sid", "redirect", "odd code"],
)
async def test_only_a_clear_answer_settles_it(answer, in_doubt: bool) -> None:
    problem = await outcome(answer())
    assert problem.in_doubt is in_doubt
    assert "DROP" not in problem.code
    assert len(problem.code) < 40


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[tuple[OutsideShop, TwilioServer]]:
    async with twilio_server() as server, outside_shop(tmp_path, **twilio_settings(server)) as shop:
        yield shop, server


async def test_reports_in_any_order_and_number_say_one_thing(counter: tuple[OutsideShop, TwilioServer]) -> None:
    shop, server = counter
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    states = ("delivered", "sent", "queued", "delivered", "sending", "delivered", "sent", "odd", "")
    answers = await asyncio.gather(*(server.report(server.taken[0], state) for state in states * 2))
    assert {it.status_code for it in answers} == {200}
    assert (await server.report(server.taken[0], "failed", ErrorCode="30005")).status_code == 200
    assert [it.state for it in await shop.outside()] == ["delivered"], "what arrived did arrive"
    assert await shop.events(subject.contact_id) == [("REQUESTED", "mkt.promotions", "agent", 0)]
    assert len(server.taken) == 1


async def test_reports_for_what_nobody_knows_or_signed_by_nobody_change_nothing(
    counter: tuple[OutsideShop, TwilioServer],
) -> None:
    shop, server = counter
    message = await shop.invite(await shop.subject(), "sms", ANA)
    await shop.until_outside(message.id, "sent")
    told = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "30005"}
    unknown = shop.running.gateway.outside._links.report("nobody", shop.clock())
    assert (await server.call(unknown, told)).status_code == 200
    known = server.taken[0].report_url
    for url, signature in (
        (known, ""),
        (known, sign(known, told, "another token")),
        (known, sign(known, {**told, "MessageStatus": "delivered"})),
        (known[:-6] + "aaaaaa", None),
    ):
        assert (await server.call(url, told, signature)).status_code == 403
    assert [it.state for it in await shop.outside()] == ["sent"]
