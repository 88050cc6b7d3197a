"""kill -9 of the gateway amid an import and amid its undoing: no row is done twice, none is left half."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from server_stub.storage.database import Tx
from server_stub.storage.setup import open_store
from tests.bench.imports import lines
from tests.helpers.deployment import Deployment
from tests.helpers.inbox import eventually

ROWS = 600
KILLS = 2
EVENTS = {"GRANTED": ROWS // 10 * 8, "IMPORTED": ROWS // 10, "REVOKED": ROWS // 10}


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Deployment]:
    """An installation of its own: its store is looked into afterwards."""
    deployment = Deployment(tmp_path)
    try:
        deployment.start()
        yield deployment
    finally:
        deployment.stop()


@asynccontextmanager
async def importing(office: Deployment) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """Who uploads and who approves."""
    async with office.client("admin") as admin, office.client("lia") as lead:
        admin.timeout = lead.timeout = httpx.Timeout(60)
        yield admin, lead


async def batch_of(client: httpx.AsyncClient, batch_id: str) -> dict[str, Any]:
    return dict((await client.get(f"/v1/imports/{batch_id}")).raise_for_status().json())


async def checked(admin: httpx.AsyncClient) -> str:
    """A list that waits for its approval; a consent is told to the second, and must be later than the text it names."""
    texts = (await admin.get("/v1/notices", params={"purpose": "txn.order"})).raise_for_status().json()
    published = max(it["published_at"] for it in texts)

    async def later() -> bool:
        return int(time.time()) * 1000 > published

    await eventually(later)
    answer = await admin.post("/v1/imports", params={"file_name": "lista.csv"}, content=lines(ROWS))
    batch = answer.raise_for_status().json()
    (await admin.put(f"/v1/imports/{batch['id']}/mapping", json=batch["mapping"])).raise_for_status()

    async def done() -> bool:
        return (await batch_of(admin, batch["id"]))["state"] == "checked"

    await eventually(done, 120)
    return str(batch["id"])


async def killed_until(office: Deployment, client: httpx.AsyncClient, batch_id: str, state: str) -> None:
    """Each life is ended once it has done something more; the last one may finish."""
    before = -1
    for _ in range(KILLS):

        async def further(before: int = before) -> bool:
            batch = await batch_of(client, batch_id)
            return batch["state"] == state or batch.get("done", 0) > before

        await eventually(further, 120)
        office.gateway.kill()
        await asyncio.to_thread(office.start_gateway)
        before = (await batch_of(client, batch_id)).get("done", 0)

    async def ended() -> bool:
        return (await batch_of(client, batch_id))["state"] == state

    await eventually(ended, 120)


def ledger_of(tx: Tx) -> list[tuple[str, str, str]]:
    """(type, contact, cause) of what the file brought."""
    sql = "SELECT type, contact_id, source_key FROM consent_event WHERE source = 'import' ORDER BY seq"
    return [(str(row[0]), str(row[1]), str(row[2])) for row in tx.driver.execute(sql).fetchall()]


async def looked_into(office: Deployment) -> tuple[list[tuple[str, str, str]], int]:
    """The import's entries of the ledger, and how many people there are. The gateway must not be running."""
    database, _ = open_store(office.data, office.master_key)
    database.start()
    try:
        people = "SELECT count(*) FROM contact"
        return await database.read(lambda tx: (ledger_of(tx), int(tx.driver.execute(people).fetchone()[0])))
    finally:
        await database.close()


async def test_every_row_is_done_once_whatever_ends_the_gateway(alone: Deployment) -> None:
    async with importing(alone) as (admin, lead):
        batch_id = await checked(admin)
        (await lead.post(f"/v1/imports/{batch_id}/apply")).raise_for_status()
        await killed_until(alone, admin, batch_id, "applied")
        batch = await batch_of(admin, batch_id)
        told = {"active": EVENTS["GRANTED"], "unproven": EVENTS["IMPORTED"], "revoked": EVENTS["REVOKED"]}
        assert (batch["done"], batch["counts"]) == (ROWS, told)
        (await admin.post(f"/v1/imports/{batch_id}/undo")).raise_for_status()
        await killed_until(alone, admin, batch_id, "undone")
    alone.gateway.stop()
    entries, people = await looked_into(alone)
    taken_back = EVENTS["GRANTED"] + EVENTS["IMPORTED"]
    assert Counter(kind for kind, _, _ in entries) == {**EVENTS, "INVALIDATED": taken_back, "IMPORT_BATCH": 2}
    assert len({cause for _, _, cause in entries}) == len(entries)
    assert people == len({contact for _, contact, _ in entries if contact}) == ROWS
    assert "Traceback" not in alone.gateway.output
    alone.command("ledger", "verify")


NUMBERS = 40_000


async def test_a_long_do_not_contact_list_is_read_in_whatever_ends_the_gateway(alone: Deployment) -> None:
    """Its upload was taken in: a gateway that starts again goes on with it."""
    body = "".join(f"119{70_000_000 + number}\n" for number in range(NUMBERS)).encode()
    async with importing(alone) as (admin, lead):

        async def shown() -> list[dict[str, Any]]:
            return list((await lead.get("/v1/block-lists")).raise_for_status().json())

        async def loading() -> bool:
            return any(it.get("loading") for it in await shown())

        upload = asyncio.create_task(
            admin.post("/v1/block-lists", params={"name": "Lista", "state": "SP"}, content=body)
        )
        await eventually(loading, 60)
        alone.gateway.kill()
        with suppress(httpx.TransportError):
            await upload
        await asyncio.to_thread(alone.start_gateway)

        async def stands() -> bool:
            return [it.get("entries") for it in await shown()] == [NUMBERS]

        await eventually(stands, 120)
