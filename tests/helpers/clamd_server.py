"""A virus scanner for tests: speaks clamd's INSTREAM over real TCP and finds what a test names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Scanner:
    """`finds`: bytes that are a virus. `reply` instead of a verdict, b"" closes without one. `seen`: whole files."""

    def __init__(self) -> None:
        self.finds: bytes | None = None
        self.reply: bytes | None = None
        self.longest = 200 * 1024 * 1024
        self.seen: list[bytes] = []
        self.asked = 0
        self.address = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        try:
            assert await reader.readexactly(10) == b"zINSTREAM\0"
            data = bytearray()
            while size := int.from_bytes(await reader.readexactly(4), "big"):
                data += await reader.readexactly(size)
                if len(data) > self.longest:
                    writer.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.seen.append(bytes(data))
            writer.write(self._verdict(bytes(data)) if self.reply is None else self.reply)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    def _verdict(self, data: bytes) -> bytes:
        return b"stream: Eicar-Test FOUND\0" if self.finds is not None and self.finds in data else b"stream: OK\0"


@asynccontextmanager
async def scanner() -> AsyncIterator[Scanner]:
    made = Scanner()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        server.close()
