"""A mail server that misbehaves by plan: it says what it is told at each step, hangs up, or says nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

HANG_UP: Final = b"hang up"
SILENCE: Final = b"silence"
FLOOD: Final = b"250-" + b"a" * 10_000_000 + b"\r\n250 OK\r\n"
"""Ten megabytes in one line."""
_USUAL: Final = {
    "greeting": b"220 mail.test\r\n",
    "EHLO": b"250-mail.test\r\n250 STARTTLS\r\n",
    "MAIL": b"250 OK\r\n",
    "RCPT": b"250 OK\r\n",
    "DATA": b"354 go on\r\n",
    "end": b"250 taken\r\n",
}


@dataclass(slots=True)
class HostileMail:
    """`plan`: what is answered instead of the usual, by step: greeting, EHLO, STARTTLS, MAIL, RCPT, DATA, end.

    `taken`: how often a whole message was here.
    """

    plan: dict[str, bytes]
    port: int = 0
    taken: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the other side had enough
        finally:
            self._open.discard(writer)
            writer.close()

    def hang_up(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await self._say(writer, "greeting"):
            return
        while line := await reader.readline():
            step = line.split()[0].decode("latin-1").upper() if line.split() else ""
            if not await self._say(writer, step):
                return
            if step == "DATA":
                if self.plan.get("body") == HANG_UP:
                    await reader.readline()
                    return
                await reader.readuntil(b"\r\n.\r\n")
                self.taken += 1
                if not await self._say(writer, "end"):
                    return

    async def _say(self, writer: asyncio.StreamWriter, step: str) -> bool:
        answer = self.plan.get(step, _USUAL.get(step, b"500 what?\r\n"))
        if answer == HANG_UP:
            return False
        if answer == SILENCE:
            await asyncio.Event().wait()
        writer.write(answer)
        await writer.drain()
        return True


@asynccontextmanager
async def hostile_mail(plan: Mapping[str, bytes]) -> AsyncIterator[HostileMail]:
    hostile = HostileMail(dict(plan))
    tasks: set[asyncio.Task[None]] = set()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(asyncio.CancelledError):  # the end of the test
            await hostile.serve(reader, writer)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    hostile.port = server.sockets[0].getsockname()[1]
    try:
        yield hostile
    finally:
        server.close()
        hostile.hang_up()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()
