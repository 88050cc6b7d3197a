"""The gateway as a program whose clock runs ahead of the machine's by what a file says: `moved_gateway FILE`."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from server_stub.config import load_config, load_secrets
from server_stub.core import now_ms
from server_stub.gateway import Gateway
from server_stub.server import HttpServer


class FileClock:
    """Milliseconds since 1970, and what the file adds; it may be written at any time, and outlives every kill."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> int:
        return now_ms() + self.ahead

    @property
    def ahead(self) -> int:
        return int(self._file.read_text() if self._file.exists() else "0")

    def move(self, ms: int) -> None:
        """So much further. Whoever reads meanwhile finds the old or the new."""
        written = self._file.with_suffix(".new")
        written.write_text(str(self.ahead + ms))
        written.replace(self._file)


async def main(file: Path) -> None:
    config = load_config(os.environ)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    gateway = Gateway(config, load_secrets(config, os.environ), clock=FileClock(file))
    await gateway.start()
    server = HttpServer(gateway)
    try:
        await server.start()
        await stopping.wait()
    finally:
        await server.stop()
        await gateway.stop()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main(Path(sys.argv[1])))
