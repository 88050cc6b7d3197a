"""Reading the gateway's answers: events in whatever pieces the network brings them, refusals of every kind."""

from __future__ import annotations

import asyncio
import email.utils
from collections.abc import AsyncIterator
from itertools import pairwise

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.application.ports import Entry, ResyncNeeded
from desktop.domain.errors import AppError, GatewayUnreachable, Refused, SignedOut
from desktop.infra.gateway.clock import GatewayClock, system_now
from desktop.infra.gateway.codec import entry, refusal
from desktop.infra.gateway.stream import SseSource

ROWS = [
    ": welcome\n\n",
    'id: 1\ndata: {"seq":1,"kind":"conversation_left","at":5,"data":{"conversation_id":"ação"}}\n\n',
    ": \n\n",
    'id: 4\ndata: {"seq":4,"kind":"unknown","at":6,"data":[1,2]}\n\n',
    'id: 9\ndata: {"seq":9,"kind":"conversation_left","at":7,"data":{"conversation_id":"c"}}\n\n',
]
STREAM = "".join(ROWS).encode()


class Pieces(httpx.AsyncByteStream):
    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def source(pieces: list[bytes], status: int = 200, kind: str = "text/event-stream; charset=utf-8") -> SseSource:
    async def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.params["after"] == "7"
        return httpx.Response(status, headers={"content-type": kind}, stream=Pieces(pieces))

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://gateway.invalid")
    return SseSource(http)


async def read(stream: SseSource) -> list[list[Entry]]:
    async with stream.open(7) as batches:
        return [list(batch) async for batch in batches]


@settings(max_examples=60)
@given(st.lists(st.integers(1, len(STREAM) - 1), max_size=12))
def test_events_are_whole_wherever_the_network_cuts(places: list[int]) -> None:
    cuts = [0, *sorted(set(places)), len(STREAM)]
    pieces = [STREAM[start:end] for start, end in pairwise(cuts)]
    batches = asyncio.run(read(source(pieces)))
    found = [each for batch in batches for each in batch]
    assert [each.seq for each in found] == [1, 4, 9]
    assert found[0].data is not None
    assert found[0].data.conversation_id == "ação"  # type: ignore[attr-defined]
    assert found[1].data is None


async def test_what_comes_together_is_one_batch() -> None:
    assert [len(batch) for batch in await read(source([STREAM, ROWS[1].encode() * 2]))] == [3, 2]


@pytest.mark.parametrize(("ending", "error"), [("resync", ResyncNeeded), ("signed_out", SignedOut)])
async def test_endings(ending: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        await read(source([STREAM, f"event: {ending}\ndata: {{}}\n\n".encode()]))


@pytest.mark.parametrize(
    ("pieces", "status", "kind"),
    [
        ([b"<html></html>\n\n"], 200, "text/html"),
        ([b"data: no json\n\n"], 200, "text/event-stream"),
        ([b"<html></html>"], 404, "text/html"),
    ],
)
async def test_something_else_at_that_address(pieces: list[bytes], status: int, kind: str) -> None:
    with pytest.raises(GatewayUnreachable, match="not_a_gateway"):
        await read(source(pieces, status, kind))


@pytest.mark.parametrize(
    ("status", "body", "kind", "code", "params"),
    [
        (401, b'{"code":"token_invalid"}', SignedOut, "token_invalid", {}),
        (401, b'{"code":"login_failed"}', Refused, "login_failed", {}),
        (429, b'{"code":"login_throttled","params":{"seconds":9}}', Refused, "login_throttled", {"seconds": 9}),
        (403, b'{"code":"gate_refused","params":{"reason":"X"}}', Refused, "gate_refused", {"reason": "X"}),
        (400, b'{"code":"a code of tomorrow"}', Refused, "a code of tomorrow", {}),
        (503, b'{"code":"storage_unavailable"}', GatewayUnreachable, "storage_unavailable", {}),
        (502, b"<html>", GatewayUnreachable, "gateway_unreachable", {}),
        (429, b"slow down", GatewayUnreachable, "gateway_unreachable", {}),
        (404, b"<html>", GatewayUnreachable, "not_a_gateway", {}),
        (302, b"", GatewayUnreachable, "not_a_gateway", {}),
    ],
)
def test_refusals(status: int, body: bytes, kind: type[AppError], code: str, params: dict[str, str | int]) -> None:
    error = refusal(status, body)
    assert type(error) is kind
    assert (error.code, error.params) == (code, params)


def test_a_row_that_cannot_be_read_is_said_once_per_kind(expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("an event of kind outlook cannot be read by this version")
    for seq in (1, 2):
        assert entry(f'{{"seq":{seq},"kind":"outlook","at":1,"data":{{"reply":"?"}}}}').data is None
    assert len(expected_logs.lines) == 1


@pytest.mark.parametrize(("ahead_seconds", "counts"), [(0, False), (1, False), (600, True), (-600, True)])
async def test_the_clock_follows_clear_differences_only(ahead_seconds: int, counts: bool) -> None:
    async def answer(request: httpx.Request) -> httpx.Response:
        told = email.utils.formatdate(system_now() / 1000 + ahead_seconds, usegmt=True)
        return httpx.Response(200, headers={"date": told})

    clock = GatewayClock()
    hooks = clock.hooks
    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(transport=transport, event_hooks=hooks, base_url="http://gateway.invalid") as http:
        await http.get("/")
        assert abs(clock() - system_now() - ahead_seconds * 1000) <= (1_500 if counts else 2_500)
        assert (abs(clock() - system_now()) > 60_000) is counts
