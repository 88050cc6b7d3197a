"""A running gateway forgets the raw bodies of webhooks once they are processed and old."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path

import httpx
import sqlalchemy as sa

from server_stub.gateway import Gateway
from server_stub.server import HttpServer
from server_stub.storage.tables.journal import data_key, journal
from server_stub.whatsapp.signature import sign
from tests.helpers.gateway import APP_SECRET, quick_passwords, settings_for
from tests.helpers.shop import eventually

WEEK_MS = 7 * 86_400_000


async def test_processed_bodies_expire_with_their_keys(tmp_path: Path) -> None:
    now = 1_795_000_000_000
    config, secrets = settings_for(tmp_path)
    body = b'{"object":"whatsapp_business_account","entry":[]}'

    def rows(table: sa.Table, *where: sa.ColumnElement[bool]) -> Awaitable[int]:
        statement = sa.select(sa.func.count()).select_from(table).where(*where)
        return gateway.core.database.read(lambda tx: tx.execute(statement).scalar_one())

    gateway = Gateway(config, secrets, clock=lambda: now, passwords=quick_passwords())
    await gateway.start()
    server = HttpServer(gateway)
    url = f"http://127.0.0.1:{await server.start()}/webhook"
    async with httpx.AsyncClient(verify=False) as client:
        signature = {"x-hub-signature-256": sign(body, APP_SECRET.encode())}
        assert (await client.post(url, content=body, headers=signature)).status_code == 200
    await gateway.receiving.worker.finished()
    assert await rows(journal) == 1
    await server.stop()
    await gateway.stop()

    later = now + WEEK_MS + 1
    gateway = Gateway(config, secrets, clock=lambda: later, passwords=quick_passwords())
    await gateway.start()
    await eventually(lambda: rows(journal), lambda left: left == 0)
    assert await rows(data_key, data_key.c.purpose == "journal", data_key.c.wrapped.is_not(None)) == 0
    await gateway.stop()
