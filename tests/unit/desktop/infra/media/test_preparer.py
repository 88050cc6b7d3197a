"""Whatever is chosen or dropped: it is made ready, or refused with a code, and never waited for."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import Done, Prepared, QuietWatch
from desktop.infra.media.preparer import Preparer
from tests.helpers.media_files import bomb, film, moving, photograph, picture, scene, wav

MEGABYTE = 1024 * 1024


@pytest.fixture
async def preparer(tmp_path: Path) -> AsyncIterator[Preparer]:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    made = Preparer(runtime)
    yield made
    await made.close()
    assert list(runtime.iterdir()) == []


async def ready(preparer: Preparer, path: Path, *, as_document: bool = False) -> Prepared:
    return await preparer.prepare(path, as_document=as_document, watch=QuietWatch())


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "mime_type", "kind"),
    [
        ("foto.jpg", photograph(), "image/jpeg", "image"),
        ("foto.exe", photograph(), "image/jpeg", "image"),
        ("desenho.bmp", picture(scene(), "BMP"), "image/png", "image"),
        ("parado.gif", picture(scene(), "GIF"), "image/png", "image"),
        ("move.gif", moving("GIF", 5), "video/mp4", "video"),
        ("voz.wav", wav(0.3), "audio/ogg; codecs=opus", "voice"),
        ("nota.txt", "Olá".encode(), "text/plain", "document"),
        ("boleto.pdf", b"%PDF-1.7\n", "application/pdf", "document"),
    ],
)
async def test_the_content_decides_what_happens(
    preparer: Preparer, tmp_path: Path, name: str, data: bytes, mime_type: str, kind: str
) -> None:
    path = written(tmp_path / name, data)
    expected = await preparer.look(path)
    assert (expected.name, expected.size) == (name, len(data))
    made = await ready(preparer, path)
    assert (made.mime_type, made.kind, made.was_size) == (mime_type, kind, len(data))
    assert made.size == made.path.stat().st_size
    assert made.temporary == (made.path != path)
    await preparer.clear(made.path)
    assert path.exists()
    assert made.path.exists() == (made.path == path)


async def test_as_a_document_no_byte_changes(preparer: Preparer, tmp_path: Path) -> None:
    path = written(tmp_path / "foto.jpg", photograph())
    made = await ready(preparer, path, as_document=True)
    assert (made.path, made.kind, made.done) == (path, "document", (Done.DETAILS_KEPT,))
    other = written(tmp_path / "foto.webp", picture(scene(), "WEBP"))
    with pytest.raises(LocalProblem, match="document_type_refused"):
        await ready(preparer, other, as_document=True)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nada.jpg", b"", "file_empty"),
        ("virus.pdf", b"MZ" + bytes(500), "media_type_refused"),
        ("pacote.zip", b"PK\x03\x04" + bytes(500), "media_type_refused"),
        ("bomba.png", bomb(), "picture_too_large"),
        ("metade.jpg", photograph()[:400], "file_damaged"),
        ("metade.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(300), "film_damaged"),
        ("vazia.wav", wav(0.0), "sound_empty"),
    ],
)
async def test_bad_files_are_refused_with_their_reason(
    preparer: Preparer, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(LocalProblem, match=code):
        await ready(preparer, written(tmp_path / name, data))


async def test_a_document_may_have_a_hundred_megabytes_and_not_one_more(preparer: Preparer, tmp_path: Path) -> None:
    path = written(tmp_path / "grande.pdf", b"%PDF-1.7\n")
    os.truncate(path, 100 * MEGABYTE)
    assert (await ready(preparer, path)).size == 100 * MEGABYTE
    os.truncate(path, 100 * MEGABYTE + 1)
    with pytest.raises(LocalProblem, match="media_too_large"):
        await ready(preparer, path)


async def test_what_is_no_ordinary_file_is_never_waited_for(preparer: Preparer, tmp_path: Path) -> None:
    pipe, folder, door = tmp_path / "pipe.jpg", tmp_path / "folder.jpg", tmp_path / "socket.jpg"
    os.mkfifo(pipe)
    folder.mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(door))
    to_pipe = tmp_path / "link.jpg"
    to_pipe.symlink_to(pipe)
    for path in (pipe, folder, door, to_pipe, Path("/dev/zero"), Path("/dev/tty")):
        for work in (preparer.look(path), ready(preparer, path)):
            with pytest.raises(LocalProblem, match="file_not_ordinary"):
                await asyncio.wait_for(work, 20)
    listening.close()


async def test_links_are_followed_and_what_is_gone_is_told(preparer: Preparer, tmp_path: Path) -> None:
    path = written(tmp_path / "foto.png", picture(scene(), "PNG"))
    link = tmp_path / "atalho.png"
    link.symlink_to(path)
    assert (await ready(preparer, link)).kind == "image"
    path.unlink()
    for gone in (link, path, tmp_path / "a\0b"):
        with pytest.raises(LocalProblem, match="file_unreadable"):
            await preparer.look(gone)


@pytest.mark.parametrize(
    "name", ["-rf.gif", "foto\u202efig.exe", "x" * 240 + ".gif", "a;b $(c).gif", "pipe:0.gif", "%d.gif"]
)
async def test_no_name_is_taken_for_anything_else(preparer: Preparer, tmp_path: Path, name: str) -> None:
    made = await ready(preparer, written(tmp_path / name, moving("GIF", 2)))
    assert made.path.read_bytes()[4:8] == b"ftyp"
    assert made.path.name.endswith(".mp4")
    assert "\u202e" not in made.path.name
    assert len(made.path.name) <= 124


async def test_a_film_that_goes_away_meanwhile_is_told(preparer: Preparer, tmp_path: Path) -> None:
    path = film(tmp_path / "in.mkv", "-c:v", "mpeg4", sounds=0)
    expected = await preparer.look(path)
    path.unlink()
    assert expected.work == "film"
    with pytest.raises(LocalProblem, match="file_unreadable"):
        await ready(preparer, path)


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    runtime = tmp_path / "gone"
    preparer = Preparer(runtime)
    with pytest.raises(LocalProblem, match="file_unreadable"):
        await ready(preparer, written(tmp_path / "a.bmp", picture(scene(), "BMP")))


async def test_cancelled_works_leave_nothing(preparer: Preparer, tmp_path: Path) -> None:
    path = written(tmp_path / "voz.wav", wav(2.0))
    works = [asyncio.ensure_future(ready(preparer, path)) for _ in range(20)]
    await asyncio.sleep(0)
    for work in works:
        work.cancel()
    ended = await asyncio.gather(*works, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended)
    assert [each for each in (tmp_path / "runtime").rglob("*") if each.is_file()] == []


async def test_pasted_pixels_have_a_place(preparer: Preparer) -> None:
    path = await preparer.place("../imagem.png")
    assert path.name == "imagem.png"
    path.write_bytes(picture(scene(), "PNG"))
    assert (await ready(preparer, path)).path == path
    await preparer.clear(path)
    assert not path.exists()
