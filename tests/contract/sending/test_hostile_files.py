"""Files as somebody with bad intentions sends them or asks for them."""

from __future__ import annotations

import pytest

from server_stub.contract.content import Media
from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from tests.contract.sending.test_media import picture, upload
from tests.helpers.shop import Shop


async def uploaded(shop: Shop) -> Media:
    conversation = await shop.conversation("ana")
    return (await upload(shop, conversation.id, picture())).media


ANNOUNCED = (
    "text/html\r\nset-cookie: a=b",
    "imagem/ação",
    "text/html; charset=\x00",
    "",
    "x" * 300,
    "text/plain\nx: y",
)


async def test_the_type_that_a_sender_announced_cannot_add_headers(shop: Shop) -> None:
    media = await uploaded(shop)
    change = "UPDATE media SET mime_type = ? WHERE id = ?"
    for announced in ANNOUNCED:
        row = (announced, media.id)
        await shop.running.gateway.core.database.write(lambda tx, row=row: tx.driver.execute(change, row))
        answer = await shop.agent.get(f"/v1/media/{media.id}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream"), announced
        assert not {"set-cookie", "x"} & set(answer.headers), announced


@pytest.mark.parametrize("asked", ["bytes=" + "9" * 5000 + "-", "bytes=0-" + "9" * 5000, "bytes=-" + "9" * 5000])
async def test_a_range_of_absurd_length_is_answered(shop: Shop, asked: str) -> None:
    media = await uploaded(shop)
    answer = await shop.agent.get(f"/v1/media/{media.id}", headers={"range": asked})
    assert answer.status_code in (200, 206, 416)


async def test_a_file_follows_the_conversation_that_it_was_sent_in(shop: Shop) -> None:
    """One person, two of our numbers: who serves one of them does not see the files of the other."""
    conversation = await shop.conversation("ana")
    mine = (await upload(shop, conversation.id, picture())).media
    theirs = (await upload(shop, conversation.id, picture())).media
    bruno = shop.running.ids["bruno"]

    def elsewhere(tx: Tx) -> None:
        other, message = new_id(), new_id()
        tx.driver.execute("INSERT INTO channel_number (id, created_at) VALUES ('other', 1)")
        tx.driver.execute(
            "INSERT INTO conversation (id, contact_id, channel_number_id, assignee_id) VALUES (?, ?, 'other', ?)",
            (other, conversation.contact_id, bruno),
        )
        tx.driver.execute(
            "INSERT INTO message (id, conversation_id, channel_number_id, direction, kind, status, sent_at,"
            " received_at) VALUES (?, ?, 'other', 'in', 'image', 'received', 1, 1)",
            (message, other),
        )
        tx.driver.execute("UPDATE media SET message_id = ? WHERE id = ?", (message, theirs.id))

    await shop.running.gateway.core.database.write(elsewhere)
    ((evidence,),) = await shop.rows("SELECT message_id FROM media WHERE id = ?", theirs.id)
    assert (await shop.agent.get(f"/v1/media/{mine.id}")).status_code == 200
    assert (await shop.agent.get(f"/v1/media/{theirs.id}")).status_code == 404
    for proof in ({"evidence_message_id": evidence}, {"evidence_media_id": theirs.id}):
        answer = await shop.agent.post(
            f"/v1/contacts/{conversation.contact_id}/consents",
            json={"purpose": "mkt.promotions", "granted": True, **proof},
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "evidence_required")
    async with shop.running.client("bruno") as colleague:
        assert (await colleague.get(f"/v1/media/{theirs.id}")).status_code == 200
