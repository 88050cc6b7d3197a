"""Desktops without a window: the real use cases, store and gateway client of one signed-in agent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desktop.application.desk import Link
from desktop.application.desk_service import DeskService
from desktop.infra.factory import SignIn
from desktop.infra.paths import places
from desktop.infra.secrets import MemorySecrets
from desktop.runtime.tasks import Tasks
from tests.helpers.waiting import until


class Keyring(MemorySecrets):
    """A keyring that outlives the desktop, as the system's does."""

    persistent = True


class Computer:
    """One computer with its files and its keyring; desktops on it may come and go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keyring = Keyring()
        self.crashes: list[str] = []

    @asynccontextmanager
    async def signed_in(self, url: str, login: str, password: str) -> AsyncIterator[DeskService]:
        """A desk with its loops running and the line up."""
        async with self._tasks() as sign_in:
            desk = await sign_in.sign_in(url, login, password)
            async with _running(desk):
                await until(lambda: desk.connection.link is Link.ONLINE, 10)
                yield desk

    @asynccontextmanager
    async def resumed(self) -> AsyncIterator[DeskService]:
        """The same agent after the program was started again, with or without a line."""
        async with self._tasks() as sign_in:
            desk = await sign_in.resume()
            assert desk is not None
            async with _running(desk):
                yield desk

    @asynccontextmanager
    async def _tasks(self) -> AsyncIterator[SignIn]:
        tasks = Tasks(lambda name, error: self.crashes.append(f"{name}: {error!r}"))
        try:
            yield SignIn(places(self._folder), self._keyring, tasks.spawn)
        finally:
            assert await tasks.aclose() == frozenset()
            assert self.crashes == []


@asynccontextmanager
async def _running(desk: DeskService) -> AsyncIterator[None]:
    await desk.start()
    try:
        yield
    finally:
        await desk.stop()
