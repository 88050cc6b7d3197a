"""Delivers webhooks: queues updates, batches, signs, posts, and retries until somebody answers 200."""

from __future__ import annotations

import asyncio
import copy
import io
import random
from collections import deque
from collections.abc import Callable
from typing import Any

import aiohttp
import msgspec

from server_stub.cloud_sim.clock import Agenda
from server_stub.cloud_sim.config import Profile
from server_stub.cloud_sim.retry import next_attempt
from server_stub.cloud_sim.signing import HEADER, sign, spoil
from server_stub.cloud_sim.updates import Update, compose, encode


class Attempt(msgspec.Struct):
    """One POST: its moment (ms), the HTTP status or the error, and whether the signature was right."""

    at: int
    status: int | None
    error: str | None
    signed: bool


class Delivery(msgspec.Struct):
    """One webhook body on its way; `state` is queued, retrying, delivered or dropped."""

    id: int
    created_at: int
    updates: int
    body: bytes
    state: str = "queued"
    attempts: list[Attempt] = []


class Outbox:
    """All webhooks of one stand-in. `target` tells where to send, `spoiled` whether to sign wrongly."""

    def __init__(
        self,
        agenda: Agenda,
        rng: random.Random,
        *,
        account_id: str,
        app_secret: str,
        profile: Callable[[], Profile],
        target: Callable[[], str | None],
        spoiled: Callable[[], bool],
        log_limit: int,
    ) -> None:
        self._agenda = agenda
        self._rng = rng
        self._account_id = account_id
        self._secret = app_secret
        self._profile = profile
        self._target = target
        self._spoiled = spoiled
        self._session: aiohttp.ClientSession | None = None
        self._waiting: deque[Update] = deque()
        self._flush_due = False
        self._ready: deque[Delivery] = deque()
        self._retrying: dict[int, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self.log: deque[Delivery] = deque(maxlen=log_limit)
        agenda.settle_with(self.settled)

    def open(self, session: aiohttp.ClientSession) -> None:
        """Use this HTTP session from now on."""
        self._session = session

    async def close(self) -> None:
        """Give up what is in flight."""
        self._session = None
        self._ready.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def waiting(self) -> int:
        """Updates that no webhook holds yet."""
        return len(self._waiting)

    def push(self, update: Update) -> None:
        """Queue an update; it leaves after the batching pause. The value is kept as it is now."""
        self._waiting.append(update)
        self.schedule()

    def schedule(self) -> None:
        """Have the queue emptied after the batching pause, if there is somewhere to send."""
        if self._flush_due or not self._waiting:
            return
        self._flush_due = True
        self._agenda.call_in(self._rng.randint(*self._profile().batch_window), self._flush_now)

    def push_body(self, body: bytes) -> Delivery:
        """Send these very bytes as a webhook of their own."""
        return self._start(body, 0)

    async def flush(self) -> None:
        """Send what is queued and what waits for a retry now, and wait for the answers."""
        self._flush_now()
        for delivery in list(self._retrying.values()):
            self._again(delivery)
        await self.settled()

    async def settled(self) -> None:
        """Wait until no POST is in flight."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _flush_now(self) -> None:
        self._flush_due = False
        profile = self._profile()
        while self._waiting and self._target():
            size = self._rng.randint(1, profile.batch_max) if profile.spread_batches else profile.batch_max
            batch = [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]
            fresh = [msgspec.structs.replace(it, value=_copy(it.value)) for it in batch]
            body = compose(self._account_id, fresh, self._rng, spread=profile.spread_batches)
            escape = self._rng.random() < profile.escape_share
            self._start(encode(body, escape=escape), len(batch))

    def _start(self, body: bytes, updates: int) -> Delivery:
        self._count += 1
        delivery = Delivery(self._count, self._agenda.clock.now(), updates, body, attempts=[])
        self.log.append(delivery)
        self._ready.append(delivery)
        self._pump()
        return delivery

    def _pump(self) -> None:
        while self._ready and self._session and len(self._tasks) < self._profile().parallel_deliveries:
            delivery = self._ready.popleft()
            task = asyncio.create_task(self._post(delivery), name=f"webhook-{delivery.id}")
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._pump()

    async def _post(self, delivery: Delivery) -> None:
        spoiled = self._spoiled()
        signature = sign(delivery.body, self._secret)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            HEADER: spoil(signature) if spoiled else signature,
        }
        status, error = await self._exchange(delivery.body, headers)
        now = self._agenda.clock.now()
        delivery.attempts.append(Attempt(now, status, error, not spoiled))
        if status == 200:
            delivery.state = "delivered"
            return
        self._retry(delivery, now)

    async def _exchange(self, body: bytes, headers: dict[str, str]) -> tuple[int | None, str | None]:
        target = self._target()
        if self._session is None or target is None:
            return None, "no callback"
        timeout = aiohttp.ClientTimeout(total=self._profile().delivery_timeout)
        try:
            async with self._session.post(
                target, data=io.BytesIO(body), headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                await response.read()
                return response.status, None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return None, type(error).__name__

    def _retry(self, delivery: Delivery, now: int) -> None:
        moment = next_attempt(delivery.created_at, now, len(delivery.attempts))
        if moment is None:
            delivery.state = "dropped"
            return
        delivery.state = "retrying"
        self._retrying[delivery.id] = delivery
        self._agenda.call_at(moment, lambda: self._again(delivery))

    def _again(self, delivery: Delivery) -> None:
        if self._retrying.pop(delivery.id, None) is not None:
            self._ready.append(delivery)
            self._pump()


def _copy(value: dict[str, Any]) -> dict[str, Any]:
    """Joining changes the lists of a value; the queue's own must stay as they were."""
    return copy.deepcopy(value)
