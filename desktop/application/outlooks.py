"""The light beside the composer: the gateway's answer, asked for again when in doubt, lapsing by the clock."""

from __future__ import annotations

import asyncio
from functools import partial

from desktop.application.applied import Applied
from desktop.application.connection import Line
from desktop.application.ports import Clock, GatewayApi
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.outlook import at, lapsed, lapses_at
from server_stub.contract.gate import Outlook


class Outlooks:
    """`run` tells of those that lapse while nobody does anything."""

    def __init__(self, state: State, gateway: GatewayApi, line: Line, clock: Clock) -> None:
        self._state = state
        self._gateway = gateway
        self._line = line
        self._clock = clock
        self._known: dict[str, Outlook] = {}
        self._doubtful: set[str] = set()
        self._versions: dict[str, int] = {}
        self._moved = asyncio.Event()
        state.follow(self._take)

    async def load(self) -> None:
        """The last known ones; all in doubt, because nobody knows what happened while this program did not run."""
        for outlook in await self._state.store.read(lambda tx: tx.inbox.outlooks()):
            self._known[outlook.conversation_id] = outlook
        self._doubtful.update(self._known)

    async def get(self, conversation_id: str) -> Outlook | None:
        """Fresh where the line is up; else the last known with what the clock says; None when nothing is known."""
        known = self._known.get(conversation_id)
        now = self._clock()
        if known is not None and conversation_id not in self._doubtful and not lapsed(known, now):
            return known
        if self._line.online:
            try:
                return await self._ask(conversation_id)
            except AppError as error:
                self._line.noticed(error)
        known = self._known.get(conversation_id)
        return None if known is None else at(known, self._clock())

    async def run(self) -> None:
        while True:
            self._moved.clear()
            ends = self._next_lapse()
            try:
                async with asyncio.timeout(None if ends is None else max(0, ends - self._clock()) / 1000):
                    await self._moved.wait()
            except TimeoutError:
                self._tell_lapsed()

    async def _ask(self, conversation_id: str) -> Outlook:
        version = self._versions.get(conversation_id, 0)
        outlook = await self._gateway.outlook(conversation_id)
        if self._versions.get(conversation_id, 0) == version:
            self._keep(outlook)
            await self._state.store.write(partial(_put, outlook=outlook))
        return outlook

    def _keep(self, outlook: Outlook) -> None:
        self._known[outlook.conversation_id] = outlook
        self._doubtful.discard(outlook.conversation_id)
        self._moved.set()

    def _take(self, applied: Applied) -> None:
        """After a commit. An answer that is under way meanwhile is older than what an event just told."""
        if applied.every_outlook_doubtful or applied.everything:
            self._doubt(set(self._known))
        self._doubt(applied.outlooks_doubtful)
        for conversation_id, outlook in applied.outlooks.items():
            self._versions[conversation_id] = self._versions.get(conversation_id, 0) + 1
            self._keep(outlook)

    def _doubt(self, conversation_ids: set[str]) -> None:
        self._doubtful |= conversation_ids
        for conversation_id in conversation_ids:
            self._versions[conversation_id] = self._versions.get(conversation_id, 0) + 1

    def _next_lapse(self) -> int | None:
        now = self._clock()
        ends = [
            end
            for key, outlook in self._known.items()
            if key not in self._doubtful and (end := now if lapsed(outlook, now) else lapses_at(outlook, now))
        ]
        return min(ends, default=None)

    def _tell_lapsed(self) -> None:
        now = self._clock()
        over = {key for key, outlook in self._known.items() if key not in self._doubtful and lapsed(outlook, now)}
        self._doubt(over)
        self._state.tell(ChangeSet(outlooks=frozenset(over)))


def _put(tx: StoreTx, *, outlook: Outlook) -> None:
    tx.inbox.put_outlook(outlook)
