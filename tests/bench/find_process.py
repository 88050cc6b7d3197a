"""Typing into the search above very many messages: `python -m tests.bench.find_process FOLDER COUNT`.

Prints JSON: milliseconds in the store for each kind of query, and from a key to the painted rows.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from desktop.runtime.lean import begin_lean

begin_lean()  # as the program does, before what it leaves out is imported

import keyring  # noqa: E402
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget  # noqa: E402

from desktop.app import AgentWindow  # noqa: E402
from desktop.application.session import key_name  # noqa: E402
from desktop.demo.driver import Hands  # noqa: E402
from desktop.demo.memory_keyring import DemoKeyring  # noqa: E402
from desktop.front import Dress, Options, dress  # noqa: E402
from desktop.infra.profiles import profile_secrets  # noqa: E402
from desktop.infra.store.local_store import SqlStore  # noqa: E402
from desktop.runtime.loop import run  # noqa: E402
from desktop.ui.theme.theme import ARGUMENTS  # noqa: E402
from tests.bench.search import fill, local_medians, vocabulary  # noqa: E402
from tests.bench.stream_process import hear, take_seat  # noqa: E402

_CONVERSATIONS = 500
_WORDS = slice(200, 240)
_LEAST_LETTERS = 3
_PROFILE = "bench"


class Painted(QObject):
    """Tells when rows that were found after `expect` are on the screen."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(rows)
        self._is_due = False
        self._waiting: asyncio.Future[float] | None = None
        rows.installEventFilter(self)

    def expect(self) -> asyncio.Future[float]:
        self._is_due, self._waiting = False, asyncio.get_running_loop().create_future()
        return self._waiting

    @Slot()
    def found(self) -> None:
        self._is_due = True

    def eventFilter(self, _rows: QObject, event: QEvent) -> bool:
        if self._is_due and event.type() == QEvent.Type.Paint:
            self._is_due = False
            QTimer.singleShot(0, self, self._tell)
        return False

    @Slot()
    def _tell(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(time.perf_counter())


async def measure(server: subprocess.Popen[str], folder: Path, count: int) -> dict[str, Any]:
    """Sign in once so that there is an account's store, fill it, ask it, and then type into the window above it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    told = json.loads(hear(server))
    wear, options = dress(application), Options(told["url"], _PROFILE, "pt_BR", "light", folder)
    places = await _sign_in(wear, options, told["password"])
    words = vocabulary(random.Random(1))
    begun = time.monotonic()
    store = _store(folder)
    await fill(store, count, words, random.Random(2), places)
    filled = time.monotonic() - begun
    medians = await local_medians(store, words)
    await store.close()
    return {"filled": filled, "store": medians, "keys": await _type(wear, options, words[_WORDS])}


async def _sign_in(wear: Dress, options: Options, password: str) -> list[str]:
    agent = AgentWindow(options, wear)
    try:
        await take_seat(agent, password)
        workspace = agent.seat.workspace if agent.seat else None
        assert workspace is not None
        return [item.id for item in workspace.desk.conversations()]
    finally:
        await agent.stop()


def _store(folder: Path) -> SqlStore:
    file = next(folder.rglob("*.db"))
    key = profile_secrets(_PROFILE).get(key_name(file.stem))
    assert key is not None
    return SqlStore(file, key)


async def _type(wear: Dress, options: Options, words: list[str]) -> list[float]:
    """Seconds from each key to the rows, from the third letter of each word on."""
    agent = AgentWindow(options, wear)
    agent.window.resize(1360, 860)
    try:
        await agent.start()
        hands = Hands(agent.window)
        await hands.until(lambda: agent.seat is not None and agent.seat.workspace is not None, "the desk is there")
        workspace = agent.seat.workspace if agent.seat else None
        assert workspace is not None
        field = await hands.see(QLineEdit, "inbox_search")
        painted = Painted(workspace.view.inbox.found.here.viewport())
        workspace.inbox.finding.changed.connect(painted.found)
        return [spent for word in words for spent in await _keys(field, painted, word)]
    finally:
        await agent.stop()


async def _keys(field: QLineEdit, painted: Painted, word: str) -> list[float]:
    field.clear()
    field.setFocus()
    spent = []
    for number, letter in enumerate(word, start=1):
        seen, begun = painted.expect(), time.perf_counter()
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        if number >= _LEAST_LETTERS:
            spent.append(await asyncio.wait_for(seen, 20) - begun)
    return spent


def main() -> int:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    keyring.set_keyring(DemoKeyring())
    application = QApplication(list(ARGUMENTS))
    command = [sys.executable, "-m", "tests.bench.stream_server", "1", str(_CONVERSATIONS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:

        async def body() -> int:
            print(json.dumps(await measure(server, folder, count)), flush=True)
            return 0

        try:
            return run(application, body)
        finally:
            server.kill()


if __name__ == "__main__":
    sys.exit(main())
