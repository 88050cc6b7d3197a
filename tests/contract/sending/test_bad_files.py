"""Files that go wrong on their way in: too long, cut off, without a byte, wildly named, for somebody who is gone."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server_stub.contract.media_rules import LARGEST
from server_stub.services.uploads import safe_name
from tests.helpers.logfail import LogWatch
from tests.helpers.shop import Shop, eventually

PDF = b"%PDF-1.7\n"


def folder(shop: Shop) -> Path:
    return shop.running.gateway.config.data_path / "media"


async def nothing_left(shop: Shop) -> None:
    await eventually(lambda: asyncio.to_thread(lambda: list(folder(shop).iterdir())), lambda found: found == [])
    assert await shop.rows("SELECT 1 FROM media") == []


async def endless() -> AsyncIterator[bytes]:
    yield PDF
    for _ in range(LARGEST // 2**20):
        yield bytes(2**20)


async def test_a_document_beyond_a_hundred_megabytes_is_stopped_on_its_way(shop: Shop) -> None:
    path = f"/v1/conversations/{(await shop.conversation('ana')).id}/media?file_name=a.pdf"
    try:
        answer = await shop.agent.post(path, content=endless())
    except (httpx.WriteError, httpx.RemoteProtocolError):
        pass  # the gateway hung up while we were still sending
    else:
        assert (answer.status_code, answer.json()["code"]) == (413, "media_too_large")
    await nothing_left(shop)


async def test_who_goes_away_in_the_middle_leaves_nothing(shop: Shop) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PDF + bytes(3 * 2**20)
        raise httpx.ReadError("gone")

    path = f"/v1/conversations/{(await shop.conversation('ana')).id}/media?file_name=a.pdf"
    with pytest.raises(httpx.ReadError):
        await shop.agent.post(path, content=broken())
    await nothing_left(shop)


async def test_a_disk_that_takes_nothing_refuses_the_file(shop: Shop, expected_logs: LogWatch) -> None:
    expected_logs("storage unavailable")
    path = f"/v1/conversations/{(await shop.conversation('ana')).id}/media?file_name=a.pdf"
    shutil.rmtree(folder(shop))
    folder(shop).write_bytes(b"")  # where the folder was, so that nothing can be written into it
    answer = await shop.agent.post(path, content=PDF)
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert await shop.rows("SELECT 1 FROM media") == []
    folder(shop).unlink()
    assert (await shop.agent.post(path, content=PDF)).status_code == 201


async def test_a_voice_without_a_byte_is_shown_and_empty(shop: Shop) -> None:
    shop.sim.set_webhook(None)
    wamid = shop.sim.customers.send("ana", {"type": "voice"})
    received = shop.sim.core.received[wamid].message["audio"]
    shop.sim.core.media.get(received["id"], shop.sim.core.now()).data = b""
    received["sha256"] = base64.b64encode(hashlib.sha256(b"").digest()).decode()
    shop.sim.set_webhook(f"{shop.running.url}/webhook")
    await eventually(lambda: shop.rows("SELECT state, size FROM media"), lambda rows: rows == [("ready", 0)])
    conversation = await shop.conversation_of("ana")
    (message,) = await shop.messages(conversation.id)
    assert message.content.media is not None
    answer = await shop.agent.get(f"/v1/media/{message.content.media.id}")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_nothing_goes_to_somebody_erased_a_second_ago(shop: Shop, admin: httpx.AsyncClient) -> None:
    conversation = await shop.conversation("ana")
    await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/rights-requests", json={"right": "erasure"})
    assert (await admin.post(f"/v1/contacts/{conversation.contact_id}/erasure")).status_code == 200
    upload = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.pdf", content=PDF)
    message = await shop.post(conversation.id, text="Oi?")
    assert (upload.status_code, message.status_code) == (404, 404)
    await nothing_left(shop)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("..", ""),
        ("nota\x00.pdf", "nota_.pdf"),
        ("x" * 500, "x" * 240),
    ],
)
def test_a_name_stays_a_name(name: str, kept: str) -> None:
    assert safe_name(name) == kept
