"""What the client makes of answers and of their absence, against real sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal, InDoubt, NotSent, Refused, Sent

TOKEN = "EAAB-secret-token"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BODY = {"messaging_product": "whatsapp", "to": "5531988887777", "type": "text", "text": {"body": "oi"}}


@asynccontextmanager
async def meta(handler: Handler, *, seconds: float = 5.0) -> AsyncIterator[GraphClient]:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    client = GraphClient(
        f"http://127.0.0.1:{runner.addresses[0][1]}", "v26.0", TOKEN, connect_seconds=1, total_seconds=seconds
    )
    await client.start()
    try:
        yield client
    finally:
        await client.close()
        await runner.cleanup()


def answer(status: int, text: str, kind: str = "application/json") -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, text=text, content_type=kind)

    return handler


def error(code: int, **more: object) -> str:
    return json.dumps({"error": {"message": "m", "type": "OAuthException", "code": code, "fbtrace_id": "A", **more}})


@pytest.mark.parametrize(
    ("status", "text", "outcome"),
    [
        (
            200,
            '{"contacts":[{"input":"1","wa_id":"553188887777"}],"messages":[{"id":"wamid.1"}]}',
            Sent("wamid.1", "553188887777"),
        ),
        (
            200,
            '{"contacts":[{"user_id":"BR.1"}],"messages":[{"id":"w","message_status":"held_for_quality_assessment"}]}',
            Sent("w", None, "BR.1", held=True),
        ),
        (200, '{"messages":[]}', InDoubt("answer_without_id")),
        (200, '{"messages":[{"id":"wam', InDoubt("answer_unreadable")),
        (200, "", InDoubt("answer_unreadable")),
        (502, "<html>bad gateway</html>", InDoubt("http_502")),
        (503, '{"message":"proxy"}', InDoubt("http_503")),
        (500, error(131000, is_transient=True), Refused(131000, "m", 500, True, "A")),
        (400, error(131047, error_data={"details": "24 h"}), Refused(131047, "24 h", 400, False, "A")),
        (401, "nope", Refused(190, http_status=401)),
        (404, "[]", Refused(1, http_status=404)),
        (302, "", Refused(1, http_status=302)),
    ],
)
async def test_answers_to_a_send(status: int, text: str, outcome: object) -> None:
    async with meta(answer(status, text)) as client:
        assert await client.send("1", BODY) == outcome


async def test_nobody_listening_means_not_sent() -> None:
    client = GraphClient("http://127.0.0.1:9", "v26.0", TOKEN)
    await client.start()
    assert isinstance(await client.send("1", BODY), NotSent)
    await client.close()
    assert await client.send("1", BODY) == NotSent("client_closed")


async def test_a_slow_answer_is_a_doubt_and_asked_only_once() -> None:
    asked = 0
    release = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        await release.wait()
        return web.Response()

    async with meta(slow, seconds=0.2) as client:
        assert isinstance(await client.send("1", BODY), InDoubt)
        assert asked == 1
        release.set()


async def test_a_cut_connection_is_a_doubt_also_on_a_reused_one() -> None:
    cut = False

    async def handler(request: web.Request) -> web.Response:
        if cut and request.transport is not None:
            request.transport.abort()
        return web.json_response({"messages": [{"id": "wamid.1"}]})

    async with meta(handler) as client:
        assert isinstance(await client.send("1", BODY), Sent)
        cut = True
        assert isinstance(await client.send("1", BODY), InDoubt)


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://lookaside.fbsbx.com/whatsapp/x", True),
        ("https://graph.facebook.com/v26.0/1", True),
        ("https://mmg.whatsapp.net/x", True),
        ("https://scontent.xx.fbcdn.net/x", True),
        ("http://lookaside.fbsbx.com/x", False),
        ("https://fbsbx.com.evil.example/x", False),
        ("https://evilfbsbx.com/x", False),
        ("https://facebook.com@evil.example/x", False),
        ("https://127.0.0.1/x", False),
        ("ftp://facebook.com/x", False),
        ("", False),
    ],
)
async def test_the_token_is_shown_to_meta_only(address: str, trusted: bool) -> None:
    client = GraphClient("https://graph.facebook.com", "v26.0", TOKEN)
    assert client.trusts(address) is trusted
    if not trusted:
        with pytest.raises(GraphRefusal):
            async for _ in client.download(address):
                pass


async def test_a_redirect_is_not_followed_with_the_token() -> None:
    seen: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        raise web.HTTPFound("/elsewhere")

    async with meta(handler) as client:
        with pytest.raises(GraphRefusal):
            async for _ in client.download(f"{client._base}/media"):
                pass
    assert seen == [f"Bearer {TOKEN}"]


async def test_no_error_tells_the_token_or_the_number() -> None:
    async with meta(answer(400, error(100))) as client:
        with pytest.raises(GraphRefusal) as refused:
            await client.mark_read("1", BODY)
    texts = [str(refused.value), repr(refused.value), repr(client)]
    assert not any(TOKEN in text or "988887777" in text for text in texts)


async def test_a_refusal_says_by_what_meta_finds_the_request() -> None:
    async with meta(answer(400, error(100))) as client:
        with pytest.raises(GraphRefusal, match=r"^graph request failed: 100, trace A$"):
            await client.mark_read("1", BODY)


async def test_templates_are_read_page_after_page() -> None:
    async def pages(request: web.Request) -> web.Response:
        after = request.query.get("after")
        if after is None:
            paging = {"cursors": {"after": "two"}, "next": "https://graph.facebook.com/next"}
            return web.json_response({"data": [{"id": "1"}], "paging": paging})
        return web.json_response({"data": [{"id": "2"}], "paging": {"cursors": {"after": "end"}}})

    async with meta(pages) as client:
        assert [it["id"] for it in await client.templates("waba")] == ["1", "2"]


@pytest.mark.parametrize("text", ["{}", '{"id": null, "url": null}', '{"data": null}', "[]"])
async def test_an_answer_without_what_was_asked_for_is_a_refusal(text: str) -> None:
    async with meta(answer(200, text)) as client:
        with pytest.raises(GraphRefusal):
            await client.upload("1", b"x", "image/png", "a.png")
        with pytest.raises(GraphRefusal):
            await client.media_address("7", "1")


async def test_only_a_list_of_templates_is_one() -> None:
    """An answer without a list must not look like an account without templates."""
    for text in ("{}", '{"data": null}', '{"data": {"id": "1"}}'):
        async with meta(answer(200, text)) as client:
            with pytest.raises(GraphRefusal):
                await client.templates("1")
    async with meta(answer(200, '{"data": [{"id": "1"}, null, 7], "paging": []}')) as client:
        assert await client.templates("1") == [{"id": "1"}]
