"""Reads that come in a flood, done together: one thread hop and one transaction for all that wait."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from server_stub.storage.database import Database, Tx, Work

T = TypeVar("T")


class GatheredReads:
    """Like `Database.read`, for many callers woken at once. What comes while a read runs goes into the next one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def read(self, work: Work[T]) -> T:
        """Raises what the work raises, or StorageUnavailable."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run(), name="gathered reads")
        return await future

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._answer(batch)
        finally:
            self._running = None

    async def _answer(self, batch: list[tuple[Work[Any], asyncio.Future[Any]]]) -> None:
        works = [work for work, _ in batch]
        try:
            results = await self._database.read(lambda tx: [_attempt(tx, work) for work in works])
        except Exception as error:  # noqa: BLE001 - every caller is told, none of them waits for ever
            results = [error] * len(works)
        for (_, future), result in zip(batch, results, strict=True):
            if future.done():  # cancelled: the client left meanwhile
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)


def _attempt(tx: Tx, work: Work[Any]) -> Any:
    try:
        return work(tx)
    except Exception as error:  # noqa: BLE001 - its own caller gets it, its neighbours get their answers
        return error
