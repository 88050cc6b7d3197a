"""Whatever the desktop makes ready is taken by the gateway and by the platform, as what it was meant to be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from desktop.domain.prepared import Prepared, QuietWatch
from desktop.infra.media.preparer import Preparer
from server_stub.contract.requests import Uploaded
from tests.helpers.media_files import film, moving, noise, photograph, picture, scene, wav
from tests.helpers.shop import Shop


@pytest.fixture
async def preparer(tmp_path: Path) -> AsyncIterator[Preparer]:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    made = Preparer(runtime)
    yield made
    await made.close()


async def delivered(shop: Shop, made: Prepared, *, as_document: bool) -> dict[str, object]:
    """The file sent as the desktop sends it; what reached the platform once a phone has shown it."""
    conversation = await shop.conversation("ana")
    address = f"/v1/conversations/{conversation.id}/media"
    answer = await shop.agent.post(address, params={"file_name": made.path.name}, content=made.path.read_bytes())
    assert answer.status_code == 201, answer.text
    media = msgspec.json.decode(answer.content, type=Uploaded).media
    accepted = await shop.send(conversation.id, media_id=media.id, as_document=as_document)
    assert accepted.message.content.kind == made.kind
    await shop.until_status(conversation.id, accepted.message.id, "played" if made.kind == "voice" else "read")
    (sent,) = shop.sent_for(accepted.message.id)
    body: dict[str, object] = sent.body
    return body


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("praia.jpg", photograph(orientation=6), "image"),
        ("cartaz.bmp", picture(scene(), "BMP"), "image"),
        ("grande.png", picture(noise(1800, 1500), "PNG"), "image"),
        ("transparente.webp", picture(scene(mode="RGBA"), "WEBP"), "image"),
        ("figurinha.webp", moving("WEBP", 1, (512, 512)), "sticker"),
        ("danca.gif", moving("GIF", 5), "video"),
        ("recado.wav", wav(1.0, channels=2), "audio"),
        ("contrato.pdf", b"%PDF-1.7\n" + bytes(100), "document"),
    ],
)
async def test_each_kind_arrives(
    shop: Shop, preparer: Preparer, tmp_path: Path, name: str, data: bytes, field: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    made = await preparer.prepare(path, as_document=False, watch=QuietWatch())
    body = await delivered(shop, made, as_document=False)
    assert body["type"] == field
    part = body[field]
    assert isinstance(part, dict)
    held = shop.sim.core.media.get(part["id"], shop.sim.core.now())
    assert held.data == made.path.read_bytes()
    assert held.base_type == made.mime_type.partition(";")[0]
    if name == "recado.wav":
        assert part["voice"] is True


async def test_a_converted_film_arrives(shop: Shop, preparer: Preparer, tmp_path: Path) -> None:
    path = film(tmp_path / "filme.mkv", "-c:v", "mpeg4", "-c:a", "libmp3lame")
    made = await preparer.prepare(path, as_document=False, watch=QuietWatch())
    assert (await delivered(shop, made, as_document=False))["type"] == "video"


async def test_a_picture_as_a_document_arrives_byte_by_byte(shop: Shop, preparer: Preparer, tmp_path: Path) -> None:
    path = tmp_path / "planta baixa.jpg"
    path.write_bytes(photograph())
    made = await preparer.prepare(path, as_document=True, watch=QuietWatch())
    body = await delivered(shop, made, as_document=True)
    part = body["document"]
    assert isinstance(part, dict)
    assert part["filename"] == "planta baixa.jpg"
    assert shop.sim.core.media.get(part["id"], shop.sim.core.now()).data == path.read_bytes()
