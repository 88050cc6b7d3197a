"""A network cable between a desktop and a gateway that a test can pull out, or cut between a request and its answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from tests.helpers.waiting import until


class Cable:
    """`url` is this end of it. Everything is real TCP on loopback."""

    def __init__(self, target_url: str) -> None:
        parts = urlsplit(target_url)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._plugged = True
        self._silent = False
        self._lose: list[bytes] = []
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.url = ""
        self.lost = 0
        """Answers that never arrived."""
        self.refused = 0
        """Connections that were tried while it was out."""

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()[:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        self.unplug()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            await until(lambda: not self._lines)

    def unplug(self) -> None:
        """Break every connection; new ones break at once."""
        self._plugged = False
        for line in tuple(self._lines):
            line.transport.abort()

    def plug(self) -> None:
        self._plugged = True

    def fall_silent(self) -> None:
        """Nothing is broken, nothing arrives any more: a dead line that only a heartbeat can tell."""
        self._silent = True

    def speak(self) -> None:
        self._silent = False

    def lose_answer(self, start_of_request: str) -> None:
        """Let the next such request through and break the connection instead of bringing its answer."""
        self._lose.append(start_of_request.encode())

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            if not self._plugged:
                self.refused += 1
                return
            there = await asyncio.open_connection(*self._target)
            self._lines.add(there[1])
            try:
                await self._carry(reader, writer, *there)
            finally:
                self._lines.discard(there[1])
                there[1].transport.abort()
        except OSError:
            return
        finally:
            self._lines.discard(writer)
            writer.transport.abort()

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        far_reader: asyncio.StreamReader,
        far_writer: asyncio.StreamWriter,
    ) -> None:
        doomed = asyncio.Event()

        async def up() -> None:
            while data := await reader.read(65536):
                for start in self._lose:
                    if data.startswith(start):
                        self._lose.remove(start)
                        doomed.set()
                        break
                far_writer.write(data)
                await far_writer.drain()

        async def down() -> None:
            while data := await far_reader.read(65536):
                if doomed.is_set():
                    self.lost += 1
                    return
                if not self._silent:
                    writer.write(data)
                    await writer.drain()

        flows = [asyncio.create_task(up(), name="cable up"), asyncio.create_task(down(), name="cable down")]
        try:
            await asyncio.wait(flows, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for flow in flows:
                flow.cancel()
            await asyncio.gather(*flows, return_exceptions=True)


@asynccontextmanager
async def cable_to(target_url: str) -> AsyncIterator[Cable]:
    cable = Cable(target_url)
    await cable.start()
    try:
        yield cable
    finally:
        await cable.stop()
