"""A desk and the team's stickers: added, found on every desktop, sent with and without the line, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import GatewayUnreachable, LocalProblem, Refused
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from server_stub.contract.stickers import Sticker, StickerWords
from tests.helpers.counter import Counter
from tests.helpers.desks import Computer
from tests.helpers.gateway import PASSWORD
from tests.helpers.office import offline, online
from tests.helpers.team_stickers import add_sticker, moving_sticker, still_sticker
from tests.helpers.waiting import until


def at_the_customer(counter: Counter, message: Message) -> bytes:
    """The bytes behind the sticker on the customer's phone."""
    (sent,) = counter.shop.sent_for(message.id)
    assert sent.body["type"] == "sticker"
    return counter.shop.sim.core.media.get(sent.body["sticker"]["id"], counter.shop.sim.core.now()).data


async def added(counter: Counter, folder: Path, data: bytes, name: str) -> Sticker:
    path = folder / f"{name}.webp"
    path.write_bytes(data)
    made = await counter.desk.team_stickers.add(path, StickerWords("Loja", name, ["aceno"]))
    await until(lambda: made in counter.desk.team_stickers.all())
    return made


async def test_the_customer_gets_what_was_added(counter: Counter, tmp_path: Path) -> None:
    for data, name in ((still_sticker(), "Parado"), (moving_sticker(), "Dança")):
        made = await added(counter, tmp_path, data, name)
        shown = await counter.desk.team_stickers.send(counter.talk, made)
        assert shown.content.kind == Kind.STICKER
        assert shown.content.media is not None
        assert (await counter.desk.media_file(shown.content.media.id)).read_bytes() == data
        arrived = await counter.until_sent(shown)
        assert at_the_customer(counter, arrived) == data
        assert arrived.content.media is not None
        assert arrived.content.media.animated is made.animated
        assert (await counter.desk.media_file(arrived.content.media.id)).read_bytes() == data
    uploads = [it for it in counter.shop.sim.core.requests if it.path.endswith("/media")]
    assert len(uploads) == 2  # by the gateway, not by the desk
    assert await counter.shop.rows("SELECT count(*) FROM media WHERE direction = 'out'") == [(2,)]


async def test_what_is_chosen_without_the_line_waits_and_goes_once(counter: Counter, tmp_path: Path) -> None:
    made = await added(counter, tmp_path, still_sticker(), "Oi")
    unseen = await add_sticker(counter.shop.agent, still_sticker(9), "Nunca vista")
    await until(lambda: unseen in counter.desk.team_stickers.all())
    await counter.desk.team_stickers.file(made)
    counter.cable.unplug()
    await offline(counter.desk)
    with pytest.raises(GatewayUnreachable):
        await counter.desk.team_stickers.send(counter.talk, unseen)
    waiting = await counter.desk.team_stickers.send(counter.talk, made)
    assert waiting.status is Status.PENDING
    counter.cable.plug()
    arrived = await counter.until_sent(waiting)
    assert at_the_customer(counter, arrived) == still_sticker()


async def test_what_was_removed_meanwhile_is_told_and_can_be_sent_once_it_is_back(
    counter: Counter, tmp_path: Path
) -> None:
    shelf = counter.desk.team_stickers
    made = await added(counter, tmp_path, still_sticker(), "Oi")
    await shelf.file(made)
    counter.cable.unplug()
    await offline(counter.desk)
    waiting = await shelf.send(counter.talk, made)
    await counter.shop.agent.delete(f"/v1/stickers/{made.id}")
    counter.cable.plug()
    failed = await counter.shown(lambda it: it.status is Status.FAILED)
    assert (failed.id, failed.failure and failed.failure.code) == (waiting.id, "sticker_unknown")
    await until(lambda: not shelf.all())
    await shelf.restore(made.id)
    await until(lambda: list(shelf.all()) == [made])
    await counter.desk.retry(failed.id)
    arrived = await counter.shown(lambda it: it.content.kind == Kind.STICKER and it.status is Status.READ)
    assert at_the_customer(counter, arrived) == still_sticker()


async def test_every_desktop_learns_of_it_and_forgets_what_is_gone(counter: Counter, tmp_path: Path) -> None:
    shelf = counter.desk.team_stickers
    made = await added(counter, tmp_path, still_sticker(), "Oi")
    again = await added(counter, tmp_path, still_sticker(40), "De novo")
    async with Computer(tmp_path / "bruno").desk(counter.shop.running.url, "bruno", password=PASSWORD) as bruno:
        await until(lambda: list(bruno.team_stickers.all()) == [made, again])
        assert (await bruno.team_stickers.file(made)).read_bytes() == still_sticker()
        with pytest.raises(Refused) as refused:
            await bruno.team_stickers.remove(made.id)
        assert refused.value.code == "forbidden"
        named = await shelf.describe(made.id, StickerWords("Outro", "Olá", ["bom dia"]))
        await until(lambda: named in bruno.team_stickers.all())
        picture, other = await shelf.file(named), await shelf.file(again)
        await shelf.remove(made.id)
        await until(lambda: list(bruno.team_stickers.all()) == [again])
        await until(lambda: list(shelf.all()) == [again])
        await until(lambda: not picture.exists())
        assert other.exists()


async def test_what_is_no_sticker_is_refused_in_words_that_the_interface_knows(
    counter: Counter, tmp_path: Path
) -> None:
    small, huge, empty = tmp_path / "small.webp", tmp_path / "huge.webp", tmp_path / "empty.webp"
    small.write_bytes(still_sticker(side=300))
    huge.write_bytes(moving_sticker().ljust(600_000, b"\0"))
    empty.write_bytes(b"")
    words = StickerWords("Loja", "Não")
    with pytest.raises(Refused) as refused:
        await counter.desk.team_stickers.add(small, words)
    assert refused.value.code == "sticker_sides_wrong"
    for path, code in ((huge, "file_too_large"), (empty, "file_empty")):
        with pytest.raises(LocalProblem) as problem:
            await counter.desk.team_stickers.add(path, words)
        assert problem.value.code == code
    await online(counter.desk)
    assert list(counter.desk.team_stickers.all()) == []
