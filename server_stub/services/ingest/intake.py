"""Makes webhook bodies durable: those that arrive while a commit runs go together into the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from server_stub.storage.database import Database
from server_stub.storage.repositories.journal import Journal

_LARGEST_GROUP: Final = 8 * 1024 * 1024
"""Bytes of bodies in one commit."""

Deliver = Callable[[int, Sequence[bytes], int], None]
"""(journal id of the first, bodies, received at): they are durable and wait to be processed. No bodies: none came."""


class Intake:
    """Used on the event loop only. Groups form by themselves, without a timer: an idle gateway answers at once."""

    def __init__(self, database: Database, journal: Journal, deliver: Deliver, clock: Callable[[], int]) -> None:
        self._database = database
        self._journal = journal
        self._deliver = deliver
        self._clock = clock
        self._bodies: list[bytes] = []
        self._answers: list[asyncio.Future[None]] = []
        self._writing: asyncio.Task[None] | None = None

    async def accept(self, body: bytes) -> None:
        """Return when the body would survive a power cut. Raises StorageUnavailable: then it is not kept at all."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._bodies.append(body)
        self._answers.append(answer)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_groups(), name="journal")
        await answer

    @property
    def is_busy(self) -> bool:
        """Whether bodies wait to be written, so that another delivery is certain to follow."""
        return bool(self._bodies)

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._writing is not None:
            await asyncio.wait((self._writing,))

    async def _write_groups(self) -> None:
        try:
            while self._bodies:
                bodies, answers = self._take()
                await self._write(bodies, answers)
                # The worker takes its turn here, so that processing and the next bodies share one commit.
                await asyncio.sleep(0)
        finally:
            self._writing = None

    def _take(self) -> tuple[list[bytes], list[asyncio.Future[None]]]:
        size = count = 0
        for body in self._bodies:
            size += len(body)
            count += 1
            if size > _LARGEST_GROUP:
                break
        taken = self._bodies[:count], self._answers[:count]
        self._bodies, self._answers = self._bodies[count:], self._answers[count:]
        return taken

    async def _write(self, bodies: list[bytes], answers: list[asyncio.Future[None]]) -> None:
        now = self._clock()
        try:
            first_id = await self._database.write(partial(self._journal.append, bodies=bodies, now=now))
        except Exception as error:  # noqa: BLE001 - everyone who waits must hear of it
            self._journal.forget()
            self._deliver(0, (), now)
            for answer in answers:
                if not answer.done():
                    answer.set_exception(error)
            return
        self._deliver(first_id, bodies, now)
        for answer in answers:
            if not answer.done():
                answer.set_result(None)
