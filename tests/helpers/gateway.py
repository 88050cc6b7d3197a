"""A real gateway in this process: temporary store, free port, an administrator, a lead and two agents."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server_stub.cloud_sim.config import INSTANT, SimulatorConfig
from server_stub.cloud_sim.simulator import Simulator
from server_stub.config import Config, Secrets
from server_stub.contract.model import Role
from server_stub.contract.requests import Session
from server_stub.core import now_ms
from server_stub.gateway import Gateway
from server_stub.http.stream import Pace
from server_stub.server import HttpServer
from server_stub.services.passwords import Passwords
from server_stub.storage.database import Tx
from tests.helpers.blank_store import KEY, place_store

PASSWORD = "correto cavalo bateria"
APP_SECRET = "app-secret-of-tests"
VERIFY_TOKEN = "verify-token-of-tests"
ACCESS_TOKEN = "access-token-of-tests"
SMTP_PASSWORD = "smtp-password-of-tests"
SMS_TOKEN = "sms-token-of-tests"
SIMULATOR = SimulatorConfig(
    app_secret=APP_SECRET, verify_token=VERIFY_TOKEN, access_token=ACCESS_TOKEN, profile=INSTANT
)
NOWHERE = "http://127.0.0.1:9"
PEOPLE = {
    "admin": ("Alice Admin", Role.ADMIN),
    "lead": ("Lia Líder", Role.LEAD),
    "ana": ("Ana Souza", Role.AGENT),
    "bruno": ("Bruno Lima", Role.AGENT),
}


def quick_passwords() -> Passwords:
    """argon2 with the least work: tests check behaviour, not cost."""
    return Passwords(passes=1, memory_kib=8, lanes=1)


@dataclass(slots=True)
class RunningGateway:
    """`gateway` for looking inside, `url` for everything a client does. `ids` are account ids by login."""

    gateway: Gateway
    url: str
    ids: dict[str, str] = field(default_factory=dict)
    simulator: Simulator | None = None

    async def token(self, login: str) -> str:
        async with httpx.AsyncClient(base_url=self.url, verify=False) as client:
            answer = await client.post("/v1/login", json={"login": login, "password": PASSWORD})
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=Session).token

    @asynccontextmanager
    async def client(self, login: str) -> AsyncIterator[httpx.AsyncClient]:
        """A signed-in HTTP client of one person. `verify=False` spares loading certificates: loopback has no TLS."""
        headers = {"authorization": f"Bearer {await self.token(login)}"}
        async with httpx.AsyncClient(base_url=self.url, headers=headers, timeout=10, verify=False) as client:
            yield client


def settings_for(data_dir: Path, **values: Any) -> tuple[Config, Secrets]:
    """With the key of `blank_store`. Nothing listens at the default `graph_url`."""
    config = Config(**{"data_dir": str(data_dir), "port": 0, "brand": "Loja Exemplo", "graph_url": NOWHERE, **values})
    return config, Secrets(KEY, APP_SECRET, VERIFY_TOKEN, ACCESS_TOKEN, SMTP_PASSWORD, SMS_TOKEN)


@asynccontextmanager
async def run_gateway(
    data_dir: Path,
    *,
    simulated: bool = False,
    clock: Callable[[], int] = now_ms,
    pace: Pace | None = None,
    settings: tuple[Config, Secrets] | None = None,
    prepare: Callable[[Gateway], object] | None = None,
    **values: Any,
) -> AsyncIterator[RunningGateway]:
    """Serve until the block ends. With `simulated` a stand-in for WhatsApp is there and its webhooks arrive.

    `values` are fields of `Config`; `settings` instead of them those of a gateway that ran here before. `prepare` is
    called before anything runs.
    """
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(Simulator(SIMULATOR)) if simulated else None
        if simulator is not None:
            values["graph_url"] = simulator.base_url
        config, secrets = settings or settings_for(data_dir, **values)
        place_store(config.data_path)
        gateway = Gateway(config, secrets, clock=clock, passwords=quick_passwords(), pace=pace)
        if prepare is not None:
            prepare(gateway)
        stack.push_async_callback(gateway.stop)
        await gateway.start()
        server = HttpServer(gateway)
        stack.push_async_callback(server.stop)
        running = RunningGateway(gateway, f"http://127.0.0.1:{await server.start()}", simulator=simulator)
        running.ids.update(await gateway.core.database.read(_known))
        for login, (name, role) in PEOPLE.items():
            if login not in running.ids:
                running.ids[login] = (await gateway.core.accounts.add(login, name, role, PASSWORD)).id
        if simulator is not None:
            simulator.set_webhook(f"{running.url}/webhook")
        yield running


def _known(tx: Tx) -> dict[str, str]:
    return dict(tx.driver.execute("SELECT login, id FROM account").fetchall())
