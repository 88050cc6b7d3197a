"""A gateway that stops does not wait for those who come while it leaves."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import uvicorn

from server_stub.gateway import Gateway
from server_stub.server import HttpServer
from tests.helpers.gateway import quick_passwords, settings_for


class LastVisitor:
    """A listener that accepted somebody in the moment in which it is closed: asyncio tells it one turn later."""

    def __init__(self, server: uvicorn.Server) -> None:
        self._server = server
        self.theirs, self._ours = socket.socketpair()
        self._arriving: asyncio.Future[None] | None = None

    def close(self) -> None:
        self._arriving = asyncio.ensure_future(self._arrive())

    async def wait_closed(self) -> None:
        if self._arriving is not None:
            await self._arriving

    async def _arrive(self) -> None:
        config, state = self._server.config, self._server.server_state
        made = config.http_protocol_class(config=config, server_state=state, app_state={})
        await asyncio.get_running_loop().connect_accepted_socket(lambda: made, self._ours)


async def test_who_comes_in_the_last_moment_is_not_waited_for(tmp_path: Path) -> None:
    """uvicorn would wait until its patience is over and write an error, which fails this test."""
    config, secrets = settings_for(tmp_path)
    gateway = Gateway(config, secrets, passwords=quick_passwords())
    await gateway.start()
    server = HttpServer(gateway)
    await server.start()
    running = server._server
    assert running is not None
    visitor = LastVisitor(running)
    running.servers.append(visitor)
    visitor.theirs.sendall(b"GET /v1/health HTTP/1.1\r\nHost: gateway\r\n\r\n")
    await server.stop()
    await gateway.stop()
    visitor.theirs.settimeout(20)
    answer = b""
    while piece := visitor.theirs.recv(65536):
        answer += piece
    assert answer.startswith(b"HTTP/1.1 200"), "the last visitor is served before the door closes"
    visitor.theirs.close()
