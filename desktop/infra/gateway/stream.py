"""Server-sent events of the gateway, batched as the network brings them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Final, cast

import httpx
import msgspec
from httpx_sse import EventSource as SseReader
from httpx_sse import ServerSentEvent, SSEError

from desktop.application.ports import Entry, ResyncNeeded
from desktop.domain.errors import GatewayUnreachable, SignedOut
from desktop.infra.gateway.codec import NOT_A_GATEWAY, entry, refusal
from server_stub.contract.events import HEARTBEAT_SECONDS, RESYNC, SIGNED_OUT

SILENCE_SECONDS: Final = 2.5 * HEARTBEAT_SECONDS
"""A line that brings not even a heartbeat for this long is dead."""
_END: Final = b"\n\n"


class SseSource:
    """Implements application.ports.EventSource."""

    def __init__(self, http: httpx.AsyncClient, *, silence_seconds: float = SILENCE_SECONDS) -> None:
        self._http = http
        self._timeout = httpx.Timeout(10.0, read=silence_seconds)

    @asynccontextmanager
    async def open(self, after: int) -> AsyncIterator[AsyncIterator[Sequence[Entry]]]:
        request = self._http.stream(
            "GET",
            "/v1/events",
            params={"after": after},
            headers={"accept": "text/event-stream", "cache-control": "no-store"},
            timeout=self._timeout,
        )
        try:
            async with request as response:
                if response.status_code != httpx.codes.OK:
                    raise refusal(response.status_code, await response.aread())
                # Closed here and now: left to the garbage collector they end without a loop and complain.
                pieces = cast("AsyncGenerator[bytes, None]", response.aiter_bytes())
                kind = {"content-type": response.headers.get("content-type", "")}
                async with aclosing(pieces) as chunks, aclosing(_batches(kind, chunks)) as batches:
                    yield batches
        except httpx.HTTPError as error:
            raise GatewayUnreachable from error


async def _batches(kind: dict[str, str], chunks: AsyncIterator[bytes]) -> AsyncGenerator[Sequence[Entry], None]:
    """One item per read of the network, so that what came together is applied in one transaction."""
    rest = b""
    async for chunk in chunks:
        whole, end, rest = (rest + chunk).rpartition(_END)
        # Only complete events go to the reader: it takes a finished body and knows nothing of reads.
        complete = httpx.Response(httpx.codes.OK, headers=kind, content=whole + end)
        try:
            yield [entry(event.data) for event in SseReader(complete).iter_sse() if _is_row(event)]
        except (SSEError, msgspec.MsgspecError) as error:
            raise GatewayUnreachable(NOT_A_GATEWAY) from error


def _is_row(event: ServerSentEvent) -> bool:
    if event.event == RESYNC:
        raise ResyncNeeded
    if event.event == SIGNED_OUT:
        raise SignedOut
    return bool(event.data)
