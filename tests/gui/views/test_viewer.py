"""The files of a conversation, looked at one after the other, kept and opened, all of it with the keyboard."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QWidget
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.errors import GatewayUnreachable
from desktop.ui.views.viewer import Viewer
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.picture_canvas import PictureCanvas
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.sample_pictures import landscape
from tests.helpers.waiting import until

pytestmark = pytest.mark.qt_log_ignore("pipewire|PulseAudio|FFmpeg", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
CHAT = "v-rafael"


class Shelf:
    """Puts files into a conversation as a customer would send them."""

    def __init__(self, office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office, self._folder = office, folder
        self.offline: set[str] = set()
        self.asked: list[str] = []
        monkeypatch.setattr(office.desk, "media_file", self._file)

    def put(self, name: str, mime_type: str, data: bytes, kind: Kind = Kind.DOCUMENT) -> Message:
        path = self._folder / name
        path.write_bytes(data)
        return self.office.desk.receive(CHAT, Content(kind, media=Media(name, mime_type, "ready", name, len(data))))

    def picture(self, name: str, width: int = 1600, height: int = 900) -> Message:
        path = self._folder / f"drawn-{name}"
        landscape(width, height).save(str(path), "JPG")
        return self.put(name, "image/jpeg", path.read_bytes(), Kind.IMAGE)

    async def _file(self, media_id: str) -> Path:
        self.asked.append(media_id)
        if media_id in self.offline:
            raise GatewayUnreachable
        return self._folder / media_id

    async def look(self, message: Message) -> Viewer:
        self.office.work.timeline._open_media(message.content.media.id)
        await until(lambda: self.office.shows("viewer"))
        return self.office.find(Viewer, "viewer")

    def says(self, name: str) -> str:
        return self.office.find(QLabel, name).text()

    def title(self) -> str:
        return self.office.find(ElidedLabel, "viewer_title").text()


@pytest.fixture
async def shelf(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    await office.open(CHAT)
    return Shelf(office, tmp_path, monkeypatch)


def canvas(office: Office) -> PictureCanvas:
    return office.find(PictureCanvas, "viewer_canvas")


async def close(office: Office) -> None:
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("viewer"))


async def test_pictures_are_leafed_through_made_larger_and_turned(office: Office, shelf: Shelf) -> None:
    shelf.picture("um.jpg")
    await until(lambda: office.work.timeline._model.message_of_media("um.jpg") is not None)
    second = shelf.picture("dois.jpg", 300, 500)
    await until(lambda: office.work.timeline._model.message_of_media("dois.jpg") is not None)
    before = office.window.focusWidget()
    await shelf.look(second)
    await until(lambda: office.shows("viewer_place") and office.shows("viewer_canvas"))
    assert shelf.title() == "dois.jpg"
    assert shelf.says("viewer_place") == "2 de 2"
    assert "dois.jpg" in canvas(office).accessibleName()
    office.press(Qt.Key.Key_Left)
    await until(lambda: shelf.title() == "um.jpg" and office.shows("viewer_canvas"))
    fitting = canvas(office).zoom
    assert 0 < fitting < 1
    office.press(Qt.Key.Key_Plus)
    assert canvas(office).zoom > fitting
    office.press(Qt.Key.Key_1)
    assert canvas(office).zoom == 1
    assert shelf.says("viewer_percent") == "100%"
    office.press(Qt.Key.Key_0)
    assert canvas(office).zoom == fitting
    office.press(Qt.Key.Key_R)
    assert canvas(office).quarters == 1
    office.press(Qt.Key.Key_Left)
    assert shelf.title() == "um.jpg"
    office.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().image().size().width() == 1600
    await close(office)
    assert office.window.focusWidget() is before


async def test_older_files_are_found_as_one_goes_back(office: Office, shelf: Shelf) -> None:
    kept = office.desk._timelines[CHAT]
    last = shelf.picture("f.jpg", 40, 30)
    older = [msgspec.structs.replace(last, id=f"a-{n:03}", sent_at=last.sent_at - 1000 + n) for n in range(80)]
    kept[:] = [*kept[:-1], *older, last]
    await until(lambda: office.work.timeline._model.message_of_media("f.jpg") is not None)
    await shelf.look(last)
    await until(lambda: shelf.says("viewer_place") == "60 de 60")
    viewer = office.work.timeline._viewer
    for _ in range(56):
        office.press(Qt.Key.Key_Left)
    await until(lambda: len(viewer._items) == 81)
    assert shelf.says("viewer_place") == "25 de 81"
    await close(office)


async def test_documents_and_texts_are_shown(office: Office, shelf: Shelf, tmp_path: Path) -> None:
    drawing = Canvas(str(tmp_path / "made.pdf"))
    for page in ("primeira", "segunda"):
        drawing.drawString(100, 700, page)
        drawing.showPage()
    drawing.save()
    document = shelf.put("contrato.pdf", "application/pdf", (tmp_path / "made.pdf").read_bytes())
    text = shelf.put("lista.txt", "text/plain", "pão\nqueijo".encode())
    strange = shelf.put("dados.bin", "application/octet-stream", bytes(40))
    await until(lambda: office.work.timeline._model.message_of_media("dados.bin") is not None)
    await shelf.look(document)
    await until(lambda: office.shows("viewer_page"))
    assert shelf.says("viewer_page") == "Página 1 de 2"
    first = canvas(office).grab().toImage()
    office.press(Qt.Key.Key_PageDown)
    await until(lambda: shelf.says("viewer_page") == "Página 2 de 2")
    assert canvas(office).grab().toImage() != first
    office.press(Qt.Key.Key_Right)
    await until(lambda: office.shows("viewer_text"))
    assert office.find(QPlainTextEdit, "viewer_text").toPlainText() == "pão\nqueijo"
    office.press(Qt.Key.Key_Right)
    await until(lambda: "não pode ser mostrado" in shelf.says("viewer_sentence"))
    assert (text.id, strange.id) == tuple(item.id for item in office.work.timeline._viewer._items[1:])
    await close(office)


async def test_what_does_not_come_says_why_and_is_tried_again(office: Office, shelf: Shelf) -> None:
    message = shelf.picture("longe.jpg")
    await until(lambda: office.work.timeline._model.message_of_media("longe.jpg") is not None)
    shelf.offline.add("longe.jpg")
    await shelf.look(message)
    await until(lambda: office.shows("viewer_retry"))
    assert not office.find(QWidget, "viewer_save").isEnabled()
    shelf.offline.clear()
    office.click("viewer_retry")
    await until(lambda: office.shows("viewer_canvas"))
    await close(office)


async def test_a_broken_picture_and_a_film_nobody_can_play_say_so(office: Office, shelf: Shelf, tmp_path: Path) -> None:
    shelf.picture("inteira.jpg")
    half = shelf.put("meia.jpg", "image/jpeg", (tmp_path / "drawn-inteira.jpg").read_bytes()[:-40], Kind.IMAGE)
    shelf.put("fita.mp4", "video/mp4", b"isto nao e um filme", Kind.VIDEO)
    await until(lambda: office.work.timeline._model.message_of_media("fita.mp4") is not None)
    await shelf.look(half)
    await until(lambda: "não pode ser mostrado" in shelf.says("viewer_sentence"))
    office.press(Qt.Key.Key_Right)
    await until(lambda: office.shows("viewer_sentence") and "não consegue reproduzir" in shelf.says("viewer_sentence"))
    await close(office)


async def test_a_file_is_saved_under_a_safe_name(office: Office, shelf: Shelf, tmp_path: Path) -> None:
    message = shelf.picture("foto.exe")
    await until(lambda: office.work.timeline._model.message_of_media("foto.exe") is not None)
    await shelf.look(message)
    await until(lambda: office.shows("viewer_canvas"))
    office.press(Qt.Key.Key_S, CTRL)
    await until(lambda: office.shows("save_dialog"))
    dialog = office.find(QFileDialog, "save_dialog")
    assert Path(dialog.selectedFiles()[0]).name == "foto.jpg"
    target = tmp_path / "guardada.jpg"
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(target.exists)
    await until(lambda: "guardada.jpg" in shelf.says("viewer_progress_text"))
    assert target.read_bytes() == (tmp_path / "foto.exe").read_bytes()
    assert not QImage(str(target)).isNull()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    await close(office)


async def test_programs_are_never_opened_and_strange_files_after_a_question(
    office: Office, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    known = shelf.put("lista.txt", "text/plain", b"texto")
    shelf.put("boleto.exe", "application/octet-stream", b"MZ" + bytes(80))
    shelf.put("fotos.zip", "application/zip", b"PK\x03\x04")
    await until(lambda: office.work.timeline._model.message_of_media("fotos.zip") is not None)
    await shelf.look(known)
    await until(lambda: office.shows("viewer_text"))
    office.click("viewer_open")
    await until(lambda: opened == ["lista.txt"])
    office.press(Qt.Key.Key_Right)
    await until(lambda: shelf.title() == "boleto.exe" and office.shows("viewer_sentence"))
    office.press(Qt.Key.Key_O, CTRL)
    await until(lambda: office.shows("viewer_progress_text") and "programa" in shelf.says("viewer_progress_text"))
    office.press(Qt.Key.Key_Right)
    await until(lambda: shelf.title() == "fotos.zip")
    for answer in ("confirm_no", "confirm_yes"):
        office.click("viewer_open")
        await until(lambda: office.shows("confirm"))
        office.click(answer)
        await until(lambda: not office.shows("confirm"))
    await until(lambda: opened == ["lista.txt", "fotos.zip"])
    await close(office)


async def test_one_can_go_to_the_message(office: Office, shelf: Shelf) -> None:
    message = shelf.picture("praia.jpg")
    await until(lambda: office.work.timeline._model.message_of_media("praia.jpg") is not None)
    await shelf.look(message)
    wanted: list[str] = []
    office.work.timeline._viewer.message_wanted.connect(wanted.append)
    office.press(Qt.Key.Key_J, CTRL)
    await until(lambda: not office.shows("viewer"))
    assert wanted == [message.id]
