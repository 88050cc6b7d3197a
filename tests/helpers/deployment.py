"""A whole installation on this machine: stand-in and gateway as processes of their own, with a few accounts."""

from __future__ import annotations

import atexit
import json
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path

import aiohttp
import httpx
import msgspec

from server_stub.contract.requests import Session
from tests.helpers.inbox import Inbox
from tests.helpers.programs import START_SECONDS, Program
from tests.helpers.source_tree import ROOT
from tests.helpers.webhook_posts import Poster

PASSWORD = "correto cavalo bateria"
PEOPLE = {"lia": ("Lia Líder", "lead"), "ana": ("Ana Souza", "agent"), "bruno": ("Bruno Lima", "agent")}


def free_port() -> int:
    """A port that nobody uses now, and that the system does not hand out: a restarted gateway must get it again."""
    while True:
        port = random.randint(20_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@cache
def _installed() -> tuple[Path, bytes]:
    """The data of a gateway that `init` and `user add` have just set up, and its master key; for the whole process."""
    folder = Path(tempfile.mkdtemp(prefix="balcao-installed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    key = secrets.token_bytes(32)
    environment = {"BALCAO_MASTER_KEY": key.hex(), "BALCAO_DATA_DIR": str(folder / "data")}
    _command(environment, "init", "--password-stdin", stdin=PASSWORD)
    for login, (name, role) in PEOPLE.items():
        _command(environment, "user", "add", login, "--name", name, "--role", role, "--password-stdin", stdin=PASSWORD)
    return folder / "data", key


def _command(environment: Mapping[str, str], *arguments: str, stdin: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "server_stub.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


class Deployment:
    """`start` once, `stop` at the end; in between the gateway may be killed and started again."""

    def __init__(
        self,
        folder: Path,
        *,
        profile: str = "instant",
        settings: Mapping[str, str] | None = None,
        program: Sequence[str] = ("server_stub.cli", "serve"),
    ) -> None:
        """`settings`: more of the gateway's, by their names. `program`: its module and what follows it."""
        self.app_secret, verify, access = (secrets.token_hex(16) for _ in range(3))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.data = folder / "data"
        installed, self.master_key = _installed()
        shutil.copytree(installed, self.data)
        names = {"APP_SECRET": self.app_secret, "VERIFY_TOKEN": verify, "ACCESS_TOKEN": access}
        simulated = {f"BALCAO_SIM_{name}": value for name, value in names.items()}
        arguments = ["--webhook", f"{self.url}/webhook", "--profile", profile]
        self._simulator = Program("server_stub.cloud_sim.cli", arguments, simulated, folder)
        self._environment = {
            **{f"BALCAO_{name}": value for name, value in names.items()},
            "BALCAO_MASTER_KEY": self.master_key.hex(),
            "BALCAO_DATA_DIR": str(self.data),
            "BALCAO_PORT": str(port),
            **{f"BALCAO_{name.upper()}": value for name, value in (settings or {}).items()},
        }
        module, *arguments = program
        self.gateway = Program(module, arguments, self._environment, folder)
        self.simulator_url = ""
        self.number_id = ""

    def start(self) -> None:
        self._simulator.start()
        told = json.loads(self._simulator.wait_for_output('"base_url"'))
        self.simulator_url, self.number_id = told["base_url"], told["phone_number_id"]
        self._environment["BALCAO_GRAPH_URL"] = self.simulator_url
        self.start_gateway()

    def start_gateway(self) -> None:
        """Returns when it answers."""
        self.gateway.start()
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            self.gateway.must_run()
            try:
                if httpx.get(f"{self.url}/v1/health", timeout=5).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise TimeoutError(self.gateway.output)

    def stop(self) -> None:
        self.gateway.stop()
        self._simulator.stop()

    @asynccontextmanager
    async def client(self, login: str) -> AsyncIterator[httpx.AsyncClient]:
        """A signed-in HTTP client of one person."""
        async with httpx.AsyncClient(base_url=self.url, timeout=10) as client:
            answer = await client.post("/v1/login", json={"login": login, "password": PASSWORD})
            answer.raise_for_status()
            client.headers["authorization"] = f"Bearer {msgspec.json.decode(answer.content, type=Session).token}"
            yield client

    @asynccontextmanager
    async def inbox(self, login: str = "lia") -> AsyncIterator[Inbox]:
        """What this person sees; the lead sees everything."""
        async with self.client(login) as client:
            yield Inbox(client)

    @asynccontextmanager
    async def simulator(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client of the stand-in's control interface."""
        async with httpx.AsyncClient(base_url=f"{self.simulator_url}/sim", timeout=30) as client:
            yield client

    @asynccontextmanager
    async def poster(self, connections: int = 16) -> AsyncIterator[Poster]:
        """Posts webhooks to the gateway with its own app secret."""
        connector = aiohttp.TCPConnector(limit=connections)
        async with aiohttp.ClientSession(connector=connector) as session:
            yield Poster(session, f"{self.url}/webhook", self.app_secret)

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run `balcao-gateway` with these arguments; its output."""
        return _command(self._environment, *arguments, stdin=stdin)
