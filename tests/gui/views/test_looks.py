"""Language, colours, text size and room change while somebody works, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from desktop.ui.views.composer_input import ComposerInput
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_another_language_keeps_conversation_and_draft(office: Office) -> None:
    await office.open("v-mariana")
    office.write("rascunho")
    old = office.work
    office.press(Qt.Key.Key_Comma, CTRL)
    await until(lambda: office.shows("setting_language"))
    box = office.find(QComboBox, "setting_language")
    box.setCurrentIndex(box.findData("en"))
    box.activated.emit(box.currentIndex())
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("composer_input"))
    await until(lambda: office.shows("settings") and office.find(QPushButton, "settings_done").text() == "Done")
    office.click("settings_done")
    await until(lambda: not office.shows("settings"))
    assert office.file.kept.language == "en"
    assert office.find(QPushButton, "filter_mine").text() == "Mine 9"
    assert office.find(QLabel, "status_text").text() == "Connected"
    assert office.work.conversation.id == "v-mariana"
    await until(lambda: office.find(ComposerInput, "composer_input").text() == "rascunho")
    await until(lambda: "less than 24 h" in office.find(QWidget, "verdict_light").accessibleName())


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("text_percent", 130)])
async def test_looking_different_keeps_the_conversation(office: Office, name: str, value: object) -> None:
    await office.open("v-mariana")
    old = office.work
    colour, points = office.theme.colours.window, office.theme.fonts.text.pointSizeF()
    office.preferring.change({name: value})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    assert office.work.conversation.id == "v-mariana"
    assert (office.theme.colours.window, office.theme.fonts.text.pointSizeF()) != (colour, points)


async def test_the_sending_key_changes_at_once(office: Office) -> None:
    await office.open("v-mariana")
    office.preferring.change({"enter_sends": False})
    assert "Ctrl+Enter" in office.window.findChild(QLabel, "composer_hint").text()
    office.write("a")
    office.press(Qt.Key.Key_Return)
    office.write("b")
    assert office.sent() == []
    office.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: office.sent() == ["a\nb"])


async def test_settings_are_kept(office: Office) -> None:
    office.press(Qt.Key.Key_Comma, CTRL)
    await until(lambda: office.shows("setting_sounds"))
    office.find(QCheckBox, "setting_sounds").click()
    assert office.file.kept.sounds is False
    office.click("settings_done")
    await until(lambda: not office.shows("settings"))
    assert office.find(QWidget, "rail_sound").toolTip() == "O som está desligado"
    office.click("rail_sound")
    assert office.file.kept.sounds is True


async def test_the_contact_gives_way_in_a_narrow_window(office: Office) -> None:
    await office.open("v-mariana")
    assert office.shows("contact_panel")
    office.window.resize(1024, 720)
    await until(lambda: not office.shows("contact_panel"))
    office.press(Qt.Key.Key_I, CTRL)
    assert office.shows("contact_panel")
    office.press(Qt.Key.Key_I, CTRL)
    assert not office.shows("contact_panel")
    office.window.resize(1440, 900)
    office.press(Qt.Key.Key_I, CTRL)
    await until(lambda: office.shows("contact_panel"))


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("language", ["pt_BR", "en"])
async def test_nothing_is_cut_off_at_the_smallest_useful_window(office: Office, percent: int, language: str) -> None:
    office.preferring.change({"text_percent": percent, "language": language})
    await until(lambda: office.seat.workspace is not None and office.shows("filter_mine"))
    office.window.resize(1024, 720)
    await office.open("v-mariana")
    await until(lambda: office.window.width() <= 1030)
    for button in office.window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()
