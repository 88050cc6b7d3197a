"""The HTTP server around the gateway: uvicorn inside a loop that somebody else runs and stops."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from server_stub.gateway import Gateway
from server_stub.http.connection import Connection

_KEEP_ALIVE_SECONDS: Final = 30
_LEAVE_SECONDS: Final = 5
_LATECOMERS_SECONDS: Final = 0.2
_BACKLOG: Final = 2048


def settle_memory() -> None:
    """Once, when everything is built: what lives as long as the process need not be searched for garbage again.

    A full search walks some hundred thousand objects of modules and schemas, and stops every request meanwhile.
    """
    gc.collect()
    gc.freeze()


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the loop, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        late = asyncio.create_task(self._part_with_latecomers(), name="http server: latecomers")
        try:
            await super().shutdown(sockets)
        finally:
            late.cancel()

    async def _part_with_latecomers(self) -> None:
        """uvicorn asks each connection once to close. Who was accepted in that moment appears just after it, is served
        and kept alive, and would be waited for until time is over.
        """
        while True:
            await asyncio.sleep(_LATECOMERS_SECONDS)
            for connection in list(self.server_state.connections):
                connection.shutdown()


class HttpServer:
    """Serves one gateway on one address. `start` the gateway first and stop it after this."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> int:
        """Listen; returns the port, a free one where 0 was configured. Raises OSError where that is not possible."""
        config = self._gateway.config
        listener = _listen(config.host, config.port)
        self._server = _Server(
            uvicorn.Config(
                self._gateway.asgi,
                http=Connection,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(config.trusted_proxies),
                forwarded_allow_ips=list(config.trusted_proxies),
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=_LEAVE_SECONDS,
            )
        )
        # Addresses may hold what people put there by mistake. access_log=False alone yields to handlers of others.
        logging.getLogger("uvicorn.access").disabled = True
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]), name="http server")
        listening = asyncio.create_task(self._server.listening.wait(), name="http server: listening")
        await asyncio.wait((self._task, listening), return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        if self._task.done():
            listener.close()
            await self._task
            raise OSError("the HTTP server ended while starting")
        port = int(listener.getsockname()[1])
        self._gateway.address.listens_on(config.host, port)
        return port

    async def stop(self) -> None:
        """End the streams, let running requests finish, close every connection."""
        if self._server is None or self._task is None:
            return
        self._gateway.wakeups.close()
        self._server.should_exit = True
        await self._task


def _listen(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle off only where the socket says that it is TCP; else every small answer waits 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
