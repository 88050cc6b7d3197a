"""The other end of a seat: starts the desktop of one person as a process and gives its hands orders."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec

from desktop.demo.driver import StoryError
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
from desktop.domain.shortcuts import read_table
from desktop.ui.texts import shortcuts

_END_SECONDS: Final = 20.0
_LAST_WORDS: Final = 2000
_KEYS: Final = read_table(shortcuts.ACTIONS, {})[0]


class FarHands:
    """Every deed waits until it is done, and raises StoryError where the window did not come to it."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.name = name
        self._process, self._folder = process, folder

    @property
    def pid(self) -> int:
        return self._process.pid

    async def sign_in(self, login: str, password: str) -> None:
        await self._do(SignIn(login, password))

    async def press(self, keys: str, on: str = "") -> None:
        """Such as "Control+Shift+H"; single keys by Qt's names."""
        *held, key = keys.split("+")
        await self._do(Press(key, tuple(held), on))

    async def shortcut(self, action: str) -> None:
        """The keys of an action, as ui.texts.shortcuts gives them to everybody."""
        await self.press(_KEYS.keys(action)[0].replace("Ctrl", "Control"))

    async def write(self, on: str, text: str) -> None:
        await self._do(Write(on, text))

    async def click(self, on: str) -> None:
        await self._do(Click(on))

    async def choose(self, menu: str, action: str) -> None:
        await self._do(Choose(menu, action))

    async def open(self, customer: str) -> None:
        await self._do(Open(customer))

    async def read(self, on: str, words: str = "") -> str:
        """All that the widget says once it says these words."""
        return await self._do(Read(on, words))

    async def gone(self, name: str) -> None:
        await self._do(Gone(name))

    async def row(self, on: str, words: str) -> None:
        await self._do(Rows(on, words))

    async def no_row(self, on: str, words: str) -> None:
        await self._do(Rows(on, words, there=False))

    async def go(self, on: str, words: str) -> None:
        """By arrow keys to that row."""
        await self._do(Go(on, words))

    async def unread(self, customer: str) -> int:
        return int(await self._do(Unread(customer)))

    async def shot(self, path: Path) -> None:
        await self._do(Shot(str(path)))

    def last_words(self) -> str:
        """What it told its logs; they do not outlive the play."""
        logs = (self._folder / f"{self.name}.log", *sorted((self._folder / self.name).glob("*")))
        return "".join(log.read_text("utf-8", errors="replace") for log in logs)[-_LAST_WORDS:]

    async def _do(self, order: Order) -> str:
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise StoryError(f"{self.name} cannot be reached")
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        line = await process.stdout.readline()
        if not line:
            code = await process.wait()
            told = f"the desktop of {self.name} ended with {code} at {type(order).__name__}"  # an order may be secret
            raise StoryError(f"{told}\n{self.last_words()}")
        answer = msgspec.json.decode(line, type=Answer)
        if answer.problem:
            raise StoryError(f"{self.name}: {answer.problem}")
        return answer.said


@asynccontextmanager
async def far_hands(
    gateway: str, name: str, *, scheme: str, language: str, folder: Path, ratio: float
) -> AsyncIterator[FarHands]:
    """A desktop of its own, which ends with this; raises StoryError where it crashed behind its window.

    `folder` is there, and keeps what it says and stores.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
    arguments = ("-m", "desktop.demo.team.seat", gateway, name, scheme, language, str(folder))
    with (folder / f"{name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    hands = FarHands(name, process, folder)
    try:
        yield hands
    finally:
        code = await _end(process)
    if code != 0:
        raise StoryError(f"the desktop of {name} ended with {code}\n{hands.last_words()}")


async def _end(process: asyncio.subprocess.Process) -> int:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(_END_SECONDS):
            return await process.wait()
    except TimeoutError:
        process.kill()
        return await process.wait()
