"""Where a day is played: one gateway that can be stopped and started, the stand-in, and one clock for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server_stub.cloud_sim.config import INSTANT, SimulatorConfig
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.simulator import Simulator
from server_stub.contract.model import Role
from server_stub.contract.queues import AgentProfile, Member, Queue, ServicePolicy, Strategy
from tests.helpers.day.script import Script
from tests.helpers.gateway import (
    ACCESS_TOKEN,
    APP_SECRET,
    PASSWORD,
    VERIFY_TOKEN,
    RunningGateway,
    run_gateway,
    settings_for,
)
from tests.helpers.shop import always_open

_BUSY = """
SELECT (SELECT count(*) FROM journal WHERE id > (SELECT coalesce(max(last_id), 0) FROM journal_done))
     + (SELECT count(*) FROM send_job WHERE state IN ('leased', 'sending')
        OR (state = 'queued' AND next_attempt_at <= ?))
"""


class Stage:
    """Everything runs at the stand-in's clock, which stands still but for `pass_time`."""

    def __init__(self, folder: Path, sim: Simulator) -> None:
        self.sim = sim
        self._settings = settings_for(folder, graph_url=sim.base_url)
        self._folder = folder
        self._stack = AsyncExitStack()
        self._running: RunningGateway | None = None
        self.queue_ids: dict[str, str] = {}
        """What the gateway calls the queues of the plan."""

    @property
    def running(self) -> RunningGateway:
        if self._running is None:
            raise RuntimeError("the gateway does not run now")
        return self._running

    def now(self) -> int:
        return self.sim.clock.now()

    async def start(self) -> None:
        gateway = run_gateway(self._folder, clock=self.sim.clock.now, settings=self._settings)
        self._running = await self._stack.enter_async_context(gateway)
        self.sim.set_webhook(f"{self.running.url}/webhook")

    async def stop(self) -> None:
        self._running = None
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    async def pass_time(self, milliseconds: int) -> None:
        await self.sim.advance(milliseconds)

    async def settle(self) -> None:
        """What came in is in the store, what was to leave has left, and whoever could be served is."""
        gateway = self.running.gateway
        async with asyncio.timeout(60):
            while True:
                await self.sim.core.outbox.settled()
                (row,) = await self.rows(_BUSY, self.now())
                if not row[0] and not self.sim.core.outbox.waiting:
                    break
                await asyncio.sleep(0.002)
        await gateway.routing.worker.serve()

    async def tick(self) -> None:
        """What the clock does: each loop of the gateway that looks for what is due, once."""
        gateway = self.running.gateway
        await gateway.transfers.expire_offers()
        await gateway.cases.close_due()
        await gateway.team.desktops.look()
        await gateway.team.desktops.keep_free()
        await gateway.team.sweep.run()
        await gateway.leads.look()

    async def rows(self, sql: str, *parameters: object) -> list[Any]:
        return await self.running.gateway.core.database.read(lambda tx: tx.driver.execute(sql, parameters).fetchall())

    async def client(self, login: str) -> httpx.AsyncClient:
        """Signed in; to be closed by whoever asked."""
        headers = {"authorization": f"Bearer {await self.running.token(login)}"}
        return httpx.AsyncClient(base_url=self.running.url, headers=headers, timeout=30, verify=False)


@asynccontextmanager
async def stage(folder: Path, plan: Script) -> AsyncIterator[Stage]:
    """The company is set up: its numbers, queues, agents and shifts."""
    config = SimulatorConfig(
        app_secret=APP_SECRET,
        verify_token=VERIFY_TOKEN,
        access_token=ACCESS_TOKEN,
        profile=INSTANT,
        start_at=plan.begins_at - 60_000,
        frozen=True,
        log_limit=100,
    )
    async with Simulator(config) as sim:
        for number, queue in enumerate(plan.queues):
            display = f"+55 11 4000-{5000 + number}"
            sim.core.world.numbers[queue.id] = Number(id=queue.id, display=display, verified_name=queue.name)
        for number, customer in enumerate(plan.customers):
            sim.core.world.add(customer.key, f"Cliente {number:05}", f"+55 11 9{10_000_000 + number}")
        place = Stage(folder, sim)
        await place.start()
        await _set_up(place, plan)
        try:
            yield place
        finally:
            await place.stop()


async def _set_up(place: Stage, plan: Script) -> None:
    gateway = place.running.gateway
    await always_open(place.running, place.now())
    for shift in plan.shifts:
        added = await gateway.core.accounts.add(shift.login, shift.login.title(), Role.AGENT, PASSWORD)
        place.running.ids[shift.login] = added.id
    admin = await place.client("admin")
    async with admin:
        await _write(admin, "PUT", "/v1/service-policy", ServicePolicy())
        for queue in plan.queues:
            members = [Member(place.running.ids[login], rank) for rank, login in enumerate(queue.members)]
            kept = Queue(
                queue.id,
                queue.name,
                members=members,
                strategy=Strategy(queue.strategy),
                offer_seconds=queue.offer_seconds,
                channel_numbers=[queue.id],
                silence_minutes=60,
            )
            place.queue_ids[queue.id] = (await _write(admin, "POST", "/v1/queues", kept)).json()["id"]
        for queue in plan.queues:
            await _overflow(admin, place.queue_ids[queue.id], place.queue_ids.get(queue.overflow_to, ""))
        for login, account_id in place.running.ids.items():
            if login.startswith("agent"):
                await _write(admin, "PUT", f"/v1/team/{account_id}", AgentProfile(account_id))


async def _overflow(admin: httpx.AsyncClient, queue_id: str, target: str) -> None:
    if not target:
        return
    found = next(it for it in (await admin.get("/v1/queues")).json() if it["id"] == queue_id)
    answer = await admin.put(f"/v1/queues/{queue_id}", json=found | {"overflow_to": target, "overflow_seconds": 1200})
    answer.raise_for_status()


async def _write(admin: httpx.AsyncClient, method: str, path: str, body: msgspec.Struct) -> httpx.Response:
    answer = await admin.request(method, path, content=msgspec.json.encode(body))
    assert answer.is_success, (path, answer.text)
    return answer
