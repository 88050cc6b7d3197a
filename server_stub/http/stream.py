"""GET /v1/events: server-sent events from the log, resumable by cursor, as raw ASGI.

Every batch is one read: is the token still valid, is the cursor still good, what may this viewer see after it. A
client that reads slowly holds back only itself: at most one batch waits for it, and after a time-out it is dropped and
resumes by its cursor.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import parse_qs

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import HEARTBEAT_SECONDS, RESYNC, SIGNED_OUT
from server_stub.http.asgi import Receive, Scope, Send
from server_stub.http.errors import send_refusal
from server_stub.services.login import Caller, Logins
from server_stub.services.wakeups import WakeUps
from server_stub.storage.database import StorageUnavailable, Tx
from server_stub.storage.gathered import GatheredReads
from server_stub.storage.repositories.accounts import TokenRow
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.visibility import Viewer

BATCH: Final = 200
_LARGEST_CURSOR: Final = 2**63 - 1
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: until a sign of life, for gathering a burst, until a client that takes nothing is dropped."""

    heartbeat: float = HEARTBEAT_SECONDS
    coalesce: float = 0.025
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class _Step:
    """What one read found. `ending` is the name of the event that ends the stream."""

    cursor: int
    chunk: bytes = b""
    more: bool = False
    ending: str | None = None
    holder: TokenRow | None = None


class EventStream:
    """One instance serves every client; the state of a client lives in its call."""

    def __init__(
        self, reads: GatheredReads, logins: Logins, events: EventRepository, wakeups: WakeUps, pace: Pace | None = None
    ) -> None:
        self._reads = reads
        self._logins = logins
        self._events = events
        self._wakeups = wakeups
        self._pace = pace or Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            cursor = _cursor(scope)
        except GatewayRefusal as refusal:
            await send_refusal(send, refusal)
            return
        caller: Caller = scope["user"]
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        with self._wakeups.listen() as woken:
            following = asyncio.create_task(self._follow(caller, cursor, woken, send), name="event stream")
            leaving = asyncio.create_task(_left(receive), name="event stream: client left")
            try:
                await asyncio.wait((following, leaving), return_when=asyncio.FIRST_COMPLETED)
            finally:
                await _end(following, leaving)

    async def _follow(self, caller: Caller, cursor: int, woken: asyncio.Event, send: Send) -> None:
        write = self._writer(send)
        await write(b": welcome\n\n")
        sent_at = 0.0
        while not self._wakeups.closing:
            woken.clear()
            step = await self._reads.read(partial(self._step, caller=caller, cursor=cursor))
            cursor = step.cursor
            if step.ending is not None:
                await write(f"event: {step.ending}\ndata: {{}}\n\n".encode())
                break
            if step.chunk:
                await write(step.chunk)
                sent_at = time.monotonic()
            if step.holder is not None:
                await self._logins.touch(step.holder)
            if not step.more and not await self._woken(woken, sent_at):
                await write(b": \n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _step(self, tx: Tx, caller: Caller, cursor: int) -> _Step:
        holder = self._logins.holder(tx, caller.digest)
        if holder is None:
            return _Step(cursor, ending=SIGNED_OUT)
        first, newest = self._events.bounds(tx)
        if cursor > newest or cursor < first - 1:
            return _Step(cursor, ending=RESYNC)
        found = self._events.after(tx, Viewer.of(holder.account), cursor, BATCH)
        more = len(found) == BATCH
        chunk = b"".join(b"id: %d\ndata: %b\n\n" % (seq, data) for seq, data in found if data is not None)
        return _Step(found[-1][0] if more else newest, chunk, more, holder=holder)

    async def _woken(self, woken: asyncio.Event, sent_at: float) -> bool:
        """Wait for news: the first of a burst goes out at once, the rest together. False when a heartbeat is due."""
        try:
            async with asyncio.timeout(self._pace.heartbeat):
                await woken.wait()
        except TimeoutError:
            return False
        early = self._pace.coalesce - (time.monotonic() - sent_at)
        if early > 0:
            await asyncio.sleep(early)
        return True

    def _writer(self, send: Send) -> Callable[[bytes], Awaitable[None]]:
        async def write(chunk: bytes) -> None:
            async with asyncio.timeout(self._pace.patience):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})

        return write


def _cursor(scope: Scope) -> int:
    """`Last-Event-ID` where a client reconnects by itself, else `?after=`. Raises BAD_REQUEST."""
    header = next((value for name, value in scope["headers"] if name == b"last-event-id"), b"").decode("latin-1")
    text = header or parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    if not (text.isascii() and text.isdecimal() and len(text) <= 19 and int(text) <= _LARGEST_CURSOR):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="after")
    return int(text)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _end(following: asyncio.Task[None], leaving: asyncio.Task[None]) -> None:
    for task in (following, leaving):
        task.cancel()
    for task in (following, leaving):
        with contextlib.suppress(asyncio.CancelledError):
            try:
                await task
            except (StorageUnavailable, TimeoutError) as error:
                # The client resumes by its cursor.
                _log.warning("an event stream was cut: %s", type(error).__name__)
