"""An agent finds a customer, answers, quotes, uses a phrase and a template: with the keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def field(office: Office) -> ComposerInput:
    return office.find(ComposerInput, "composer_input")


async def latest(office: Office, beginning: str) -> Message:
    """The newest message of the timeline, once it begins like this."""
    await until(lambda: office.work.timeline.neighbour("", -1).content.text.startswith(beginning))
    return office.work.timeline.neighbour("", -1)


async def test_from_nothing_to_an_answer_by_keys_alone(office: Office) -> None:
    assert office.find(QWidget, "conversation_list").hasFocus()
    office.press(Qt.Key.Key_K, CTRL)
    await until(lambda: office.shows("switcher_field"))
    office.write("mrian")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-mariana")
    await until(lambda: office.window.focusWidget() is field(office))
    office.write("Bom dia, Mariana!")
    office.press(Qt.Key.Key_Return, SHIFT)
    office.write("Tudo certo.")
    assert office.sent() == []
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["Bom dia, Mariana!\nTudo certo."])
    await until(lambda: field(office).text() == "")
    newest = await latest(office, "Bom dia")
    office.desk.climb(newest.id, Status.DELIVERED)
    await until(lambda: office.work.timeline.message(newest.id).status is Status.DELIVERED)


async def test_arrows_and_enter_open_from_the_list(office: Office) -> None:
    office.find(QWidget, "conversation_list").setFocus()
    office.press(Qt.Key.Key_Home)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-jose")
    office.press(Qt.Key.Key_PageUp, CTRL)
    await until(lambda: office.work.conversation.id == "v-mariana")


async def test_quote_by_keys_and_esc_takes_it_back(office: Office) -> None:
    await office.open("v-mariana")
    office.press(Qt.Key.Key_Up, ALT)
    office.press(Qt.Key.Key_Up, ALT)
    assert office.find(QLabel, "quote_text").text() == "Obrigada!"
    office.press(Qt.Key.Key_Down, ALT)
    assert office.find(QLabel, "quote_text").text().startswith("Perfeito")
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("quote_bar")
    office.press(Qt.Key.Key_Up, ALT)
    office.write("De nada")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["De nada"])
    assert (await latest(office, "De nada")).quote.text.startswith("Perfeito")
    await until(lambda: not office.shows("quote_bar"))


async def test_phrase_by_slash_with_variables_filled(office: Office) -> None:
    await office.open("v-mariana")
    office.write("/sauda")
    await until(lambda: office.shows("phrase_popup"))
    office.press(Qt.Key.Key_Return)
    text = field(office).text()
    assert text.startswith("Olá, Mariana Albuquerque! Aqui é Ana Paula")
    assert "{{" not in text
    assert "/" not in text
    assert not office.shows("phrase_popup")
    assert office.sent() == []


async def test_phrase_popup_closes_by_esc_and_keeps_the_text(office: Office) -> None:
    await office.open("v-mariana")
    office.write("veja /pi")
    await until(lambda: office.shows("phrase_popup"))
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("phrase_popup")
    assert field(office).text() == "veja /pi"


async def test_window_is_closed_template_by_keys(office: Office) -> None:
    await office.open("v-paula")
    await until(lambda: office.shows("closed_template"))
    assert not office.shows("composer_input")
    office.press(Qt.Key.Key_T, CTRL)
    await until(lambda: office.shows("template_picker"))
    send = office.find(QWidget, "template_send")
    assert not send.isEnabled()
    fields = sorted(
        (item for item in office.window.findChildren(QLineEdit) if item.objectName().startswith("template_field_")),
        key=lambda item: item.objectName(),
    )
    for number, item in enumerate(fields):
        item.setFocus()
        office.write(f"valor{number}")
    preview = office.find(QLabel, "preview_body").text()
    assert "valor0" in preview
    assert "{{" not in preview
    office.press(Qt.Key.Key_Return)
    await until(lambda: len(office.sent("v-paula")) == 1)
    await until(lambda: not office.shows("template_picker"))
    assert "valor0" in office.sent("v-paula")[0]


async def test_panes_by_f6_and_filters_by_number(office: Office) -> None:
    await office.open("v-mariana")
    places = []
    for _ in range(6):
        office.press(Qt.Key.Key_F6)
        focused = office.window.focusWidget()
        panes = ("inbox", "conversation_header", "timeline", "composer", "contact_panel", "rail")
        places.append(next(name for name in panes if _inside(office, focused, name)))
    assert sorted(places) == sorted(("inbox", "conversation_header", "timeline", "composer", "contact_panel", "rail"))
    for number, name in enumerate(("mine", "unread", "queue", "all"), start=1):
        office.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert office.work.inbox.filter.value == name


async def test_help_and_settings_open_and_close_by_keys(office: Office) -> None:
    for key, modifier, name in (
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "shortcuts"),
        (Qt.Key.Key_Comma, CTRL, "settings"),
    ):
        office.press(key, modifier)
        await until(lambda name=name: office.shows(name))
        office.press(Qt.Key.Key_Escape)
        await until(lambda name=name: not office.shows(name))
        await until(office.window.isActiveWindow)
    assert QApplication.activeModalWidget() is None
    assert not any(isinstance(item, QDialog) and item.isVisible() for item in office.window.children())


def _inside(office: Office, focused: QWidget, name: str) -> bool:
    pane = office.find(QWidget, name)
    return focused is pane or pane.isAncestorOf(focused)
