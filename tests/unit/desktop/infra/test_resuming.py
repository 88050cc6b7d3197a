"""A file over a line that breaks: it goes on where it stopped, and what does not fit together is refused."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from desktop.domain.errors import GatewayUnreachable
from desktop.infra.gateway.calling import Caller

FILE = bytes(range(256)) * 600


class BreakingServer:
    """Answers ranges of FILE over real TCP and hangs up after so many bytes of each answer."""

    def __init__(self, breaks: list[int]) -> None:
        self.breaks = breaks
        self.starts: list[int] = []
        self.digest = f"sha-256=:{base64.b64encode(hashlib.sha256(FILE).digest()).decode()}:"
        self.knows_ranges = True

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            asked = next((line for line in head.splitlines() if line.startswith("range:")), "")
            start = int(asked.partition("=")[2].rstrip("-") or 0) if self.knows_ranges else 0
            self.starts.append(start)
            part = FILE[start:]
            status = f"206 Partial\r\ncontent-range: bytes {start}-{len(FILE) - 1}/{len(FILE)}" if start else "200 OK"
            lines = f"HTTP/1.1 {status}\r\ncontent-length: {len(part)}\r\nrepr-digest: {self.digest}\r\n\r\n"
            writer.write(lines.encode() + part[: self.breaks.pop(0) if self.breaks else len(part)])
            await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def line_to(server: BreakingServer) -> AsyncIterator[Caller]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            yield Caller(http)
    finally:
        listening.close()


async def fetched(caller: Caller) -> bytes:
    return b"".join([piece async for piece in caller.whole("/v1/media/one")])


async def test_it_goes_on_where_the_line_broke() -> None:
    server = BreakingServer([50_000, 1, 70_000])
    async with line_to(server) as caller:
        assert await fetched(caller) == FILE
    assert server.starts == [0, 50_000, 50_001, 120_001]


async def test_a_line_that_brings_nothing_any_more_is_given_up() -> None:
    server = BreakingServer([1000, 0, 0, 0, 0, 0, 0, 0])
    async with line_to(server) as caller:
        with pytest.raises(GatewayUnreachable):
            await fetched(caller)
    assert server.starts == [0, 1000, 1000, 1000]


async def test_parts_that_do_not_fit_are_refused() -> None:
    server = BreakingServer([1000])
    server.digest = f"sha-256=:{base64.b64encode(hashlib.sha256(b'other').digest()).decode()}:"
    async with line_to(server) as caller:
        with pytest.raises(GatewayUnreachable):
            await fetched(caller)


async def test_a_gateway_that_begins_anew_is_not_mistaken_for_one_that_goes_on() -> None:
    server = BreakingServer([1000])
    server.knows_ranges = False
    async with line_to(server) as caller:
        with pytest.raises(GatewayUnreachable):
            await fetched(caller)
