"""Keys are the person's own: changed at once, kept, never doubled, and told everywhere as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.chords import parse
from desktop.domain.reserved_keys import owner
from desktop.domain.shortcuts import ShortcutTable
from desktop.infra.preferences import JsonPreferences
from desktop.ui.controllers.shortcut_book import ShortcutBook
from desktop.ui.texts.shortcuts import ACTIONS, GROUPS
from desktop.ui.views.choices import ChoiceList
from desktop.ui.views.picture_editor import PictureEditor
from desktop.ui.views.viewer import Viewer
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_the_table_begins_without_a_conflict() -> None:
    table = ShortcutTable(ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.group in GROUPS
        for keys in action.keys:
            chord = parse(keys)
            assert chord is not None
            assert chord.text == keys
            assert QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.PortableText) == keys
            assert table.objection(action.id, keys) is None, keys
            assert action.fixed or owner(chord, action.place) is None, keys


async def test_every_action_is_bound_once(office: Office) -> None:
    bound = [each.property("action") for each in office.window.findChildren(QShortcut)]
    bound += Viewer(office.theme, office.window).deeds()
    bound += PictureEditor(office.theme, "x", office.window).deeds()
    assert sorted(bound) == sorted(action.id for action in ACTIONS if not action.fixed)


def told(office: Office) -> str:
    return office.find(QLabel, "shortcut_told").text()


async def edit(office: Office, action: str) -> None:
    """Open the editor by keys alone, find the action, and have it listen."""
    office.press(Qt.Key.Key_F1)
    await until(lambda: office.shows("shortcuts"))
    office.click("shortcuts_change")
    await until(lambda: office.shows("shortcut_editor") and not office.shows("shortcuts"))
    assert office.find(ChoiceList, "shortcut_list").choose(action)
    office.find(QWidget, "shortcut_keys").setFocus()


async def test_other_keys_work_at_once_and_are_kept(office: Office, tmp_path: Path) -> None:
    await edit(office, "switcher")
    office.press(Qt.Key.Key_J, CTRL)
    assert told(office) == "A partir de agora: Ctrl+J"
    office.press(Qt.Key.Key_Escape)
    office.click("shortcut_done")
    await until(lambda: not office.shows("shortcut_editor"))
    await until(office.window.isActiveWindow)
    assert office.find(QWidget, "rail_switcher").toolTip() == "Ir para uma conversa (Ctrl+J)"
    assert office.find(QLabel, "conversation_empty_text").text().startswith("Ctrl+J encontra")
    office.press(Qt.Key.Key_K, CTRL)
    assert not office.shows("switcher")
    office.press(Qt.Key.Key_J, CTRL)
    await until(lambda: office.shows("switcher"))
    assert office.file.kept.shortcuts == {"switcher": ["Ctrl+J"]}
    file = JsonPreferences(tmp_path / "preferences.json")
    file.save(office.file.kept)
    parent = QObject()
    after_a_restart = ShortcutBook(file.load().shortcuts, parent)
    assert after_a_restart.shown("switcher") == "Ctrl+J"
    assert after_a_restart.is_sound
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("switcher"))


@pytest.mark.parametrize(
    ("key", "held", "said"),
    [
        (Qt.Key.Key_F, CTRL, "Ctrl+F já está em uso: Procurar nesta conversa."),
        (Qt.Key.Key_Up, ALT, "Alt+Acima já está em uso: Escolher a mensagem a responder."),
        (Qt.Key.Key_V, CTRL, "Ctrl+V mexe no texto em todo campo de texto."),
        (Qt.Key.Key_F4, ALT, "Alt+F4 pertence ao sistema operacional."),
        (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "B sozinha escreve um sinal. Segure Ctrl ou Alt junto."),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "Return fecha, confirma ou avança em toda janela."),
    ],
)
async def test_who_has_the_keys_already_is_told(
    office: Office, key: Qt.Key, held: Qt.KeyboardModifier, said: str
) -> None:
    await edit(office, "switcher")
    office.press(key, held)
    assert told(office) == said
    assert office.file.kept.shortcuts == {}
    assert office.seat.keys.shown("switcher") == "Ctrl+K"


async def test_one_or_all_go_back_to_the_beginning(office: Office) -> None:
    await edit(office, "find")
    office.press(Qt.Key.Key_J, CTRL)
    office.click("shortcut_restore")
    assert told(office) == "A partir de agora: Ctrl+F"
    office.click("shortcut_clear")
    assert told(office) == "Não tem mais tecla."
    assert office.file.kept.shortcuts == {"find": []}
    office.click("shortcut_restore_all")
    assert office.file.kept.shortcuts == {}
    assert office.seat.keys.shown("find") == "Ctrl+F"


async def test_the_editor_is_searched_and_left_by_keys(office: Office) -> None:
    office.work.arranging.edit_shortcuts()
    await until(lambda: office.shows("shortcut_search"))
    office.write("emoji")
    office.press(Qt.Key.Key_Return)
    listed = office.find(ChoiceList, "shortcut_list")
    assert (listed.count(), listed.current_key()) == (1, "emoji")
    office.press(Qt.Key.Key_Down)
    assert listed.hasFocus()
    office.find(QWidget, "shortcut_keys").setFocus()
    office.press(Qt.Key.Key_Tab)
    assert QApplication.activeModalWidget().focusWidget() is not office.find(QWidget, "shortcut_keys")


async def test_the_overview_shows_the_keys_of_this_person(office: Office) -> None:
    assert office.seat.keys.assign("find", "Ctrl+J") is None
    office.press(Qt.Key.Key_F1)
    await until(lambda: office.shows("shortcuts"))
    shown = [label.text() for label in office.find(QWidget, "shortcuts_table").findChildren(QLabel)]
    assert "Ctrl+J" in shown
    assert "Ctrl+F" not in shown
    assert len(shown) == 2 * len(ACTIONS) + len(GROUPS)
