"""Sends what is queued: one message in flight per conversation, in order, the client id as idempotency key (law 9)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from typing import Final

import msgspec

from desktop.application.applied import Applied
from desktop.application.applying import cursor
from desktop.application.claims import Claims
from desktop.application.connection import Line
from desktop.application.desk import Link
from desktop.application.ports import Clock, GatewayApi, MediaCache, Spawn
from desktop.application.queueing import accept, refuse
from desktop.application.state import State
from desktop.application.store_ports import OutboxItem, StoreTx
from desktop.domain.backoff import Chance, delay_ms
from desktop.domain.errors import AppError, GatewayUnreachable, LocalProblem, SignedOut
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Message

_AT_ONCE: Final = 4


class Outbox:
    """`run` is one long task. What is not answered is asked again with the same id and answered the same."""

    def __init__(
        self,
        state: State,
        gateway: GatewayApi,
        media: MediaCache,
        claims: Claims,
        line: Line,
        *,
        spawn: Spawn,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._media = media
        self._claims = claims
        self._line = line
        self._spawn = spawn
        self._clock = clock
        self._chance = chance
        self._waiting: dict[str, OutboxItem] = {}
        self._busy: dict[str, str] = {}
        """Conversation id → the one message of it that is on its way."""
        self._withdrawn: set[str] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._moved = asyncio.Event()
        self._changed = asyncio.Event()
        """Something is waiting no longer, or was tried in vain."""
        state.follow(self._take)

    async def load(self) -> None:
        """What waited when the program ended."""
        for item in await self._state.store.read(lambda tx: tx.outbox.waiting()):
            self._waiting[item.client_id] = item
        self._line.count_unsent(len(self._waiting))

    def hurry(self) -> None:
        """The line is back: nothing waits for its next attempt any longer."""
        for client_id, item in self._waiting.items():
            self._waiting[client_id] = msgspec.structs.replace(item, next_attempt_at=0)
        self._moved.set()

    async def withdraw(self, client_id: str, work: Callable[[StoreTx], Applied]) -> None:
        """Do `work` with what nobody has posted yet, which is not posted meanwhile.

        Raises LocalProblem `not_cancellable` where an attempt has begun: the gateway may have it.
        """
        item = self._waiting.get(client_id)
        if item is None or item.attempts or client_id in self._withdrawn or client_id in self._busy.values():
            raise LocalProblem(ErrorCode.NOT_CANCELLABLE.value)
        self._withdrawn.add(client_id)
        try:
            await self._state.change(work)
        finally:
            self._withdrawn.discard(client_id)
            self._moved.set()

    async def finish(self) -> None:
        """The program ends: what only waited for second thoughts leaves now. Ends when each was tried once."""
        held = [client_id for client_id, item in self._waiting.items() if item.not_before > self._clock()]
        for client_id in held:
            self._waiting[client_id] = msgspec.structs.replace(self._waiting[client_id], not_before=0)
        self._moved.set()
        while self._line.online and any(self._untried(client_id) for client_id in held):
            self._changed.clear()
            await self._changed.wait()

    async def run(self) -> None:
        while True:
            self._moved.clear()
            next_at = self._start_due()
            try:
                wait = None if next_at is None else max(0, next_at - self._clock()) / 1000
                async with asyncio.timeout(wait):
                    await self._moved.wait()
            except TimeoutError:
                continue

    def _untried(self, client_id: str) -> bool:
        item = self._waiting.get(client_id)
        return item is not None and not item.attempts

    def _start_due(self) -> int | None:
        """Start the first of each conversation that is due; when to look again."""
        if self._line.state.link is Link.SIGNED_OUT:
            return None
        now = self._clock()
        later: list[int] = []
        for conversation_id, item in self._heads().items():
            if item.client_id in self._withdrawn:
                continue
            due_at = max(item.next_attempt_at, item.not_before)
            if due_at > now:
                later.append(due_at)
                continue
            self._busy[conversation_id] = item.client_id
            self._spawn(self._deliver(conversation_id, item), name=f"send {item.client_id}")
        return min(later, default=None)

    def _heads(self) -> dict[str, OutboxItem]:
        heads: dict[str, OutboxItem] = {}
        for item in self._waiting.values():
            if item.conversation_id not in self._busy:
                heads.setdefault(item.conversation_id, item)
        return heads

    async def _deliver(self, conversation_id: str, item: OutboxItem) -> None:
        try:
            async with self._turns:
                await self._attempt(item)
        except AppError:
            # This computer's own store failed: what is on disk is unchanged, so trying again later loses nothing.
            if item.client_id in self._waiting:
                self._waiting[item.client_id] = self._put_off(item)
        finally:
            self._busy.pop(conversation_id, None)
            self._moved.set()

    async def _attempt(self, item: OutboxItem) -> None:
        try:
            as_of = await self._state.store.read(cursor) or 0
            item = await self._with_file(item)
            accepted = await self._post(item)
        except SignedOut as error:
            self._line.noticed(error)
        except GatewayUnreachable:
            await self._save(self._put_off(item))
        except AppError as error:
            await self._state.change(partial(refuse, client_id=item.client_id, error=error))
        else:
            await self._state.change(partial(accept, client_id=item.client_id, accepted=accepted, as_of=as_of))

    async def _with_file(self, item: OutboxItem) -> OutboxItem:
        """Upload once: the media id is on disk before the message is posted, and the request never changes after.

        What the gateway has already, a sticker of the team, is kept here for its bubble only.
        """
        if item.file is None or item.request.media_id is not None or item.request.sticker_id:
            return item
        file = item.file
        if not await self._media.holds(file.media_id):
            raise LocalProblem("file_lost")
        async with aclosing(self._media.chunks(file.media_id)) as chunks:
            media = await self._gateway.upload(item.conversation_id, file.file_name, file.size, chunks)
        item = msgspec.structs.replace(item, request=msgspec.structs.replace(item.request, media_id=media.id))
        await self._save(item)
        return item

    async def _post(self, item: OutboxItem) -> Message:
        """An answer written offline may find its claim lapsed: it is claimed for this one message."""
        request = item.request
        if item.note is not None:
            return await self._gateway.write_note(item.conversation_id, item.note)
        try:
            return (await self._gateway.send(request)).message
        except AppError as error:
            if error.code != ErrorCode.CLAIM_REQUIRED:
                raise
        await self._claims.hold_for_sending(request.conversation_id)
        try:
            return (await self._gateway.send(request)).message
        finally:
            await self._claims.give_back(request.conversation_id)

    def _put_off(self, item: OutboxItem) -> OutboxItem:
        attempts = item.attempts + 1
        next_at = self._clock() + delay_ms(attempts, self._chance)
        return msgspec.structs.replace(item, attempts=attempts, next_attempt_at=next_at)

    async def _save(self, item: OutboxItem) -> None:
        if item.client_id in self._waiting:
            self._waiting[item.client_id] = item
            self._changed.set()
            await self._state.store.write(partial(_update, item=item))

    def _take(self, applied: Applied) -> None:
        for item in applied.queued:
            self._waiting[item.client_id] = item
        for item in (*applied.given_up, *(item for item, _ in applied.settled)):
            self._waiting.pop(item.client_id, None)
        self._line.count_unsent(len(self._waiting))
        self._moved.set()
        self._changed.set()


def _update(tx: StoreTx, *, item: OutboxItem) -> None:
    tx.outbox.update(item)
