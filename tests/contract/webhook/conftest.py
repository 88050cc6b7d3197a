"""The receiving half of the gateway behind real HTTP on loopback, with the store to look into."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from server_stub.core import Core
from server_stub.receiving import Receiving
from server_stub.services.cases.clocks import Clocks
from server_stub.services.cases.opening import CaseOpening
from server_stub.services.hooks import InboundHook
from server_stub.services.protocol import next_protocol
from server_stub.whatsapp.signature import sign
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.waiting import until

SECRET = "app-secret-of-tests"
VERIFY_TOKEN = "verify-token-of-tests"


@dataclass
class Door:
    """`post` as Meta does. `processing` can be held back to look at what is durable but not processed yet."""

    core: Core
    receiving: Receiving
    client: httpx.AsyncClient
    worker: asyncio.Task[None] | None = field(default=None)

    async def post(self, body: bytes, *, signature: bytes | None = None) -> int:
        headers = {"x-hub-signature-256": (signature or sign(body, SECRET.encode())).decode("latin-1")}
        return (await self.client.post("/webhook", content=body, headers=headers)).status_code

    def start_worker(self) -> None:
        self.worker = asyncio.create_task(self.receiving.worker.run(), name="ingest worker of a test")

    async def finished(self) -> None:
        await asyncio.wait_for(self.receiving.worker.finished(), 20)

    async def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        def read(tx: Any) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in tx.driver.execute(sql, parameters).fetchall()]

        return await self.core.database.read(read)


def receiving_of(core: Core, inbound: tuple[InboundHook, ...]) -> Receiving:
    """Cases begin and their clocks run as in the gateway; customers are told nothing."""
    opening = CaseOpening(core.cases, core.queues, next_protocol, core.lines, lambda tx, row, now: None)
    clocks = Clocks(core.cases, core.queues)
    return Receiving(
        core,
        begin_case=opening.begin,
        tell_begun=opening.tell,
        customers_wrote=clocks.customers_wrote,
        inbound=inbound,
    )


@asynccontextmanager
async def open_door(
    data_dir: Path, *, working: bool = True, inbound: tuple[InboundHook, ...] = ()
) -> AsyncIterator[Door]:
    core = Core(data_dir, KEY)
    core.start()
    receiving = receiving_of(core, inbound)
    app = receiving.webhook(app_secret=SECRET, verify_token=VERIFY_TOKEN)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http="httptools", ws="none", lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="http server of a test")
    await until(lambda: server.started)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    client = httpx.AsyncClient(base_url=url, timeout=30, verify=False, limits=httpx.Limits(max_connections=20))
    door = Door(core, receiving, client)
    if working:
        door.start_worker()
    try:
        yield door
    finally:
        await client.aclose()
        server.should_exit = True
        await serving
        if door.worker is not None:
            door.worker.cancel()
            await asyncio.wait((door.worker,))
        await receiving.intake.close()
        await core.stop()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Migrated already, so that each test need not do it."""
    return place_store(tmp_path / "data").parent


@pytest.fixture
async def door(data_dir: Path) -> AsyncIterator[Door]:
    async with open_door(data_dir) as opened:
        yield opened
