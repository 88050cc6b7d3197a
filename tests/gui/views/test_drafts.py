"""What somebody typed or attached is still there after looking elsewhere."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from desktop.ui.views.composer_input import ComposerInput
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until


def text(office: Office) -> str:
    return office.find(ComposerInput, "composer_input").text()


async def test_each_conversation_keeps_its_own_draft(office: Office) -> None:
    await office.open("v-mariana")
    office.write("para Mariana")
    await office.open("v-jose")
    assert text(office) == ""
    office.write("para José")
    await office.open("v-mariana")
    assert text(office) == "para Mariana"
    await until(lambda: office.desk.kept_drafts == {"v-mariana": "para Mariana", "v-jose": "para José"})


async def test_a_draft_from_last_time_comes_back(office: Office) -> None:
    office.desk.kept_drafts["v-jose"] = "de ontem"
    await office.open("v-jose")
    await until(lambda: text(office) == "de ontem")


async def test_typing_is_kept_after_a_pause_and_told_to_the_customer(office: Office) -> None:
    await office.open("v-mariana")
    office.write("metade")
    await until(lambda: office.desk.kept_drafts.get("v-mariana") == "metade")
    assert office.desk.typed_in[-1] == "v-mariana"


async def test_files_wait_in_their_conversation_and_carry_the_text(office: Office, tmp_path: Path) -> None:
    one, two = tmp_path / "boleto.pdf", tmp_path / "foto.png"
    one.write_bytes(b"%PDF-1.4 sample")
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(two))
    await office.open("v-mariana")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(one)), QUrl.fromLocalFile(str(two)), QUrl.fromLocalFile(str(tmp_path))])
    office.find(ComposerInput, "composer_input").insertFromMimeData(dropped)
    await until(lambda: office.work.composer.attachments.paths == [one, two])
    assert office.shows("toast")
    await office.open("v-jose")
    assert office.work.composer.attachments.paths == []
    await office.open("v-mariana")
    assert office.work.composer.attachments.paths == [one, two]
    office.write("segue o boleto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: len(office.sent()) == 2)
    assert office.sent() == ["segue o boleto", ""]
    await until(lambda: not office.shows("attachment_bar"))
    assert text(office) == ""


async def test_a_pasted_picture_is_attached_and_swept_away(office: Office) -> None:
    await office.open("v-mariana")
    picture = QMimeData()
    picture.setImageData(QImage(16, 16, QImage.Format.Format_RGB32))
    office.find(ComposerInput, "composer_input").insertFromMimeData(picture)
    await until(lambda: office.work.composer.attachments.paths)
    path = office.work.composer.attachments.paths[0]
    assert path.read_bytes().startswith(b"\x89PNG")
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("attachment_bar")
    await until(lambda: not path.exists())


async def test_what_is_typed_while_a_message_goes_is_the_next_one(office: Office) -> None:
    await office.open("v-mariana")
    office.write("um")
    office.press(Qt.Key.Key_Return)
    office.write(" dois")
    await until(lambda: office.sent() == ["um"])
    await until(lambda: text(office) == " dois")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["um", "dois"])


async def test_enter_twice_sends_once(office: Office) -> None:
    await office.open("v-mariana")
    office.write("uma vez")
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_Return)
    await until(lambda: text(office) == "")
    assert office.sent() == ["uma vez"]
