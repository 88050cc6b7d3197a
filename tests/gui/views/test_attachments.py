"""Files on their way: every way in, what each row says, and that one that cannot go stops no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QToolButton, QWidget

from desktop.domain.errors import LocalProblem
from desktop.ui.views.attachments import AttachmentRow
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.views.conversation import ConversationView
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.media_files import film, moving, noise, photograph, picture, scene, wav
from tests.helpers.waiting import until

PDF = b"%PDF-1.7\n"


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def rows(office: Office) -> list[AttachmentRow]:
    found = [row for row in office.window.findChildren(AttachmentRow) if row.isVisible()]
    return sorted(found, key=lambda row: row.y())


def says(office: Office) -> list[str]:
    """Name, size and line of each row, as they are read aloud."""
    return [row.accessibleName() for row in rows(office)]


def part(row: AttachmentRow, kind: type[QWidget], name: str) -> QWidget:
    found = row.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def sent(office: Office) -> list[Message]:
    kept = office.desk._timelines["v-mariana"]
    return [item for item in kept if item.id.startswith("z-") and item.direction == "out"]


def working(office: Office) -> bool:
    return any(item.is_working for items in office.work.composer.attachments._files.values() for item in items)


Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return made


async def attach(office: Office, *paths: Path) -> None:
    """Pasted into the field, and waited for until it is known what becomes of each."""
    before = len(rows(office))
    office.find(ComposerInput, "composer_input").insertFromMimeData(carried(*paths))
    await until(lambda: len(rows(office)) == before + len(paths) and not working(office))


async def test_each_row_says_what_was_done(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    await attach(
        office,
        write("praia.jpg", photograph()),
        write("cartaz.png", picture(noise(1500, 1300), "PNG")),
        write("recado.wav", wav(0.5)),
        write("boleto.pdf", PDF),
    )
    told = says(office)
    assert told[0].endswith("Sem a localização")
    assert told[1].startswith("cartaz.png, ")
    assert "Convertido para JPEG, reduzido de 5,6 MB para " in told[1]
    assert "mensagem de voz" in told[2]
    assert told[3].endswith("sem mudanças")


async def test_one_that_cannot_go_says_why_and_stops_no_other(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    await attach(office, write("a.jpg", photograph()[:300]), write("b.pdf", PDF), write("c.exe", b"MZ" + bytes(300)))
    told = says(office)
    assert "danificada" in told[0]
    assert "não aceita" in told[2]
    office.write("segue o boleto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: [message.content.text for message in sent(office)] == ["segue o boleto"])
    await until(lambda: len(rows(office)) == 2)
    assert office.find(ComposerInput, "composer_input").text() == ""


async def test_when_none_can_go_the_text_stays(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    await attach(office, write("c.exe", b"MZ" + bytes(300)))
    office.write("veja isto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("conversation_trouble"))
    assert sent(office) == []
    assert office.find(ComposerInput, "composer_input").text() == "veja isto"


async def test_thirty_files_go_in_their_order_each_with_its_caption(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    paths = [write(f"{number:02}.pdf", PDF + bytes([number])) for number in range(31)]
    office.find(ComposerInput, "composer_input").insertFromMimeData(carried(*paths))
    await until(lambda: len(rows(office)) == 30 and not working(office))
    assert office.shows("toast")
    for number in (0, 29):
        part(rows(office)[number], QLineEdit, "attachment_caption").setFocus()
        office.write(f"folha {number}")
    office.find(ComposerInput, "composer_input").setFocus()
    office.write("todas")
    office.press(Qt.Key.Key_Return)
    await until(lambda: len(sent(office)) == 30)
    assert [message.content.media.file_name for message in sent(office)] == [f"{number:02}.pdf" for number in range(30)]
    assert [message.content.text for message in sent(office)] == ["folha 0", "todas", *[""] * 27, "folha 29"]


async def test_an_offer_in_a_caption_is_asked_about(office: Office, write: Write) -> None:
    office.desk.words = ("desconto",)
    await office.open("v-mariana")
    await attach(office, write("a.pdf", PDF), write("b.pdf", PDF + b"2"))
    part(rows(office)[1], QLineEdit, "attachment_caption").setFocus()
    office.write("com desconto")
    office.find(ComposerInput, "composer_input").setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.shows("promotion_bar")
    assert sent(office) == []
    office.click("promotion_bar_offer")
    await until(lambda: len(sent(office)) == 2)
    assert office.desk.promotional == [None, True]


async def test_by_keyboard_a_picture_goes_unchanged_as_a_document(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    await attach(office, write("planta.jpg", photograph()))
    box = part(rows(office)[0], QToolButton, "attachment_document")
    box.setFocus()
    office.press(Qt.Key.Key_Space)
    await until(lambda: "documento" in says(office)[0] and not working(office))
    office.find(ComposerInput, "composer_input").setFocus()
    office.write("a planta")
    office.press(Qt.Key.Key_Return)
    await until(lambda: len(sent(office)) == 1)
    assert (sent(office)[0].content.kind, sent(office)[0].content.text) == ("document", "a planta")


async def test_text_that_no_file_can_carry_goes_before_them(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    await attach(office, write("recado.wav", wav(0.3)))
    office.write("escute")
    office.press(Qt.Key.Key_Return)
    await until(lambda: [message.content.kind for message in sent(office)] == ["text", "voice"])
    assert [message.content.text for message in sent(office)] == ["escute", ""]


async def test_what_is_sent_or_taken_away_leaves_no_copy(office: Office, write: Write, tmp_path: Path) -> None:
    await office.open("v-mariana")
    await attach(office, write("a.bmp", picture(scene(), "BMP")), write("b.bmp", picture(scene(80), "BMP")))
    made = [path for path in tmp_path.rglob("balcao-media-*/*/*") if path.is_file()]
    assert len(made) == 2
    part(rows(office)[0], QWidget, "attachment_remove").setFocus()
    office.press(Qt.Key.Key_Space)
    await until(lambda: len(rows(office)) == 1)
    office.press(Qt.Key.Key_Return)
    await until(lambda: len(sent(office)) == 1)
    await until(lambda: not any(path.exists() for path in made))


async def test_a_file_deleted_before_it_is_sent_is_told_in_its_row(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    path = write("boleto.pdf", PDF)
    await attach(office, path)
    path.unlink()
    office.write("segue")
    office.press(Qt.Key.Key_Return)
    await until(lambda: "Não foi possível ler" in says(office)[0])
    assert office.find(ComposerInput, "composer_input").text() == "segue"


async def test_a_film_can_be_taken_away_while_it_is_converted(office: Office, write: Write, tmp_path: Path) -> None:
    long = film(tmp_path / "longo.avi", "-c:v", "mpeg4", seconds=90, size="640x360", sounds=0)
    await office.open("v-mariana")
    office.find(ComposerInput, "composer_input").insertFromMimeData(carried(long))
    await until(lambda: len(rows(office)) == 1 and "vídeo" in says(office)[0])
    assert office.shows("attachment_progress")
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("attachment_bar")
    await until(lambda: not list(tmp_path.rglob("balcao-media-*/*/*")))


async def test_sending_waits_for_what_is_being_prepared(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    office.find(ComposerInput, "composer_input").insertFromMimeData(carried(write("danca.gif", moving("GIF", 4))))
    await until(lambda: len(rows(office)) == 1)
    office.write("olhe")
    office.press(Qt.Key.Key_Return)
    await office.open("v-tonho")
    office.write("outra conversa")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent("v-tonho") == ["outra conversa"])
    await until(lambda: [message.content.kind for message in sent(office)] == ["video"])
    assert sent(office)[0].content.text == "olhe"


def view(office: Office) -> ConversationView:
    return office.find(ConversationView, "conversation")


def hold_over(target: QWidget, data: QMimeData) -> bool:
    centre, none = target.rect().center(), Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(centre, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def let_go(target: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(target.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize(("zone", "kind"), [("drop_seen", "image"), ("drop_kept", "document")])
async def test_two_zones_take_a_picture_two_ways(office: Office, write: Write, zone: str, kind: str) -> None:
    await office.open("v-mariana")
    data = carried(write("planta.jpg", photograph()))
    assert hold_over(office.find(ComposerInput, "composer_input").viewport(), data)
    assert office.shows("drop_zones")
    target = office.find(QFrame, zone)
    assert hold_over(target, data)
    let_go(target, data)
    assert not office.shows("drop_zones")
    await until(lambda: len(rows(office)) == 1 and not working(office))
    office.press(Qt.Key.Key_Return)
    await until(lambda: [message.content.kind for message in sent(office)] == [kind])


async def test_text_is_dropped_into_the_field_and_not_on_a_zone(office: Office) -> None:
    await office.open("v-mariana")
    words = QMimeData()
    words.setText("só texto")
    assert not hold_over(view(office), words)
    assert hold_over(office.find(ComposerInput, "composer_input").viewport(), words)
    assert not office.shows("drop_zones")


async def test_where_nothing_may_be_written_nothing_is_taken(office: Office, write: Write) -> None:
    assert not hold_over(view(office), carried(write("a.pdf", PDF)))


async def test_a_picture_from_the_screen_is_attached_and_text_stays_text(office: Office) -> None:
    await office.open("v-mariana")
    both = QMimeData()
    both.setImageData(QImage(16, 16, QImage.Format.Format_RGB32))
    both.setText("A1\tB1")
    field = office.find(ComposerInput, "composer_input")
    field.insertFromMimeData(both)
    assert field.text() == "A1\tB1"
    assert rows(office) == []
    shot = QMimeData()
    screen = QImage(400, 300, QImage.Format.Format_ARGB32)
    screen.fill(Qt.GlobalColor.darkCyan)
    shot.setImageData(screen)
    field.insertFromMimeData(shot)
    await until(lambda: len(rows(office)) == 1 and not working(office))
    field.set_text("")
    field.setFocus()
    office.press(Qt.Key.Key_Return)
    await until(lambda: [message.content.media.mime_type for message in sent(office)] == ["image/png"])


async def test_a_desk_that_fails_marks_the_file_and_goes_on(
    office: Office, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.open("v-mariana")
    real = office.desk.send_file

    async def full_once(conversation_id: str, path: Path, **how: object) -> Message:
        if path.name == "a.pdf":
            raise LocalProblem("disk_full")
        return await real(conversation_id, path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(office.desk, "send_file", full_once)
    await attach(office, write("a.pdf", PDF), write("b.pdf", PDF + b"2"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: [message.content.media.file_name for message in sent(office)] == ["b.pdf"])
    await until(lambda: len(rows(office)) == 1 and "disco" in says(office)[0])


async def test_the_zones_go_when_the_files_are_carried_away(office: Office, write: Write) -> None:
    await office.open("v-mariana")
    data = carried(write("a.pdf", PDF))
    hold_over(view(office), data)
    zones = {name: office.find(QFrame, name) for name in ("drop_seen", "drop_kept")}
    hold_over(zones["drop_seen"], data)
    QApplication.sendEvent(zones["drop_seen"], QDragLeaveEvent())
    hold_over(zones["drop_kept"], data)
    assert (zones["drop_seen"].property("drop"), zones["drop_kept"].property("drop")) == ("idle", "over")
    assert office.shows("drop_zones")
    QApplication.sendEvent(zones["drop_kept"], QDragLeaveEvent())
    await until(lambda: not office.shows("drop_zones"))
    assert rows(office) == []
