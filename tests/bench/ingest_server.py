"""The process under measurement: the real gateway, or a route that does nothing, on uvicorn with uvloop."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn

from server_stub.config import Config, Secrets
from server_stub.gateway import Gateway
from server_stub.server import HttpServer, settle_memory
from server_stub.storage.keys import new_master_key

Finished = Callable[[], Awaitable[dict[str, Any]]]
_NOWHERE = "http://127.0.0.1:9"


async def serve_gateway(secret: str, folder: Path) -> None:
    gateway = Gateway(
        Config(data_dir=str(folder), port=0, graph_url=_NOWHERE), Secrets(new_master_key(), secret, "verify", "token")
    )
    await gateway.start()
    server = HttpServer(gateway)
    port = await server.start()
    settle_memory()

    async def finished() -> dict[str, Any]:
        await gateway.receiving.worker.finished()
        at, cpu = time.monotonic(), time.process_time()
        messages, lines, events = await gateway.core.database.read(
            lambda tx: (
                tx.driver.execute("SELECT count(*) FROM message WHERE origin <> 'line'").fetchone()[0],
                tx.driver.execute("SELECT count(*) FROM message WHERE origin = 'line'").fetchone()[0],
                tx.driver.execute("SELECT count(*) FROM event WHERE kind = 'message'").fetchone()[0],
            )
        )
        if messages + lines != events:
            raise RuntimeError("every message has an event")
        return {"at": at, "cpu": cpu, "messages": messages}

    await _talk(port, finished)
    await server.stop()
    await gateway.stop()


async def serve_bare() -> None:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    async def nothing(request: Request) -> Response:
        return Response()

    app = Starlette(routes=[Route("/webhook", nothing, methods=["POST"])])
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(
        app, http="httptools", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="http server")
    settle_memory()

    async def finished() -> dict[str, Any]:
        return {"at": time.monotonic(), "cpu": time.process_time()}

    await _talk(listener.getsockname()[1], finished)
    server.should_exit = True
    await serving


async def _talk(port: int, finished: Finished) -> None:
    """Answer the benchmark's questions until it closes the pipe."""
    print(json.dumps({"port": port}), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await finished()), flush=True)


def main() -> None:
    import uvloop

    logging.disable(logging.ERROR)
    mode, secret = sys.argv[1:]
    if mode == "bare":
        uvloop.run(serve_bare())
        return
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        uvloop.run(serve_gateway(secret, Path(folder)))


if __name__ == "__main__":
    main()
