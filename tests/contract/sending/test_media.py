"""Files both ways: looked at by content, bounded, sealed, and shown only to those who may see them."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from server_stub.cloud_sim.faults import Fault
from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from server_stub.contract.requests import Uploaded
from server_stub.storage.sealed_files import PIECE
from tests.helpers.shop import Shop, eventually

MEGABYTE = 1024 * 1024


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


def office(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{part}/document.xml", "<x/>")
    return out.getvalue()


async def upload(shop: Shop, conversation_id: str, data: bytes, name: str = "foto.png") -> Uploaded:
    answer = await shop.agent.post(
        f"/v1/conversations/{conversation_id}/media", params={"file_name": name}, content=data
    )
    assert answer.status_code == 201, answer.text
    return msgspec.json.decode(answer.content, type=Uploaded)


def folder(shop: Shop) -> Path:
    return shop.running.gateway.config.data_path / "media"


async def test_a_picture_goes_out_with_its_caption(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    data = picture()
    uploaded = await upload(shop, conversation.id, data)
    media = uploaded.media
    assert (media.mime_type, media.width, media.height, media.size) == ("image/png", 40, 30, len(data))
    accepted = await shop.send(conversation.id, media_id=media.id, text="Veja")
    assert accepted.message.content.kind == Kind.IMAGE
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    assert sent.body["image"]["caption"] == "Veja"
    held = shop.sim.core.media.get(sent.body["image"]["id"], shop.sim.core.now())
    assert (held.data, held.mime_type) == (data, "image/png")
    assert data not in (folder(shop) / media.id).read_bytes()
    again = await shop.post(conversation.id, media_id=media.id)
    assert again.status_code == 404


async def test_a_document_keeps_its_name(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    uploaded = await upload(shop, conversation.id, office("word"), "../../contrato: final?.docx")
    accepted = await shop.send(conversation.id, media_id=uploaded.media.id)
    await shop.until_status(conversation.id, accepted.message.id, "read")
    (sent,) = shop.sent_for(accepted.message.id)
    assert sent.body["document"]["filename"] == "contrato_ final_.docx"


async def test_an_old_office_file_is_told_by_its_name_where_its_streams_are_out_of_sight(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(70_000)
    uploaded = await upload(shop, conversation.id, data, "contrato.doc")
    assert uploaded.media.mime_type == "application/msword"


REFUSED = {
    "program": (b"MZ" + bytes(5000), 415, "type"),
    "binary": (b"\x00\x01\x02", 415, "type"),
    "empty": (b"", 415, "type"),
    "archive": (office("nothing"), 415, "type"),
    "small sticker": (picture("WEBP"), 415, "type"),
    "gif": (picture("GIF"), 415, "type"),
    "large picture": (picture() + bytes(5 * MEGABYTE), 413, "limit"),
    "no opus": (b"OggS" + bytes(16 * MEGABYTE), 415, "type"),
    "stereo": (b"OggS" + bytes(24) + b"OpusHead\x01\x02" + bytes(300), 415, "type"),
}


async def test_what_whatsapp_does_not_take_is_refused(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    codes = {"type": "media_type_refused", "limit": "media_too_large"}
    for name, (data, status, told) in REFUSED.items():
        answer = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.png", content=data)
        assert (answer.status_code, answer.json()["code"]) == (status, codes[told]), name
        assert told in answer.json()["params"]
        assert list(folder(shop).iterdir()) == []
    assert await shop.rows("SELECT 1 FROM media") == []


async def inbound_file(shop: Shop, **message: object) -> Message:
    shop.sim.customers.send("ana", dict(message))
    conversation = await shop.conversation_of("ana")

    def fetched(messages: list[Message]) -> bool:
        return any(it.content.media is not None and it.content.media.state != "pending" for it in messages)

    messages = await eventually(lambda: shop.messages(conversation.id), fetched)
    return next(it for it in messages if it.content.media is not None)


async def test_a_customers_picture_is_fetched_and_can_be_read_in_parts(shop: Shop) -> None:
    message = await inbound_file(shop, type="image", sample="damaged_parcel", caption="Veio assim")
    media = message.content.media
    assert media is not None
    assert media.state == "ready"
    assert media.width > 0
    whole = await shop.agent.get(f"/v1/media/{media.id}")
    assert whole.status_code == 200
    assert whole.headers["content-type"] == media.mime_type
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert len(whole.content) == media.size
    digest = base64.b64encode(hashlib.sha256(whole.content).digest()).decode()
    for asked, start, stop in (("bytes=0-9", 0, 10), (f"bytes={media.size - 4}-", media.size - 4, media.size)):
        part = await shop.agent.get(f"/v1/media/{media.id}", headers={"range": asked})
        assert part.status_code == 206
        assert part.content == whole.content[start:stop]
        assert part.headers["repr-digest"] == f"sha-256=:{digest}:"
        assert part.headers["content-range"] == f"bytes {start}-{stop - 1}/{media.size}"
    last = await shop.agent.get(f"/v1/media/{media.id}", headers={"range": "bytes=-3"})
    assert last.content == whole.content[-3:]
    beyond = await shop.agent.get(f"/v1/media/{media.id}", headers={"range": f"bytes={media.size}-"})
    assert beyond.status_code == 416
    kinds = await shop.rows("SELECT kind, count(*) FROM event WHERE kind = 'message' GROUP BY kind")
    assert kinds == [("message", 3)]  # it came, its case was opened, its file is here


async def test_a_voice_note_tells_its_length(shop: Shop) -> None:
    message = await inbound_file(shop, type="voice")
    media = message.content.media
    assert media is not None
    assert media.duration_ms > 0


async def test_files_belong_to_those_who_may_see_the_person(shop: Shop) -> None:
    message = await inbound_file(shop, type="image", sample="parcel")
    media = message.content.media
    assert media is not None
    async with shop.running.client("lead") as lead:
        bruno = {"account_id": shop.running.ids["bruno"]}
        await lead.put(f"/v1/conversations/{message.conversation_id}/assignee", json=bruno)
        assert (await lead.get(f"/v1/media/{media.id}")).status_code == 200
    assert (await shop.agent.get(f"/v1/media/{media.id}")).status_code == 404
    assert (await shop.agent.get("/v1/media/nothing")).status_code == 404


@pytest.mark.parametrize("kept", [True, False], ids=["still there", "deleted at Meta"])
async def test_a_file_that_could_not_be_fetched_is_tried_again(shop: Shop, kept: bool) -> None:
    client = shop.running.gateway.outgoing.client
    there, client._root = client._root, "http://127.0.0.1:9/v26.0"
    shop.sim.customers.send("ana", {"type": "image", "sample": "parcel"})
    conversation = await shop.conversation_of("ana")
    await eventually(
        lambda: shop.rows("SELECT attempts, next_attempt_at - created_at BETWEEN 1000 AND 60000 FROM media"),
        lambda rows: rows == [(1, 1)],
    )
    (message,) = await shop.messages(conversation.id)
    assert message.content.media is not None
    answer = await shop.agent.get(f"/v1/media/{message.content.media.id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "media_not_ready")
    client._root = there
    if not kept:
        ((wa_media_id,),) = await shop.rows("SELECT wa_media_id FROM media")
        shop.sim.core.media.delete(wa_media_id, shop.sim.core.now())
    shop.clock.ahead = 60_000
    state = "ready" if kept else "failed"
    await eventually(lambda: shop.rows("SELECT state FROM media"), lambda rows: rows == [(state,)])
    (told,) = await shop.messages(conversation.id)
    assert told.content.media is not None
    assert told.content.media.state == state


async def test_a_file_with_another_hash_is_not_believed(shop: Shop) -> None:
    shop.sim.set_webhook(None)
    wamid = shop.sim.customers.send("ana", {"type": "image", "sample": "parcel"})
    received = shop.sim.core.received[wamid].message["image"]
    shop.sim.core.media.get(received["id"], shop.sim.core.now()).data += b"!"
    shop.sim.set_webhook(f"{shop.running.url}/webhook")
    await eventually(
        lambda: shop.rows("SELECT state, attempts, size FROM media"), lambda rows: rows == [("pending", 1, 0)]
    )


@pytest.mark.parametrize("kind", ["error", "reset_after_accept", "truncated", "bad_gateway"])
async def test_a_lost_upload_is_repeated_without_a_second_message(shop: Shop, kind: str) -> None:
    conversation = await shop.conversation("ana")
    uploaded = await upload(shop, conversation.id, picture())
    shop.sim.core.faults.add(Fault(kind=kind, code=131000, place="media", times=1))
    accepted = await shop.send(conversation.id, media_id=uploaded.media.id)
    await shop.until_status(conversation.id, accepted.message.id, "read")
    assert shop.requests_for(accepted.message.id) == 1


async def test_a_file_that_is_gone_fails_its_message(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    uploaded = await upload(shop, conversation.id, picture())
    (folder(shop) / uploaded.media.id).unlink()
    accepted = await shop.send(conversation.id, media_id=uploaded.media.id)
    failed = await shop.until_status(conversation.id, accepted.message.id, "failed")
    assert failed.failure is not None
    assert failed.failure.code == "media_not_ready"
    assert (await shop.agent.get(f"/v1/media/{uploaded.media.id}")).status_code == 404


async def test_large_files_are_sealed_in_pieces(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    data = b"%PDF-1.7\n" + bytes(range(256)) * (PIECE // 256 * 2) + b"end"
    uploaded = await upload(shop, conversation.id, data, "grande.pdf")
    for start, stop in ((0, 5), (PIECE - 2, PIECE + 3), (len(data) - 3, len(data))):
        part = await shop.agent.get(f"/v1/media/{uploaded.media.id}", headers={"range": f"bytes={start}-{stop - 1}"})
        assert part.content == data[start:stop]
