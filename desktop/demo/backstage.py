"""What stands behind the windows of the demo: the stand-in for Meta and the gateway, as processes of their own."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import httpx

from desktop.demo.opening_hours import open_all_day

BRAND: Final = "Loja Aurora"
ADMIN: Final = "admin"
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 0.05
_LAST_WORDS: Final = 2000
_LISTENING: Final = "Listening on "
_PR_SET_PDEATHSIG: Final = 1


class BackstageError(Exception):
    """A process did not start; the text tells what it said last, for the person who runs the demo."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the demo."""

    login: str
    name: str
    role: str


AGENT: Final = Person("ana", "Ana Paula", "agent")
LEAD: Final = Person("marcos", "Marcos Vieira", "lead")
COLLEAGUE: Final = Person("bruno", "Bruno Tavares", "agent")


class Backstage:
    """Stand-in and gateway over one data directory, as a context manager. Starting takes a few seconds and blocks.

    All secrets are made anew for each run and travel in the environment, never in arguments.
    """

    def __init__(self, folder: Path, people: Sequence[Person] = (AGENT, LEAD)) -> None:
        """`people`: who has an account, beside the administrator."""
        self._folder, self._people = folder, people
        self._processes: list[subprocess.Popen[bytes]] = []
        self._meta = {name: secrets.token_urlsafe(24) for name in ("APP_SECRET", "VERIFY_TOKEN", "ACCESS_TOKEN")}
        self.password: Final = secrets.token_urlsafe(12)
        self.gateway_url = ""
        self.sim_url = ""

    def __enter__(self) -> Backstage:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        meta = {f"BALCAO_SIM_{name}": value for name, value in self._meta.items()}
        hello = self._serve("stand-in", ["server_stub.cloud_sim.cli", "--profile", "calm"], meta, "{")
        world: dict[str, Any] = json.loads(hello)
        self.sim_url = world["base_url"]
        environment = {
            "BALCAO_DATA_DIR": str(self._folder / "gateway"),
            "BALCAO_MASTER_KEY": secrets.token_hex(32),
            "BALCAO_BRAND": BRAND,
            "BALCAO_GRAPH_URL": self.sim_url,
            **{f"BALCAO_{name}": value for name, value in self._meta.items()},
        }
        self._gateway(["init", "--admin", ADMIN, "--name", "Administração", "--password-stdin"], environment)
        for person in self._people:
            named = [person.login, "--name", person.name, "--role", person.role]
            self._gateway(["user", "add", *named, "--password-stdin"], environment)
        said = self._serve("gateway", ["server_stub.cli", "serve", "--port", "0"], environment, _LISTENING)
        self.gateway_url = said.removeprefix(_LISTENING)
        open_all_day(self.gateway_url, ADMIN, self.password)
        told = httpx.post(f"{self.sim_url}/sim/webhook", json={"url": f"{self.gateway_url}/webhook"}, timeout=10)
        told.raise_for_status()

    def _gateway(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        """One command of the gateway, with the password on its standard input."""
        done = subprocess.run(  # noqa: S603 - our own program with our own arguments
            [sys.executable, "-m", "server_stub.cli", *arguments],
            env={**os.environ, **environment},
            input=f"{self.password}\n".encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_START_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise BackstageError(f"balcao-gateway {arguments[0]}: {done.stdout.decode(errors='replace').strip()}")

    def _serve(self, name: str, module: list[str], environment: Mapping[str, str], starts_with: str) -> str:
        """Start a server and answer the line that says that it listens. What it says goes to a file beside the data."""
        log = self._folder / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
                [sys.executable, "-m", *module],
                env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
        self._processes.append(process)
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            whole = log.read_text("utf-8", errors="replace").rpartition("\n")[0]
            for line in whole.splitlines():
                if line.startswith(starts_with):
                    return line
            time.sleep(_LOOK_SECONDS)
        said = log.read_text("utf-8", errors="replace").strip()[-_LAST_WORDS:]  # the folder does not outlive the demo
        raise BackstageError(f"the {name} did not start; the last it said:\n{said}")

    def _stop(self) -> None:
        """Last started, first stopped; one that does not listen is killed."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()


def _end_with_parent() -> None:
    """Linux tells this process to end when the demo dies without a chance to stop it (killed, terminal closed)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
