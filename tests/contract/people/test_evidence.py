"""What proves a consent: uploaded sealed and bounded, followed entry by entry, shown only where it may be."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import httpx
import msgspec
import pytest
from PIL import Image

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.people import ConsentFile, EvidenceFile
from server_stub.services.evidence_uploads import FOLDER, LARGEST
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.visibility import Viewer
from tests.helpers.shop import Shop

DAY = 86_400_000
PDF = b"%PDF-1.4\n" + b"signed on paper " * 40


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (30, 60, 200)).save(out, "PNG")
    return out.getvalue()


def folder(shop: Shop) -> Path:
    return shop.running.gateway.config.data_path / FOLDER


async def upload(shop: Shop, contact_id: str, data: bytes, name: str = "assinado.pdf") -> httpx.Response:
    return await shop.agent.post(f"/v1/contacts/{contact_id}/evidence", params={"file_name": name}, content=data)


async def take(shop: Shop, contact_id: str, file_id: str) -> Evidence:
    area, core = shop.running.gateway.people, shop.running.gateway.core
    account = await core.database.read(lambda tx: core.account_rows.get(tx, shop.running.ids["ana"]))
    assert account is not None

    def work(tx: Tx) -> Evidence:
        return area.evidence_uploads.take(tx, Viewer.of(account), contact_id, file_id, core.clock())

    return await core.database.write(work)


@pytest.mark.parametrize(
    ("data", "kind"), [(PDF, "application/pdf"), (picture(), "image/png"), (b"Sim, pode mandar", "text/plain")]
)
async def test_a_file_is_kept_sealed_until_it_is_used_once(shop: Shop, data: bytes, kind: str) -> None:
    conversation = await shop.conversation("ana")
    answer = await upload(shop, conversation.contact_id, data, "../../a:b?.pdf")
    assert answer.status_code == 201, answer.text
    file = msgspec.json.decode(answer.content, type=EvidenceFile)
    assert (file.media_type, file.size, file.file_name) == (kind, len(data), "a_b_.pdf")
    assert data not in (folder(shop) / file.id).read_bytes()
    evidence = await take(shop, conversation.contact_id, file.id)
    assert (evidence.media_type, evidence.body, evidence.file_name) == (kind, data, "a_b_.pdf")
    with pytest.raises(GatewayRefusal, match="evidence_required"):
        await take(shop, conversation.contact_id, file.id)


PROVES_NOTHING = {
    "program": (b"MZ" + bytes(5000), 415, "media_type_refused"),
    "empty": (b"", 415, "media_type_refused"),
    "binary": (b"<svg xmlns='x'/>\x00", 415, "media_type_refused"),
    "too large": (PDF + bytes(LARGEST), 413, "file_too_large"),
}


async def test_what_proves_nothing_is_refused(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for name, (data, status, code) in PROVES_NOTHING.items():
        answer = await upload(shop, conversation.contact_id, data)
        assert (answer.status_code, answer.json()["code"]) == (status, code), name
        assert list(folder(shop).iterdir()) == []


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "streamed"])
async def test_too_much_is_answered_while_the_sender_is_still_talking(shop: Shop, announced: bool) -> None:
    conversation = await shop.conversation("ana")
    address = httpx.URL(shop.running.url)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    length = f"content-length: {100 * 1024 * 1024}" if announced else "transfer-encoding: chunked"
    head = f"POST /v1/contacts/{conversation.contact_id}/evidence HTTP/1.1\r\nhost: x\r\n{length}\r\n"
    writer.write(f"{head}authorization: {shop.agent.headers['authorization']}\r\n\r\n".encode())
    if not announced:
        for piece in (PDF, *[bytes(1024 * 1024)] * 17):
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    answer = await asyncio.wait_for(reader.readuntil(b"\r\n"), 30)
    assert b" 413 " in answer
    writer.close()
    assert await shop.rows("SELECT 1 FROM evidence_upload") == []
    assert list(folder(shop).iterdir()) == []


async def test_files_of_another_person_prove_nothing(shop: Shop) -> None:
    conversation, other = await shop.conversation("ana"), await shop.conversation("bruno")
    file = msgspec.json.decode((await upload(shop, conversation.contact_id, PDF)).content, type=EvidenceFile)
    for contact_id, file_id in ((other.contact_id, file.id), (conversation.contact_id, "nothing")):
        with pytest.raises(GatewayRefusal, match="evidence_required"):
            await take(shop, contact_id, file_id)


async def test_what_nobody_used_is_gone_after_a_day(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await upload(shop, conversation.contact_id, PDF)
    area = shop.running.gateway.people
    assert await area.evidence_uploads.remove_unused() == 0
    shop.clock.ahead = DAY + 1000
    assert await area.evidence_uploads.remove_unused() == 1
    assert list(folder(shop).iterdir()) == []


async def test_media_that_no_message_took_is_gone_after_a_day(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    for _ in range(2):
        answer = await shop.agent.post(f"/v1/conversations/{conversation.id}/media?file_name=a.png", content=picture())
        assert answer.status_code == 201
    await shop.send(conversation.id, media_id=answer.json()["media"]["id"])
    uploads = shop.running.gateway.outgoing.uploads
    assert await uploads.remove_unattached() == 0
    shop.clock.ahead = DAY + 1000
    assert await uploads.remove_unattached() == 1
    kept = shop.running.gateway.config.data_path / "media"
    # The second upload was the same picture: the file that both named stays for the message that took one of them.
    ((file_id,),) = await shop.rows("SELECT file_id FROM media")
    assert sorted(it.name for it in kept.iterdir()) == [file_id, f"{file_id}t"]


async def test_the_consent_file_tells_each_entry_with_text_author_and_proof(shop: Shop) -> None:
    conversation = await shop.conversation("ana", "Pode me mandar as promoções!")
    message = (await shop.messages(conversation.id))[0]
    body = {
        "purpose": "txn.order",
        "granted": True,
        "evidence_message_id": message.id,
        "note": "pediu por escrito",
    }
    answer = await shop.agent.post(f"/v1/contacts/{conversation.contact_id}/consents", json=body)
    assert answer.status_code == 200, answer.text
    answer = await shop.agent.post(
        f"/v1/contacts/{conversation.contact_id}/consents", json={"purpose": "mkt.*", "granted": False}
    )
    assert answer.status_code == 200, answer.text
    file = await shop.get(f"/v1/contacts/{conversation.contact_id}/consent-file", ConsentFile)
    assert [it.type for it in file.entries] == ["REVOKED", "GRANTED"]
    revoked, granted = file.entries
    assert revoked.seq > granted.seq
    assert (granted.actor_name, granted.note, granted.message_id) == ("Ana Souza", "pediu por escrito", message.id)
    assert "Loja Exemplo" in granted.notice_text
    (proof,) = granted.evidence
    answer = await shop.agent.get(f"/v1/contacts/{conversation.contact_id}/evidence/{proof.id}")
    assert answer.status_code == 200
    assert b"Pode me mandar" in answer.content
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")
    other = await shop.conversation("bruno")
    answer = await shop.agent.get(f"/v1/contacts/{other.contact_id}/evidence/{proof.id}")
    assert answer.status_code == 404
