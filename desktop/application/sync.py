"""Follows the gateway: snapshot once, then events in batches, and on from the cursor after any disconnection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from desktop.application.applying import apply_events, apply_snapshot, cursor
from desktop.application.connection import Line
from desktop.application.ports import EventSource, GatewayApi, ResyncNeeded
from desktop.application.state import State
from desktop.application.team_notes import snapshot_due
from desktop.domain.backoff import Chance, delay_ms
from desktop.domain.errors import AppError, GatewayUnreachable, SignedOut
from server_stub.contract.errors import ErrorCode

_BURST: Final = 12
"""So many events in one batch are a burst: what follows is gathered, for each batch costs a durable commit and a look
of everything that is shown.
"""
_GATHER_SECONDS: Final = 0.1


class SyncEngine:
    """`run` is one long task. `on_online` is called each time the stream stands."""

    def __init__(
        self,
        state: State,
        gateway: GatewayApi,
        source: EventSource,
        line: Line,
        *,
        chance: Chance,
        on_online: Callable[[], None],
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._source = source
        self._line = line
        self._chance = chance
        self._on_online = on_online
        self._failures = 0
        self._resync_due = False
        self._impatient = asyncio.Event()

    def hurry(self) -> None:
        """Try again now, e.g. because a request just went through."""
        self._impatient.set()

    async def run(self) -> None:
        """Until cancelled or signed out by the gateway. A broken line loses nothing: the cursor is on disk."""
        while True:
            self._line.connecting()
            try:
                await self._follow()
            except ResyncNeeded:
                self._resync_due = True
            except SignedOut:
                self._line.signed_out()
                return
            except AppError as error:
                await self._wait(error)
            except Exception:
                self._line.down(AppError(ErrorCode.INTERNAL.value))
                raise

    async def _follow(self) -> None:
        """Returns never; ends with what broke the line."""
        after = await self._state.store.read(cursor)
        if after is None or self._resync_due or await self._state.store.read(snapshot_due):
            after = await self._resync()
        async with self._source.open(after) as batches:
            self._line.up()
            self._on_online()
            async for entries in batches:
                self._failures = 0
                if entries:
                    applied = await self._state.change(partial(apply_events, entries=entries))
                    if applied.snapshot_due:
                        raise ResyncNeeded
                if len(entries) >= _BURST:
                    await asyncio.sleep(_GATHER_SECONDS)
        raise GatewayUnreachable

    async def _resync(self) -> int:
        snapshot = await self._gateway.snapshot()
        await self._state.change(partial(apply_snapshot, snapshot=snapshot))
        self._resync_due = False
        return snapshot.seq

    async def _wait(self, error: AppError) -> None:
        self._line.down(error)
        self._failures += 1
        self._impatient.clear()
        try:
            async with asyncio.timeout(delay_ms(self._failures, self._chance) / 1000):
                await self._impatient.wait()
        except TimeoutError:
            return
