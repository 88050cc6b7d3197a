"""Files at rest: one copy of equal bytes of one person, nothing that tells of two, and a small picture beside it."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from PIL import Image

from server_stub.contract.content import Media
from server_stub.contract.requests import MessagePage
from tests.helpers.media_files import noise, picture
from tests.helpers.shop import Shop, eventually

PDF = b"%PDF-1.7\n" + b"page " * 50_000


async def uploaded(shop: Shop, conversation_id: str, data: bytes, name: str = "a.pdf") -> Media:
    answer = await shop.agent.post(f"/v1/conversations/{conversation_id}/media?file_name={name}", content=data)
    assert answer.status_code == 201, answer.text
    return Media(**answer.json()["media"])


def files(shop: Shop) -> list[Path]:
    return sorted((shop.running.gateway.config.data_path / "media").iterdir())


async def test_the_same_document_five_times_is_stored_once(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    # At once: each comes in under a name of its own, and the writer finds the first.
    sent = await asyncio.gather(*(uploaded(shop, conversation.id, PDF, f"{it}.pdf") for it in range(5)))
    assert len({it.id for it in sent}) == 5
    await eventually(lambda: asyncio.to_thread(files, shop), lambda found: len(found) == 1)
    for each in sent:
        assert (await shop.agent.get(f"/v1/media/{each.id}")).content == PDF
    assert len(await shop.rows("SELECT DISTINCT file_id FROM media")) == 1
    assert sorted(it.file_name for it in sent) == [f"{it}.pdf" for it in range(5)]


async def test_a_file_goes_with_the_last_that_names_it(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    one = await uploaded(shop, conversation.id, PDF)
    message = (await shop.send(conversation.id, media_id=one.id)).message
    await shop.until_status(conversation.id, message.id, "read")
    await uploaded(shop, conversation.id, PDF)
    uploads = shop.running.gateway.outgoing.uploads
    shop.clock.ahead = 25 * 3_600_000
    assert await uploads.remove_unattached() == 1
    async with shop.running.client("ana") as agent:
        assert (await agent.get(f"/v1/media/{one.id}")).content == PDF
    await shop.running.gateway.core.database.write(
        lambda tx: tx.driver.execute("UPDATE media SET message_id = NULL, created_at = 1")
    )
    assert await uploads.remove_unattached() == 1
    assert files(shop) == []


async def test_who_reads_the_database_links_nobody_by_a_file(shop: Shop) -> None:
    one, other = await shop.conversation("ana"), await shop.conversation("bruno")
    await uploaded(shop, one.id, PDF)
    await uploaded(shop, other.id, PDF)
    marks = await shop.rows("SELECT content_mark FROM media")
    assert len({it[0] for it in marks}) == 2
    assert len(files(shop)) == 2


async def test_a_copy_that_was_lost_is_no_copy(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    await uploaded(shop, conversation.id, PDF)
    files(shop)[0].unlink()
    again = await uploaded(shop, conversation.id, PDF)
    assert (await shop.agent.get(f"/v1/media/{again.id}")).content == PDF


async def test_a_row_shows_a_small_picture_in_place_of_the_whole(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    whole = picture(noise(2000, 1500), "JPEG", quality=80)
    assert 2_000_000 < len(whole) < 4_000_000
    media = await uploaded(shop, conversation.id, whole, "foto.jpg")
    small = await shop.agent.get(f"/v1/media/{media.id}/thumbnail")
    assert small.headers["content-type"] == "image/webp"
    assert len(small.content) == media.thumbnail
    assert len(small.content) * 20 < len(whole)
    with Image.open(io.BytesIO(small.content)) as drawn:
        assert max(drawn.size) == 640
    again = await uploaded(shop, conversation.id, whole, "foto.jpg")
    assert again.thumbnail == media.thumbnail
    assert (await shop.agent.get(f"/v1/media/{again.id}/thumbnail")).content == small.content
    assert all(small.content not in it.read_bytes() for it in files(shop))
    document = await uploaded(shop, conversation.id, PDF)
    assert (await shop.agent.get(f"/v1/media/{document.id}/thumbnail")).status_code == 404
    async with shop.running.client("lead") as lead:
        bruno = {"account_id": shop.running.ids["bruno"]}
        await lead.put(f"/v1/conversations/{conversation.id}/assignee", json=bruno)
        assert (await lead.get(f"/v1/media/{media.id}/thumbnail")).status_code == 200
    assert (await shop.agent.get(f"/v1/media/{media.id}/thumbnail")).status_code == 404


async def test_a_customers_picture_gets_one_and_a_broken_one_is_shown_without(shop: Shop) -> None:
    wamid = shop.sim.customers.send("ana", {"type": "image", "sample": "parcel"})
    conversation = await shop.conversation_of("ana")
    sql = "SELECT 1 FROM media WHERE state = 'ready'"
    await eventually(lambda: shop.rows(sql), bool)
    (message,) = await shop.messages(conversation.id)
    assert message.content.media is not None
    assert message.content.media.thumbnail > 0
    received = shop.sim.core.received[wamid].message["image"]
    whole = shop.sim.core.media.get(received["id"], shop.sim.core.now()).data
    broken = await uploaded(shop, conversation.id, whole[: len(whole) // 2], "halb.jpg")
    assert broken.thumbnail == 0
    assert (await shop.agent.get(f"/v1/media/{broken.id}")).content == whole[: len(whole) // 2]


async def test_the_files_of_a_conversation_come_page_by_page_to_who_may_see_it(shop: Shop) -> None:
    conversation = await shop.conversation("ana")
    sent = []
    for number in range(3):
        media = await uploaded(shop, conversation.id, PDF + bytes([number]))
        sent.append((await shop.send(conversation.id, media_id=media.id)).message)
        await shop.send(conversation.id, text=f"texto {number}")
    path = f"/v1/conversations/{conversation.id}/files"
    newest = await shop.get(f"{path}?limit=2", MessagePage)
    assert [it.id for it in newest.messages] == [it.id for it in sent[1:]]
    oldest = await shop.get(f"{path}?limit=2&before={newest.before}", MessagePage)
    assert ([it.id for it in oldest.messages], oldest.before) == ([sent[0].id], None)
    beside = await shop.get(f"{path}?before={sent[2].sent_at}.{sent[2].id}", MessagePage)
    assert [it.id for it in beside.messages] == [it.id for it in sent[:2]]
    async with shop.running.client("lead") as lead:
        bruno = {"account_id": shop.running.ids["bruno"]}
        await lead.put(f"/v1/conversations/{conversation.id}/assignee", json=bruno)
    assert (await shop.agent.get(path)).status_code == 404
