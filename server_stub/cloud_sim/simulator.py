"""Builds one stand-in and runs it: the object that tests, the demo and the benchmarks use."""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType

import aiohttp
from aiohttp import web

from server_stub.cloud_sim.clock import VirtualClock
from server_stub.cloud_sim.config import SimulatorConfig
from server_stub.cloud_sim.control.meta_side import MetaSide
from server_stub.cloud_sim.control.serving import add_actions
from server_stub.cloud_sim.control.stage import StageControl
from server_stub.cloud_sim.control.traffic import TrafficControl
from server_stub.cloud_sim.control.users import UserControl
from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.customers.acting import Customers
from server_stub.cloud_sim.customers.scripts import ScriptRunner
from server_stub.cloud_sim.graph.common import graph_middleware
from server_stub.cloud_sim.graph.media import LARGEST, MediaRoutes
from server_stub.cloud_sim.graph.messages import MessageRoutes
from server_stub.cloud_sim.graph.number import NumberRoutes
from server_stub.cloud_sim.graph.objects import ObjectRoutes
from server_stub.cloud_sim.graph.templates import TemplateRoutes
from server_stub.cloud_sim.sending.accept import Sending
from server_stub.cloud_sim.sending.statuses import Statuses
from server_stub.cloud_sim.templates.life import TemplateLife

_FORM_OVERHEAD = 1024 * 1024
_log = logging.getLogger(__name__)


class Simulator:
    """Meta's Cloud API on loopback. Use `async with Simulator(config) as sim`, or `start` and `stop`.

    `customers` acts for users, `faults` and `core.profile` set the mood, `core.agenda.advance(ms)`
    moves the virtual clock, `core.sent` and `core.outbox.log` hold what happened.
    """

    def __init__(self, config: SimulatorConfig, clock: VirtualClock | None = None) -> None:
        self.clock = clock or VirtualClock(start_at=config.start_at, frozen=config.frozen)
        self.core = Core(config, self.clock)
        self.statuses = Statuses(self.core)
        self.customers = Customers(self.core)
        self.scripts = ScriptRunner(self.core, self.customers, self.statuses)
        life = TemplateLife(self.core)
        self.meta = MetaSide(self.core, life)
        self._app = self._build(life)
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None
        self._agenda_task: asyncio.Task[None] | None = None

    def _build(self, life: TemplateLife) -> web.Application:
        core = self.core
        app = web.Application(middlewares=[graph_middleware(core)], client_max_size=LARGEST + _FORM_OVERHEAD)
        media, templates = MediaRoutes(core), TemplateRoutes(core, life)
        users = UserControl(core, self.customers, self.statuses, self.scripts)
        for control in (users, StageControl(core, self.meta), TrafficControl(core)):
            add_actions(app.router, control.actions())
        MessageRoutes(core, Sending(core, self.statuses)).add_to(app.router)
        media.add_to(app.router)
        templates.add_to(app.router)
        NumberRoutes(core).add_to(app.router)
        ObjectRoutes(core, media, templates).add_to(app.router)
        return app

    @property
    def base_url(self) -> str:
        """`http://host:port`; a client puts `/vN.0/…` behind it. Empty before `start`."""
        return self.core.base_url

    @property
    def phone_number_id(self) -> str:
        """The id of our number, as it stands in send addresses."""
        return self.core.world.main_number.id

    @property
    def waba_id(self) -> str:
        """The id of the business account."""
        return self.core.world.account.id

    def set_webhook(self, url: str | None) -> None:
        """Send webhooks to this address from now on; what waited for one leaves now."""
        self.core.set_webhook(url)

    async def advance(self, delay: int) -> None:
        """Move the virtual clock `delay` ms on, doing what is due on the way."""
        await self.core.agenda.advance(delay)

    def freeze(self) -> None:
        """Stop virtual time; what is due at this moment still happens."""
        self.clock.freeze()
        self.core.agenda.wake()

    def run(self, rate: float | None = None) -> None:
        """Let virtual time pass, `rate` seconds for each real one."""
        self.clock.run(rate)
        self.core.agenda.wake()

    async def start(self) -> None:
        """Listen and let time pass; raises OSError when the port is taken."""
        config = self.core.config
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self.core.outbox.open(self._session)
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, config.host, config.port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        port = self._runner.addresses[0][1]
        self.core.base_url = f"http://{config.host}:{port}"
        self._agenda_task = asyncio.create_task(self.core.agenda.run_forever(), name="cloud-sim-agenda")
        self._agenda_task.add_done_callback(_report)

    async def stop(self) -> None:
        """Stop listening; what was not delivered is given up."""
        if self._agenda_task is not None:
            self._agenda_task.cancel()
            await asyncio.gather(self._agenda_task, return_exceptions=True)
        await self.core.outbox.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Simulator:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


def _report(task: asyncio.Task[None]) -> None:
    """An agenda that ends by itself has a fault; nothing would happen any more, so say it at once."""
    if not task.cancelled() and task.exception() is not None:
        _log.error("the agenda stopped", exc_info=task.exception())
