"""Files of customers before a virus scanner: seen when it says so, withheld when it finds something, waiting else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.channels.clamd import Clamd, ScannerUnavailable
from server_stub.contract.model import Message
from tests.helpers.clamd_server import Scanner, scanner
from tests.helpers.shop import Shop, eventually, open_shop


async def pieces(*data: bytes) -> AsyncIterator[bytes]:
    for each in data:
        yield each


@pytest.mark.parametrize(("data", "is_clean"), [((b"a" * 70_000, b"b"), True), ((b"ei", b"car"), False), ((), True)])
async def test_a_verdict_of_the_whole_file(data: tuple[bytes, ...], is_clean: bool) -> None:
    async with scanner() as clamd:
        clamd.finds = b"eicar"
        assert await Clamd(clamd.address).is_clean(pieces(*data)) is is_clean
        assert clamd.seen == [b"".join(data)]


@pytest.mark.parametrize("reply", [b"", b"stream: ERROR\0", b"stream: OK", b"OK\0", b"x" * 9000])
async def test_anything_but_a_verdict_is_none(reply: bytes) -> None:
    async with scanner() as clamd:
        clamd.reply = reply
        with pytest.raises(ScannerUnavailable):
            await Clamd(clamd.address).is_clean(pieces(b"file"))


async def test_a_file_too_long_for_it_and_no_scanner_at_all() -> None:
    async with scanner() as clamd:
        clamd.longest = 10
        with pytest.raises(ScannerUnavailable):
            await Clamd(clamd.address).is_clean(pieces(b"x" * 500, b"y" * 500))
        address = clamd.address
    with pytest.raises(ScannerUnavailable):
        await Clamd(address).is_clean(pieces(b"file"))


async def state(shop: Shop, conversation_id: str, *wanted: str) -> Message:
    def settled(messages: list[Message]) -> bool:
        return any(it.content.media is not None and it.content.media.state in wanted for it in messages)

    messages = await eventually(lambda: shop.messages(conversation_id), settled)
    return next(it for it in messages if it.content.media is not None)


async def received(shop: Shop, clamd: Scanner) -> tuple[str, Message]:
    shop.sim.customers.send("ana", {"type": "image", "sample": "parcel"})
    conversation = await shop.conversation_of("ana")
    message = await state(shop, conversation.id, "ready", "blocked")
    assert clamd.asked >= 1
    return conversation.id, message


async def test_what_it_finds_is_withheld_from_everybody(tmp_path: Path) -> None:
    async with scanner() as clamd, open_shop(tmp_path, clamd_address=clamd.address) as shop:
        clamd.finds = b""
        _, message = await received(shop, clamd)
        assert message.content.media is not None
        assert message.content.media.state == "blocked"
        answer = await shop.agent.get(f"/v1/media/{message.content.media.id}")
        assert (answer.status_code, answer.json()["code"]) == (403, "media_blocked")
        assert list((tmp_path / "media").iterdir()) == []


async def test_it_looks_at_what_agents_upload_too(tmp_path: Path) -> None:
    async with scanner() as clamd, open_shop(tmp_path, clamd_address=clamd.address) as shop:
        conversation = await shop.conversation("ana")
        path = f"/v1/conversations/{conversation.id}/media?file_name=a.txt"
        assert (await shop.agent.post(path, content=b"ola")).status_code == 201
        clamd.finds = b"eicar"
        refused = await shop.agent.post(path, content=b"eicar eicar")
        assert (refused.status_code, refused.json()["code"]) == (403, "media_blocked")
        clamd.reply = b""
        silent = await shop.agent.post(path, content=b"noch eine")
        assert (silent.status_code, silent.json()["code"]) == (409, "media_unscanned")
        assert clamd.seen[:2] == [b"ola", b"eicar eicar"]
        assert len(await shop.rows("SELECT 1 FROM media")) == len(list((tmp_path / "media").iterdir())) == 1


async def test_while_it_is_silent_files_wait_and_come_later(tmp_path: Path) -> None:
    async with scanner() as clamd, open_shop(tmp_path, clamd_address=clamd.address) as shop:
        clamd.reply = b""
        shop.sim.customers.send("ana", {"type": "image", "sample": "parcel"})
        conversation = await shop.conversation_of("ana")

        # The lease of a try is five minutes; a next try after one that failed is due sooner.
        sql = "SELECT 1 FROM media WHERE attempts >= 1 AND next_attempt_at < ?"
        await eventually(lambda: shop.rows(sql, shop.clock() + 60_000), bool)
        assert clamd.asked >= 1
        message = await state(shop, conversation.id, "pending")
        assert message.content.media is not None
        answer = await shop.agent.get(f"/v1/media/{message.content.media.id}")
        assert answer.status_code == 409
        clamd.reply = None
        # Well beyond the lease and every wait between two tries.
        shop.clock.ahead += 24 * 3_600_000
        message = await state(shop, conversation.id, "ready")
        whole = await shop.agent.get(f"/v1/media/{message.content.media.id}")
        assert whole.content in clamd.seen
