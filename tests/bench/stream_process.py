"""A whole agent's desktop under a stream of messages: `python -m tests.bench.stream_process FOLDER RATE SECONDS`.

Prints JSON: memory when everything is loaded and nothing happens, then CPU, delays of the loop and memory under load.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from desktop.runtime.lean import begin_lean

begin_lean()  # as the program does, before what it leaves out is imported

import keyring  # noqa: E402
import psutil  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402

from desktop.app import AgentWindow  # noqa: E402
from desktop.demo.driver import Hands  # noqa: E402
from desktop.demo.memory_keyring import DemoKeyring  # noqa: E402
from desktop.front import Options, dress  # noqa: E402
from desktop.runtime.loop import run  # noqa: E402
from desktop.ui.theme.theme import ARGUMENTS  # noqa: E402

_BEAT_SECONDS = 0.005
_SETTLE_SECONDS = 3.0
_WARM_SECONDS = 40.0
"""Of events before anything is measured: what keeps the last few hundred of something is full then."""
_CONVERSATIONS = 500
_MEGABYTE = 1 << 20


async def measure(server: subprocess.Popen[str], folder: Path, seconds: float) -> dict[str, Any]:
    """Sign in, open the first conversation, wait, then listen to the stream."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    told = json.loads(hear(server))
    agent = AgentWindow(Options(told["url"], "bench", "pt_BR", "light", folder), dress(application))
    try:
        await take_seat(agent, told["password"])
        await asyncio.sleep(_SETTLE_SECONDS)
        found: dict[str, Any] = {"idle_memory": _memory(), "idle": await _listen(seconds / 2)}
        say(server, "begin")
        await asyncio.sleep(_WARM_SECONDS)
        found["busy"] = await _listen(seconds)
        say(server, "end")
        return found | json.loads(hear(server))
    finally:
        agent.window.close()
        await agent.stop()


async def take_seat(agent: AgentWindow, password: str) -> None:
    agent.window.resize(1360, 860)
    await agent.start()
    hands = Hands(agent.window)
    (await hands.see(QLineEdit, "login_user")).setText("ana")
    field = await hands.see(QLineEdit, "login_password")
    field.setText(password)
    field.returnPressed.emit()
    await hands.until(lambda: agent.seat is not None and agent.seat.workspace is not None, "the desk is there")
    workspace = agent.seat.workspace if agent.seat else None
    assert workspace is not None
    await hands.until(lambda: len(workspace.desk.conversations()) == _CONVERSATIONS, "everything is loaded")
    first = next(it for it in workspace.desk.conversations() if _name(workspace.desk, it) == "Cliente 0000")
    workspace.open(first.id)


def _name(desk: Any, conversation: Any) -> str:
    contact = desk.contact(conversation.contact_id)
    return contact.name if contact else ""


async def _listen(seconds: float) -> dict[str, float]:
    """Share of a core that all threads used, then delays of a beat of 5 ms in the loop, and growth of memory.

    The beat has a time of its own: it alone takes three hundredths of a core.
    """
    memory, cpu, begun = _memory(), time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    used = (time.process_time() - cpu) / (time.monotonic() - begun)
    delays = await _delays(seconds)
    return {
        "cpu": used,
        "delay_median": delays[len(delays) // 2],
        "delay_p99": delays[int(len(delays) * 0.99)],
        "growth": _memory() - memory,
    }


async def _delays(seconds: float) -> list[float]:
    """In order of length."""
    delays: list[float] = []
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        due = time.monotonic() + _BEAT_SECONDS
        await asyncio.sleep(_BEAT_SECONDS)
        delays.append(time.monotonic() - due)
    return sorted(delays)


def _memory() -> float:
    return psutil.Process().memory_info().rss / _MEGABYTE


def hear(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return server.stdout.readline()


def say(server: subprocess.Popen[str], word: str) -> None:
    assert server.stdin is not None
    server.stdin.write(f"{word}\n")
    server.stdin.flush()


def main() -> int:
    folder, rate, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    keyring.set_keyring(DemoKeyring())
    application = QApplication(list(ARGUMENTS))
    command = [sys.executable, "-m", "tests.bench.stream_server", rate, str(_CONVERSATIONS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:

        async def body() -> int:
            print(json.dumps(await measure(server, folder, seconds)), flush=True)
            return 0

        try:
            return run(application, body)
        finally:
            server.kill()


if __name__ == "__main__":
    sys.exit(main())
