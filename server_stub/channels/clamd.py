"""A virus scanner beside the gateway: ClamAV's clamd, asked with INSTREAM (clamd(8)); it never gets a path."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

_PATIENCE_SECONDS: Final = 120.0
"""For one step: connecting, a piece, the verdict. A scanner that loads its database can be slow."""
_LONGEST_REPLY: Final = 4096


class ScannerUnavailable(Exception):
    """It could not be asked, or did not give a verdict: the file has not been looked at."""


class Clamd:
    """`address` as "host:port". `patience` in seconds for one step."""

    def __init__(self, address: str, *, patience: float = _PATIENCE_SECONDS) -> None:
        host, _, port = address.rpartition(":")
        self._host, self._port, self._patience = host, int(port), patience

    async def is_clean(self, pieces: AsyncIterator[bytes]) -> bool:
        """Raises ScannerUnavailable for anything but a plain OK or FOUND, also when the file is too long for it."""
        try:
            reply = await self._ask(pieces)
        except (OSError, EOFError, ValueError) as error:
            raise ScannerUnavailable from error
        if reply == b"stream: OK":
            return True
        if reply.startswith(b"stream: ") and reply.endswith(b" FOUND"):
            return False
        raise ScannerUnavailable

    async def _ask(self, pieces: AsyncIterator[bytes]) -> bytes:
        async with asyncio.timeout(self._patience):
            reader, writer = await asyncio.open_connection(self._host, self._port, limit=_LONGEST_REPLY)
        try:
            writer.write(b"zINSTREAM\0")
            with suppress(ConnectionError):  # one that refuses the length says so before it closes
                async for piece in pieces:
                    await self._send(writer, piece)
                await self._send(writer, b"")
            async with asyncio.timeout(self._patience):
                return (await reader.readuntil(b"\0")).rstrip(b"\0")
        except asyncio.LimitOverrunError as error:
            raise ValueError("no verdict is that long") from error
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _send(self, writer: asyncio.StreamWriter, piece: bytes) -> None:
        """A piece of no length is the end (a file of no length is nothing but that)."""
        writer.write(len(piece).to_bytes(4, "big") + piece)
        async with asyncio.timeout(self._patience):
            await writer.drain()
