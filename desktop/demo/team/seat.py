"""One person's desktop as a process: the program as it is, worked by orders on standard input instead of a hand.

python -m desktop.demo.team.seat GATEWAY NAME SCHEME LANGUAGE FOLDER
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import keyring
import msgspec
from PySide6.QtCore import QAbstractTableModel, Qt, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

from desktop.app import AgentWindow
from desktop.demo.driver import Hands, StoryError
from desktop.demo.memory_keyring import DemoKeyring
from desktop.demo.play import without_plugin_talk
from desktop.demo.scene import Scene
from desktop.demo.seats import online, sign_in, workspace_of
from desktop.demo.team.orders import (
    Answer,
    Choose,
    Click,
    Go,
    Gone,
    Open,
    Order,
    Press,
    Read,
    Rows,
    Shot,
    SignIn,
    Unread,
    Write,
)
from desktop.demo.tour import camera
from desktop.front import Options, dress
from desktop.infra.logs import start_logging
from desktop.runtime.loop import run
from desktop.ui.theme.theme import ARGUMENTS

SIZE = (1180, 760)
_STILL_SECONDS = 0.12
_LOOKS = 25


class SeatHands:
    """Does what an order says. Every wait raises StoryError when nothing happens in time."""

    def __init__(self, seat: AgentWindow, gateway: str) -> None:
        self._seat, self._gateway = seat, gateway
        self._hands = Hands(seat.window)

    async def do(self, order: Order) -> str:
        hands = self._hands
        match order:
            case SignIn():
                await sign_in(hands, self._gateway, order.login, order.password)
                await hands.until(lambda: online(self._seat), f"{order.login} is online")
            case Press():
                await self._press(order)
            case Write():
                await hands.write(order.on, order.text)
            case Click():
                await hands.click(order.on)
            case Choose():
                await hands.choose(order.menu, order.action)
            case Open():
                await self._scene.open(order.customer)
            case Shot():
                await self._shot(Path(order.path))
            case _:
                return await self._look(order)
        return ""

    async def _look(self, order: Order) -> str:
        hands = self._hands
        match order:
            case Read():
                await hands.until(lambda: order.words in self._says(order.on), f"{order.on} says {order.words!r}")
                return self._says(order.on)
            case Gone():
                await hands.until(lambda: hands.find(QWidget, order.name) is None, f"{order.name} is gone")
            case Rows():
                told = f"{order.on} has {'' if order.there else 'no '}{order.words!r}"
                await hands.until(lambda: (self._row(order.on, order.words) is not None) is order.there, told)
            case Go():
                await self._go(order)
            case Unread():
                return str(self._scene.conversation(order.customer).unread)
        return ""

    @property
    def _scene(self) -> Scene:
        return Scene(self._hands, workspace_of(self._seat).desk, Path())

    async def _press(self, order: Press) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for name in order.held:
            held |= Qt.KeyboardModifier[f"{name}Modifier"]
        await self._hands.press(Qt.Key[f"Key_{order.key}"], held, on=order.on or None)

    def _says(self, name: str) -> str:
        """What the visible widget of that name says; "" where there is none."""
        shown = self._hands.find(QWidget, name)
        if isinstance(shown, QLabel | QAbstractButton):
            return shown.text()
        return "" if shown is None else shown.accessibleName()

    async def _go(self, order: Go) -> None:
        """What comes between moves the current row along."""
        view = await self._hands.see(QAbstractItemView, order.on)
        await self._hands.until(lambda: self._row(order.on, order.words) is not None, f"{order.words} is listed")
        while (wanted := self._row(order.on, order.words)) != (current := view.currentIndex().row()):
            is_below = wanted is not None and wanted > current
            await self._hands.press(Qt.Key.Key_Down if is_below else Qt.Key.Key_Up, on=order.on)

    def _row(self, name: str, words: str) -> int | None:
        """The first row with these words; None without one."""
        shown = self._hands.find(QAbstractItemView, name)
        if shown is None:
            return None
        model = shown.model()
        columns = range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1)
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)

        def says(row: int) -> bool:
            return any(words in str(model.index(row, column).data(role) or "") for column in columns for role in roles)

        return next((row for row in range(model.rowCount()) if says(row)), None)

    async def _shot(self, path: Path) -> None:
        """What is shown once two looks are the same; what moves for ever is taken as it is."""
        last = camera.window(self._seat.window)
        for _ in range(_LOOKS):
            await asyncio.sleep(_STILL_SECONDS)
            now = camera.window(self._seat.window)
            is_still = now.tobytes() == last.tobytes()
            last = now
            if is_still:
                break
        last.save(path)


async def _orders() -> AsyncIterator[Order]:
    """Until standard input ends."""
    decoder = msgspec.json.Decoder(Order)
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield decoder.decode(line)


def _answer(answer: Answer) -> None:
    sys.stdout.write(f"{msgspec.json.encode(answer).decode()}\n")
    sys.stdout.flush()


@asynccontextmanager
async def _seated(seat: AgentWindow) -> AsyncIterator[None]:
    seat.window.resize(*SIZE)
    await seat.start()
    try:
        yield
    finally:
        await seat.stop()


def main(gateway: str, name: str, scheme: str, language: str, folder: Path) -> int:
    """The exit code: 1 where something crashed behind the window."""
    keyring.set_keyring(DemoKeyring())
    qInstallMessageHandler(without_plugin_talk)
    application = QApplication(list(ARGUMENTS))
    wear = dress(application)
    QApplication.setCursorFlashTime(0)
    crashes: list[str] = []

    async def body() -> int:
        logs = folder / name
        logs.mkdir(parents=True, exist_ok=True)
        start_logging(logs)
        wear.reporter.install(asyncio.get_running_loop())
        stop_listening = wear.reporter.listen(crashes.append)
        seat = AgentWindow(Options(gateway, name, language, scheme, folder), wear)
        hands = SeatHands(seat, gateway)
        async with _seated(seat):
            async for order in _orders():
                try:
                    _answer(Answer(await hands.do(order)))
                except StoryError as problem:
                    _answer(Answer(problem=str(problem)))
        stop_listening()
        return 1 if crashes else 0

    return run(application, body)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], Path(sys.argv[5])))
