"""Reactions, places, cards, notes and the way of a message, by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

from desktop.domain.errors import Refused
from desktop.ui.views.send_forms import mentioned
from server_stub.contract.content import Card, Content, Kind, Line
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier
TALK = "v-mariana"


def newest(office: Office, direction: str = "") -> Message:
    kept = office.desk._timelines[TALK]
    return next(item for item in reversed(kept) if not direction or item.direction == direction)


def ours(message: Message) -> list[str]:
    return [it.emoji for it in message.reactions if not it.by_customer]


async def test_keys_pass_over_what_nobody_could_answer(office: Office) -> None:
    await office.open(TALK)
    said = newest(office, "in")
    line = office.desk.receive(TALK, Content(Kind.SYSTEM, original_kind=Line.CASE_OPENED))
    await until(lambda: office.work.timeline.message(line.id) is not None)
    office.press(Qt.Key.Key_R, BOTH)
    await until(lambda: office.shows("reaction"))
    office.press(Qt.Key.Key_2)
    await until(lambda: ours(office.work.timeline.message(said.id)) == ["❤️"])
    await until(lambda: not office.shows("reaction"))
    office.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert office.work.composer.quoted not in ("", line.id)
    office.work.timeline._show_menu(line.id, QPoint(10, 10))
    menu = next(item for item in office.window.findChildren(QMenu) if item.objectName() == "message_menu")
    assert {item.objectName() for item in menu.actions()} - {""} == {"message_copy", "message_trace"}
    menu.close()


async def test_a_reaction_by_key_another_by_typing_and_none(office: Office) -> None:
    """The window follows the store a moment later and asks about what it shows: that is what is waited for."""
    await office.open(TALK)
    said = newest(office, "in").id
    office.press(Qt.Key.Key_R, BOTH)
    await until(lambda: office.shows("reaction"))
    office.press(Qt.Key.Key_2)
    await until(lambda: ours(office.work.timeline.message(said)) == ["❤️"])
    await until(lambda: not office.shows("reaction"))
    office.press(Qt.Key.Key_R, BOTH)
    await until(lambda: office.shows("reaction_none"))
    field = office.find(QLineEdit, "reaction_other")
    field.setText("ok")
    assert not office.find(QPushButton, "reaction_go").isEnabled()
    field.setText("🫡")
    office.click("reaction_go")
    await until(lambda: ours(office.work.timeline.message(said)) == ["🫡"])
    await until(lambda: not office.shows("reaction"))
    office.press(Qt.Key.Key_R, BOTH)
    await until(lambda: office.shows("reaction_none"))
    office.click("reaction_none")
    await until(lambda: ours(office.work.timeline.message(said)) == [])
    await until(lambda: not office.shows("reaction"))


async def test_a_place_is_pasted_and_a_refusal_loses_nothing(office: Office) -> None:
    await office.open(TALK)
    office.press(Qt.Key.Key_L, BOTH)
    await until(lambda: office.shows("location_form"))
    assert not office.find(QPushButton, "location_form_confirm").isEnabled()
    office.find(QLineEdit, "location_at").setText("-23.5614, -46.6559")
    office.find(QLineEdit, "location_name").setText("MASP")
    office.desk.thread.refusal = Refused("location_invalid")
    office.click("location_form_confirm")
    await until(lambda: office.shows("location_form_problem"))
    assert office.find(QLineEdit, "location_name").text() == "MASP"
    office.click("location_form_confirm")
    await until(lambda: newest(office).content.kind == Kind.LOCATION)
    place = newest(office).content.location
    assert place is not None
    assert (place.latitude, place.longitude, place.name) == (-23.5614, -46.6559, "MASP")
    await until(lambda: not office.shows("location_form"))


async def test_a_card_is_taken_from_a_known_contact(office: Office) -> None:
    await office.open(TALK)
    office.press(Qt.Key.Key_B, BOTH)
    await until(lambda: office.shows("card_form"))
    known = office.find(QComboBox, "card_known")
    known.setCurrentIndex(1)
    known.activated.emit(1)
    name = office.find(QLineEdit, "card_name").text()
    assert name
    office.click("card_form_confirm")
    await until(lambda: newest(office).content.kind == Kind.CONTACTS)
    (card,) = newest(office).content.cards
    assert isinstance(card, Card)
    assert (card.name, len(card.phones)) == (name, 1)
    await until(lambda: not office.shows("card_form"))


async def test_a_note_is_written_in_a_window_of_its_own(office: Office) -> None:
    await office.open(TALK)
    office.press(Qt.Key.Key_N, BOTH)
    await until(lambda: office.shows("note_form"))
    office.find(QPlainTextEdit, "note_text").setPlainText("Cuidado com este pedido, ")
    mention = office.find(QComboBox, "note_mention")
    called = mention.itemText(1).removeprefix("@")
    office.find(QPlainTextEdit, "note_text").moveCursor(
        office.find(QPlainTextEdit, "note_text").textCursor().MoveOperation.End
    )
    mention.setCurrentIndex(1)
    mention.activated.emit(1)
    office.click("note_form_confirm")
    await until(lambda: newest(office).content.kind == Kind.NOTE)
    account_id = next(it.id for it in office.desk.accounts().values() if it.name == called)
    assert office.desk.thread.mentions == [(account_id,)]
    await until(lambda: not office.shows("note_form"))


async def test_the_way_of_a_message_is_read_and_copied(office: Office) -> None:
    await office.open(TALK)
    office.work.timeline._show_menu(newest(office, "out").id, QPoint(10, 10))
    menu = next(item for item in office.window.findChildren(QMenu) if item.objectName() == "message_menu")
    action = menu.findChild(QAction, "message_trace")
    menu.close()
    action.trigger()
    await until(lambda: office.shows("trace"))
    steps = [it.text() for it in office.window.findChildren(QLabel) if it.objectName() == "trace_step"]
    assert len(steps) == 5
    assert all("{" not in text for text in steps)
    office.click("trace_copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.count("\n") == 4
    assert "wamid.1" in copied
    office.click("trace_close")
    await until(lambda: not office.shows("trace"))


def test_of_two_names_that_begin_alike_the_longer_is_meant() -> None:
    names = {"1": "Ana", "2": "Ana Souza", "3": "Bruno"}
    assert mentioned("oi @ana souza, veja", names) == ("2",)
    assert set(mentioned("@Ana e @Ana Souza", names)) == {"1", "2"}
    assert mentioned("bruno sem sinal", names) == ()


async def test_the_button_offers_all_of_it(office: Office) -> None:
    await office.open(TALK)
    office.click("composer_more")
    menu = office.window.findChild(QMenu, "more_menu")
    assert len(menu.actions()) >= 3
    menu.close()
    menu.actions()[-1].trigger()
    await until(lambda: office.shows("note_form"))
    office.click("note_form_cancel")
    await until(lambda: not office.shows("note_form"))


@pytest.mark.parametrize(
    ("key", "form", "field", "written"),
    [
        (Qt.Key.Key_N, "note_form", "note_text", "ela prefere a ta"),
        (Qt.Key.Key_L, "location_form", "location_at", "-23.5614, -46."),
    ],
)
async def test_another_look_keeps_what_is_being_written(
    office: Office, key: Qt.Key, form: str, field: str, written: str
) -> None:
    await office.open(TALK)
    office.press(key, BOTH)
    await until(lambda: office.shows(form))
    office.write(written)
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows(form))
    shown = office.find(QWidget, field)
    await until(lambda: not isinstance(shown, QLineEdit) or not shown.hasSelectedText())
    office.write("x")
    assert (shown.text() if isinstance(shown, QLineEdit) else shown.toPlainText()) == f"{written}x"
