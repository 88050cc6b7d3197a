"""The conversations open at this desktop: claimed while they are, renewed, marked read, given up on closing."""

from __future__ import annotations

import asyncio
from typing import Final

from desktop.application.applied import Applied
from desktop.application.connection import Line
from desktop.application.ports import GatewayApi, Spawn
from desktop.application.state import State
from desktop.domain.errors import AppError, GatewayUnreachable

RENEW_SECONDS: Final = 30.0
"""Half the lease that the gateway gives: one renewal may be lost."""
_BETWEEN_MARKS_SECONDS: Final = 0.3


class Claims:
    """`run` renews. A conversation that somebody else holds may be read; it is not marked read by looking at it."""

    def __init__(
        self, state: State, gateway: GatewayApi, line: Line, spawn: Spawn, *, renew_seconds: float = RENEW_SECONDS
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._line = line
        self._spawn = spawn
        self._renew_seconds = renew_seconds
        self._open: dict[str, bool] = {}
        self._marked: dict[str, str] = {}
        self._reading: dict[str, bool] = {}
        """Conversations that are being marked read; true where more has come meanwhile."""
        self._renew_now = asyncio.Event()
        state.follow(self._take)

    def is_open(self, conversation_id: str) -> bool:
        return conversation_id in self._open

    def wake(self) -> None:
        """The line is back: claims may have lapsed, marks may not have gone through."""
        self._renew_now.set()

    async def open(self, conversation_id: str) -> None:
        """Claim it and mark it read. Without a line it is claimed later. Raises Refused (`claimed_by_other` …)."""
        self._open.setdefault(conversation_id, False)
        try:
            await self._renew(conversation_id)
        except GatewayUnreachable:
            return

    async def close(self, conversation_id: str) -> None:
        """Give it up; a gateway that does not answer lets the lease lapse."""
        if self._open.pop(conversation_id, False):
            await self._quietly(conversation_id)

    async def close_all(self) -> None:
        for conversation_id in tuple(self._open):
            await self.close(conversation_id)

    async def hold_for_sending(self, conversation_id: str) -> None:
        """Claim for one message of the outbox; `give_back` afterwards. Raises AppError."""
        await self._gateway.claim(conversation_id)

    async def give_back(self, conversation_id: str) -> None:
        if not self.is_open(conversation_id):
            await self._quietly(conversation_id)

    async def run(self) -> None:
        while True:
            self._renew_now.clear()
            try:
                async with asyncio.timeout(self._renew_seconds):
                    await self._renew_now.wait()
            except TimeoutError:
                pass
            for conversation_id in tuple(self._open):
                await self._try(conversation_id)

    async def _try(self, conversation_id: str) -> None:
        """Somebody else's claim is no news here: the claim is shown from events."""
        try:
            await self._renew(conversation_id)
        except AppError as error:
            self._line.noticed(error)

    async def _renew(self, conversation_id: str) -> None:
        try:
            await self._gateway.claim(conversation_id)
        except AppError:
            if conversation_id in self._open:
                self._open[conversation_id] = False
            raise
        if conversation_id not in self._open:
            await self._quietly(conversation_id)
            return
        self._open[conversation_id] = True
        await self._mark_read(conversation_id)

    async def _read(self, conversation_id: str) -> None:
        """One after the other: a customer who writes ten lines is marked read twice, not ten times."""
        try:
            while self._reading[conversation_id] and conversation_id in self._open:
                self._reading[conversation_id] = False
                await self._mark_read(conversation_id)
                await asyncio.sleep(_BETWEEN_MARKS_SECONDS)
        except AppError as error:
            self._line.noticed(error)
        finally:
            del self._reading[conversation_id]

    async def _mark_read(self, conversation_id: str) -> None:
        newest = await self._state.store.read(lambda tx: tx.messages.newest(conversation_id, direction="in"))
        conversation = self._state.inbox.conversation(conversation_id)
        if newest is None or conversation is None:
            return
        if self._marked.get(conversation_id) == newest.id or conversation.unread == 0:
            return
        await self._gateway.mark_read(conversation_id, newest.id)
        self._marked[conversation_id] = newest.id

    def _unread(self, conversation_id: str, applied: Applied) -> bool:
        conversation = self._state.inbox.conversation(conversation_id)
        return conversation_id in applied.messages and conversation is not None and conversation.unread > 0

    async def _quietly(self, conversation_id: str) -> None:
        try:
            await self._gateway.drop_claim(conversation_id)
        except AppError as error:
            self._line.noticed(error)

    def _take(self, applied: Applied) -> None:
        """A customer who writes in an open conversation is read at once; a claim that somebody gave up is taken."""
        for conversation_id in self._open:
            changed = applied.conversations.get(conversation_id)
            freed = changed is not None and changed.claim is None and not self._open[conversation_id]
            unread = self._unread(conversation_id, applied)
            if freed or (unread and not self._open[conversation_id]):
                self._spawn(self._try(conversation_id), name=f"claim {conversation_id}")
            elif unread:
                if conversation_id not in self._reading:
                    self._spawn(self._read(conversation_id), name=f"read {conversation_id}")
                self._reading[conversation_id] = True
