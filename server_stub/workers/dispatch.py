"""Sends what was accepted: at Meta's pace, in order per conversation, never twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from server_stub.contract.gate import SendKind
from server_stub.domain.pacing import Pacing
from server_stub.services.dispatching import Dispatching, NeedsUpload, Ready
from server_stub.services.media import MediaFiles
from server_stub.services.send_results import SendResults
from server_stub.storage.database import Database, StorageUnavailable, Tx
from server_stub.storage.repositories.jobs import Job, Jobs
from server_stub.storage.vault import UnreadableError
from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal, NotSent, Outcome
from server_stub.workers.rounds import Rounds

POLL_MS: Final = 1_000
FINISH_SECONDS: Final = 10.0
"""How long a stopping gateway waits for answers to what has already left."""
_FIRST_PAUSE_MS: Final = 500
_LONGEST_PAUSE_MS: Final = 30_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What the queue looks like at one moment."""

    anything_old: bool
    due: list[Job]
    yellow: frozenset[str]
    upcoming: int | None


class Dispatcher:
    """One per process; `owner` names its leases. `wake` is called on the event loop, its hints may be lost."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: Jobs,
        steps: Dispatching,
        results: SendResults,
        files: MediaFiles,
        client: GraphClient,
        pacing: Pacing,
        clock: Callable[[], int],
        owner: str,
        parallel: int = 64,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._steps = steps
        self._results = results
        self._files = files
        self._client = client
        self._pacing = pacing
        self._clock = clock
        self._owner = owner
        self._parallel = parallel
        self._rounds = Rounds()
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._uploads = asyncio.Semaphore(2)
        self._paused_until = 0
        self._pause = _FIRST_PAUSE_MS

    def wake(self) -> None:
        self._rounds.wake()

    async def run(self) -> None:
        """Until cancelled. What is on its way then gets a moment to be answered."""
        await self._database.write(lambda tx: self._results.start_over(tx, self._clock(), self._owner))
        try:
            await self._rounds.repeat(self._round)
        finally:
            await self._land()

    async def _round(self) -> float:
        """Start everything that may leave now; returns after how many seconds to look again."""
        now = self._clock()
        outlook = await self._database.read(lambda tx: self._look(tx, now))
        if outlook.anything_old:
            await self._database.write(lambda tx: self._results.settle_old(tx, now))
        if now < self._paused_until:
            return min(POLL_MS, self._paused_until - now) / 1000
        soonest = self._start_all(outlook, now)
        return (soonest if outlook.upcoming is None else max(1, min(soonest, outlook.upcoming - now))) / 1000

    def _look(self, tx: Tx, now: int) -> _Outlook:
        return _Outlook(
            anything_old=self._results.anything_old(tx, now),
            due=self._jobs.due(tx, now, self._parallel * 4),
            yellow=self._jobs.yellow_numbers(tx),
            upcoming=self._jobs.next_moment(tx, now),
        )

    def _start_all(self, outlook: _Outlook, now: int) -> int:
        """As many as may fly at once and as the pace allows; milliseconds until the pace allows another."""
        soonest = POLL_MS
        for job in outlook.due:
            if job.message_id in self._flying:
                continue
            if len(self._flying) >= self._parallel:
                break
            halved = job.kind == SendKind.MARKETING and job.channel_number_id in outlook.yellow
            wait = self._pacing.wait(job.channel_number_id, job.contact_id, now, halved=halved)
            if wait:
                soonest = min(soonest, wait)
                continue
            self._pacing.take(job.channel_number_id, job.contact_id, now, halved=halved)
            self._start(job)
        return soonest

    def _start(self, job: Job) -> None:
        task = asyncio.create_task(self._dispatch(job), name=f"send {job.message_id}")
        self._flying[job.message_id] = task
        task.add_done_callback(partial(self._landed, job.message_id))

    def _landed(self, message_id: str, task: asyncio.Task[None]) -> None:
        del self._flying[message_id]
        error = None if task.cancelled() else task.exception()
        if error is None:
            self.wake()
        else:  # without a hint: whatever it was, it is not tried again before the next look
            _log.error("dispatch of one message failed: %s", type(error).__name__)

    async def _dispatch(self, job: Job) -> None:
        """Every failure of the store leaves a lease behind, which `recover` turns into a doubt or a new try."""
        try:
            await self._deliver(job)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one message must not hold up the others, nor be tried for ever
            _log.error("a message could not be dispatched: %s", type(error).__name__)
            await self._database.write(lambda tx: self._results.broken(tx, job, self._clock()))

    async def _deliver(self, job: Job) -> None:
        step = await self._database.write(lambda tx: self._steps.take(tx, job.message_id, self._owner, self._clock()))
        if isinstance(step, NeedsUpload):
            step = await self._upload(step)
        if step is not None:
            outcome = await self._client.send(step.job.channel_number_id, step.body)
            await self._write_down(step, outcome)

    async def _upload(self, step: NeedsUpload) -> Ready | None:
        """Give Meta the file, then ask the gate again."""
        media = step.media
        try:
            async with self._uploads:
                data = await self._files.read_all(media)
                name = media.detail.file_name
                wa_id = await self._client.upload(step.job.channel_number_id, data, media.mime_type, name)
        except GraphRefusal as refusal:
            outcome = refusal.outcome
            self._note_line(outcome)
            await self._database.write(lambda tx: self._results.upload_failed(tx, step.job, outcome, self._clock()))
            return None
        except UnreadableError:
            await self._database.write(lambda tx: self._results.file_lost(tx, step.job, self._clock()))
            return None
        now = self._clock()
        await self._database.write(lambda tx: self._steps.media_uploaded(tx, media.id, wa_id))
        return await self._database.write(lambda tx: self._steps.begin(tx, step.job.message_id, self._owner, now))

    async def _write_down(self, step: Ready, outcome: Outcome) -> None:
        self._note_line(outcome)
        for pause in (0.2, 1.0, 5.0, None):
            try:
                await self._database.write(lambda tx: self._results.record(tx, step.job, outcome, self._clock()))
                return
            except StorageUnavailable:
                if pause is None:
                    raise
                await asyncio.sleep(pause)

    def _note_line(self, outcome: Outcome) -> None:
        """While nothing gets through at all, one try at a time: each pause twice as long as the one before."""
        if isinstance(outcome, NotSent):
            self._paused_until = self._clock() + self._pause
            self._pause = min(self._pause * 2, _LONGEST_PAUSE_MS)
        else:
            self._pause = _FIRST_PAUSE_MS

    async def _land(self) -> None:
        if self._flying:
            _, late = await asyncio.wait(list(self._flying.values()), timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
