"""Files are sealed on disk, whole or not at all, and plain only in a private folder of the run."""

from __future__ import annotations

import asyncio
import io
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import GatewayUnreachable, LocalProblem
from desktop.infra import media_cache
from desktop.infra.media_cache import SealedMediaCache, remove_leftovers, safe_name
from desktop.infra.sealed_file import PIECE_BYTES, Sealer, UnreadableFile, unsealed

KEY = bytes(range(32))
SIZES = [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 2 * PIECE_BYTES + 7]


def sealed(plain: bytes, *, step: int = 100_000) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, KEY, "test")
    for start in range(0, len(plain), step):
        sealer.add(plain[start : start + step])
    sealer.finish()
    return target.getvalue()


def opened(data: bytes, key: bytes = KEY, context: str = "test") -> bytes:
    return b"".join(unsealed(io.BytesIO(data), key, context))


@pytest.mark.parametrize("size", SIZES)
def test_any_size_comes_back(size: int) -> None:
    plain = os.urandom(size)
    data = sealed(plain)
    assert opened(data) == plain
    assert plain[:64] not in data or size < 8


@pytest.mark.parametrize("size", SIZES)
def test_what_is_cut_off_is_noticed(size: int) -> None:
    data = sealed(bytes(size))
    piece = PIECE_BYTES + 16
    for end in {0, 5, 40, len(data) - 1, max(40, len(data) - piece), 40 + piece} - {len(data)}:
        if end < len(data):
            with pytest.raises(UnreadableFile):
                opened(data[:end])


@given(st.data())
def test_one_flipped_bit_is_noticed(data: st.DataObject) -> None:
    raw = bytearray(sealed(b"segredo" * 20))
    place = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[place // 8] ^= 1 << place % 8
    with pytest.raises(UnreadableFile):
        opened(bytes(raw))


def test_pieces_cannot_be_swapped_nor_opened_elsewhere() -> None:
    plain = bytes(PIECE_BYTES) + b"\1" * PIECE_BYTES + b"end"
    data = sealed(plain)
    piece = PIECE_BYTES + 16
    swapped = data[:40] + data[40 + piece : 40 + 2 * piece] + data[40 : 40 + piece] + data[40 + 2 * piece :]
    for wrong in (swapped, sealed(plain)[:40] + data[40:]):
        with pytest.raises(UnreadableFile):
            opened(wrong)
    with pytest.raises(UnreadableFile):
        opened(data, key=bytes(32))
    with pytest.raises(UnreadableFile):
        opened(data, context="other")


async def stream(*chunks: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
    if error is not None:
        raise error


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[SealedMediaCache]:
    (tmp_path / "run").mkdir()
    made = SealedMediaCache(tmp_path / "media", tmp_path / "run", lambda: KEY)
    yield made
    await made.close()
    assert list((tmp_path / "run").iterdir()) == []


async def test_first_asks_at_once_share_one_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, asks = tmp_path / "run", 6
    made.mkdir()
    together = threading.Barrier(asks)

    def all_at_once(runtime: Path) -> None:
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=0.2)

    monkeypatch.setattr(media_cache, "remove_leftovers", all_at_once)
    cache = SealedMediaCache(tmp_path / "media", made, lambda: KEY)
    await cache.add("a", stream(b"foto"))
    await asyncio.gather(*(cache.plain_file("a", "foto.jpg") for _ in range(asks)))
    assert len(list(made.iterdir())) == 1
    await cache.close()
    assert list(made.iterdir()) == []


async def collected(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


async def test_in_and_out(cache: SealedMediaCache, tmp_path: Path) -> None:
    assert not await cache.holds("x")
    await cache.add("x", stream(b"segredo ", b"do cliente"))
    assert await cache.holds("x")
    assert await collected(cache.chunks("x")) == b"segredo do cliente"
    assert all(b"segredo" not in file.read_bytes() for file in (tmp_path / "media").iterdir())
    plain = await cache.plain_file("x", "../../foto: 1.jpg")
    assert plain.read_bytes() == b"segredo do cliente"
    assert plain.name == "_.._foto_ 1.jpg"
    assert (tmp_path / "run") in plain.parents
    assert await cache.plain_file("x", "../../foto: 1.jpg") == plain
    if os.name == "posix":
        assert plain.stat().st_mode & 0o077 == 0
        assert plain.parent.parent.stat().st_mode & 0o077 == 0


async def test_a_copy_does_not_need_the_original(cache: SealedMediaCache, tmp_path: Path) -> None:
    original = tmp_path / "foto.jpg"
    original.write_bytes(b"a" * 10)
    assert await cache.add_file("local-1", original) == 10
    original.unlink()
    await cache.rename("local-1", "real")
    assert not await cache.holds("local-1")
    assert await collected(cache.chunks("real")) == b"a" * 10
    await cache.rename("never", "there")
    await cache.remove(["real", "never"])
    assert not await cache.holds("real")


async def test_a_transfer_that_breaks_leaves_nothing(cache: SealedMediaCache, tmp_path: Path) -> None:
    with pytest.raises(GatewayUnreachable):
        await cache.add("x", stream(b"half", error=GatewayUnreachable()))
    assert not await cache.holds("x")
    assert list((tmp_path / "media").iterdir()) == []


async def test_a_damaged_file_is_fetched_again(cache: SealedMediaCache, tmp_path: Path) -> None:
    await cache.add("x", stream(b"bytes"))
    file = next((tmp_path / "media").iterdir())
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(LocalProblem, match="file_lost"):
        await collected(cache.chunks("x"))
    with pytest.raises(LocalProblem, match="file_lost"):
        await cache.plain_file("x", "x")
    assert not await cache.holds("x")
    with pytest.raises(LocalProblem, match="file_lost"):
        await collected(cache.chunks("x"))


@pytest.mark.parametrize("moment", ["before it is opened", "while it is read", "before it has its name"])
async def test_what_is_removed_while_it_is_copied_leaves_no_plain_copy(
    cache: SealedMediaCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """As when a message is erased while its picture is opened: the copy would outlive it until the program ends."""
    await cache.add("x", stream(bytes(PIECE_BYTES), b"segredo"))
    loop = asyncio.get_running_loop()

    def remove() -> None:
        asyncio.run_coroutine_threadsafe(cache.remove(["x"]), loop).result()

    read = cache._pieces

    def pieces(media_id: str) -> Iterator[bytes]:
        if moment == "before it is opened":
            remove()
        for number, piece in enumerate(read(media_id)):
            if number == 0 and moment == "while it is read":
                remove()
            yield piece
        if moment == "before it has its name":
            remove()

    monkeypatch.setattr(cache, "_pieces", pieces)
    with pytest.raises(LocalProblem, match="file_lost"):
        await cache.plain_file("x", "rg.jpg")
    left = [file for file in (tmp_path / "run").rglob("*") if file.is_file()]
    assert left == []
    assert not await cache.holds("x")


async def test_a_missing_file_is_a_local_problem(cache: SealedMediaCache, tmp_path: Path) -> None:
    with pytest.raises(LocalProblem, match="file_unreadable"):
        await cache.add_file("x", tmp_path / "absent")


def test_plain_copies_of_a_crash_are_removed_and_those_of_a_live_run_kept(tmp_path: Path) -> None:
    dead, live, other = (tmp_path / f"balcao-media-{name}" for name in ("999999999-a", f"{os.getpid()}-b", "x"))
    for folder in (dead, live, other):
        folder.mkdir()
    remove_leftovers(tmp_path)
    assert [folder.exists() for folder in (dead, live, other)] == [False, True, True]


@given(st.text())
def test_a_safe_name_stays_in_its_folder(name: str) -> None:
    made = safe_name(name)
    assert made
    assert "/" not in made
    assert "\\" not in made
    assert made not in {".", ".."}
    assert len(made) <= 130
