"""Files that a desk sends: under a name that is true, as a document where that is wanted, and never waited for."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from desktop.application.desk_service import DeskService
from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import QuietWatch
from server_stub.contract.content import Kind
from server_stub.contract.model import Message
from tests.helpers.desks import timeline
from tests.helpers.logfail import LogWatch
from tests.helpers.media_files import photograph, picture, scene
from tests.helpers.office import Office, offline
from tests.helpers.waiting import until


def own(messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.direction == "out"]


async def settled(desk: DeskService) -> None:
    await until(lambda: desk.connection.unsent == 0)


async def test_a_picture_goes_as_a_document(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "planta.jpg"
    path.write_bytes(photograph())
    async with office.desk() as desk:
        sent = await desk.send_file(office.talk, path, caption="a planta", as_document=True)
        assert (sent.content.kind, sent.content.text) == (Kind.DOCUMENT, "a planta")
        await settled(desk)
    (request,) = office.world.sends
    assert request.as_document


@pytest.mark.parametrize(
    ("name", "shown"),
    [("foto.exe", "foto.png"), ("x\u202egnp.scr", "xgnp.png"), ("a" * 240 + ".png", "a" * 116 + ".png")],
)
async def test_a_hostile_name_does_not_leave(office: Office, tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / name
    path.write_bytes(picture(scene(), "PNG"))
    async with office.desk() as desk:
        sent = await desk.send_file(office.talk, path)
        assert sent.content.media is not None
        assert sent.content.media.file_name == shown
        await settled(desk)
        (real,) = own(await timeline(desk, office.talk))
        assert real.content.media is not None
        assert real.content.media.file_name == shown


async def test_a_pipe_is_refused_and_not_waited_for(office: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "foto.png"
    os.mkfifo(pipe)
    async with office.desk() as desk:
        with pytest.raises(LocalProblem, match="file_not_ordinary"):
            await asyncio.wait_for(desk.send_file(office.talk, pipe), 20)


async def test_what_is_made_ready_goes_with_the_desk(office: Office, tmp_path: Path, expected_logs: LogWatch) -> None:
    expected_logs.allow("no line to the gateway")
    path = tmp_path / "cartaz.bmp"
    path.write_bytes(picture(scene(), "BMP"))
    async with office.desk() as desk:
        office.cable.unplug()
        await offline(desk)
        made = await desk.preparing.prepare(path, as_document=False, watch=QuietWatch())
        sent = await desk.send_file(office.talk, made.path, caption="o cartaz")
        await desk.preparing.clear(made.path)
        assert not made.path.exists()
        other = await desk.preparing.prepare(path, as_document=False, watch=QuietWatch())
        office.cable.plug()
        await settled(desk)
        assert sent.content.kind == Kind.IMAGE
    assert not other.path.exists()
    (media, stored) = next(iter(office.world.media.values()))
    assert (media.mime_type, stored[:4]) == ("image/png", b"\x89PNG")
