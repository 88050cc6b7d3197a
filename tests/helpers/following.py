"""A client of the event stream that remembers what it got."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import msgspec
from httpx_sse import ServerSentEvent, aconnect_sse

from server_stub.contract.events import Event, EventKind


@dataclass(slots=True)
class Follower:
    """`events` of the log in order, `endings` such as resync, `lines` of comments are not kept by the parser.

    Colleagues who sign in and out while a test runs are in `team`.
    """

    events: list[Event] = field(default_factory=list)
    team: list[Event] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    closed: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def cursor(self) -> int:
        return self.events[-1].seq if self.events else 0

    async def until(self, condition: Callable[[], object], seconds: float = 5.0) -> None:
        """TimeoutError when it does not come true in time."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(condition)

    async def take(self, got: ServerSentEvent) -> None:
        async with self.changed:
            if got.event == "message":
                event = msgspec.json.decode(got.data, type=Event)
                assert got.id == str(event.seq)
                (self.team if event.kind == EventKind.AGENT else self.events).append(event)
            else:
                self.endings.append(got.event)
            self.changed.notify_all()


@asynccontextmanager
async def follow(client: httpx.AsyncClient, after: int) -> AsyncIterator[Follower]:
    """Follow from a cursor until the block ends."""
    follower = Follower()

    async def run() -> None:
        async with aconnect_sse(client, "GET", "/v1/events", params={"after": after}) as source:
            source.response.raise_for_status()
            opened.set()
            async for got in source.aiter_sse():
                await follower.take(got)
        async with follower.changed:
            follower.closed = True
            follower.changed.notify_all()

    opened = asyncio.Event()
    task = asyncio.create_task(run(), name="follower")
    waiting = asyncio.create_task(opened.wait(), name="follower: opened")
    try:
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED, timeout=5)
        if task.done():
            task.result()
        yield follower
    finally:
        for own in (task, waiting):
            own.cancel()
        await asyncio.gather(task, waiting, return_exceptions=True)
