"""The sticker studio: a picture is made small, shown with its size, and sent; refusals are told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from desktop.domain.errors import Refused
from desktop.ui.views.sticker_studio import StickerStudio
from server_stub.contract.content import Kind
from tests.gui.views.conftest import Office
from tests.helpers.media_files import moving, noise, picture, scene
from tests.helpers.waiting import until

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def opened(office: Office) -> StickerStudio:
    await office.open("v-mariana")
    QTest.keyClick(office.window, Qt.Key.Key_S, KEYS)
    await until(lambda: office.shows("sticker_studio"))
    return office.find(StickerStudio, "sticker_studio")


async def made(office: Office, studio: StickerStudio, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    studio.file_given.emit(path)
    await until(lambda: office.find(QPushButton, "sticker_send").isEnabled(), 30)


def stickers(office: Office) -> list[str]:
    kept = office.desk._timelines["v-mariana"]
    return [item.content.media.mime_type for item in kept if item.content.kind == Kind.STICKER and "z-" in item.id]


async def test_a_picture_is_sent_as_a_sticker_with_enter(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    assert not office.find(QPushButton, "sticker_send").isEnabled()
    await made(office, studio, tmp_path / "logo.png", picture(scene(300, 200), "PNG"))
    assert office.find(QLabel, "sticker_size").text().endswith("de 100,0 kB")
    assert 0 < office.find(QProgressBar, "sticker_size_bar").value() < 1000
    assert not studio.picture.is_empty
    office.press(Qt.Key.Key_Return)
    await until(lambda: stickers(office) == ["image/webp"], 30)
    await until(lambda: not office.shows("sticker_studio"))


async def test_another_fit_makes_it_anew(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    await made(office, studio, tmp_path / "foto.png", picture(noise(400, 200), "PNG"))
    whole = office.find(QLabel, "sticker_size").text()
    office.click("sticker_crop")
    await until(lambda: office.find(QPushButton, "sticker_send").isEnabled(), 30)
    assert office.find(QLabel, "sticker_size").text() != whole


async def test_what_moves_is_told_to_move(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    await made(office, studio, tmp_path / "festa.gif", moving("GIF", 6))
    assert "6" in office.find(QLabel, "sticker_told").text()
    assert office.find(QLabel, "sticker_size").text().endswith("de 500,0 kB")


async def test_what_cannot_be_one_is_told_and_another_one_can_be_taken(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    (tmp_path / "x.png").write_bytes(b"nothing")
    studio.file_given.emit(tmp_path / "x.png")
    await until(lambda: office.find(QLabel, "sticker_problem").text() != "", 30)
    assert not office.find(QPushButton, "sticker_send").isEnabled()
    await made(office, studio, tmp_path / "logo.png", picture(scene(), "PNG"))
    assert office.find(QLabel, "sticker_problem").text() == ""


async def test_a_refused_sticker_stays_to_be_sent_again(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    await made(office, studio, tmp_path / "logo.png", picture(scene(), "PNG"))
    office.desk.refuse_next(Refused("rate_limited"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.find(QLabel, "sticker_problem").text() != "", 30)
    office.click("sticker_send")
    await until(lambda: stickers(office) == ["image/webp"], 30)


async def test_escape_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    studio = await opened(office)
    await made(office, studio, tmp_path / "logo.png", picture(scene(), "PNG"))
    kept = office.work.stickers.studio._made
    assert kept is not None
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not kept.path.exists(), 30)
    assert stickers(office) == []
