"""Emoji by keyboard: the panel above the composer, and names after a colon."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.emoji_file import emoji_book
from desktop.ui.lists.grid_view import GridView
from desktop.ui.widgets.growing_text import GrowingTextEdit
from desktop.ui.widgets.search_field import SearchField
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def writing(office: Office) -> GrowingTextEdit:
    """The field of an open conversation, with the focus."""
    await office.open("v-mariana")
    field = office.find(GrowingTextEdit, "composer_input")
    field.setFocus()
    return field


async def opened(office: Office) -> GridView:
    QTest.keyClick(office.window, Qt.Key.Key_Period, CONTROL)
    await until(lambda: office.shows("emoji_panel"))
    return office.find(GridView, "emoji_grid")


async def test_typing_finds_and_enter_inserts_where_the_cursor_was(office: Office, writing: GrowingTextEdit) -> None:
    office.write("oi ")
    await opened(office)
    assert isinstance(office.window.focusWidget(), SearchField)
    office.write("joinha")
    office.press(Qt.Key.Key_Return)
    assert writing.text() == "oi 👍"
    assert writing.hasFocus()
    assert not office.shows("emoji_panel")
    await until(lambda: office.desk.habits.kept.get("emoji_recent") == "👍")


async def test_what_was_used_last_comes_first(office: Office, writing: GrowingTextEdit) -> None:
    office.desk.habits.kept["emoji_recent"] = "🍕 gone 🚚"
    grid = await opened(office)
    assert grid.current_id() == "🍕"
    office.press(Qt.Key.Key_Right)
    office.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert writing.text() == "🚚"
    assert office.shows("emoji_panel")
    office.press(Qt.Key.Key_Escape)
    assert writing.hasFocus()
    assert not office.shows("emoji_panel")


async def test_arrows_cross_headings_and_the_name_is_told(office: Office, writing: GrowingTextEdit) -> None:
    grid = await opened(office)
    for _ in range(2):
        office.press(Qt.Key.Key_Down)
    assert grid.current_id() == "😀"
    assert office.find(QWidget, "emoji_name").text() == "Rosto risonho"
    office.press(Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 9
    office.press(Qt.Key.Key_PageDown)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


async def test_a_category_is_shown_from_its_beginning(office: Office, writing: GrowingTextEdit) -> None:
    grid = await opened(office)
    office.click("emoji_group_4")
    first = next(place for place, each in enumerate(emoji_book().emoji) if each.group == 3) + 18
    assert 0 <= grid.visualRect(grid.model().index(first, 0)).top() < 60
    assert office.find(QWidget, "emoji_group_4").isChecked()


async def test_a_skin_tone_is_remembered(office: Office, writing: GrowingTextEdit) -> None:
    await opened(office)
    office.click("emoji_tone")
    assert office.find(QWidget, "emoji_tone_0").hasFocus()
    for _ in range(5):
        office.press(Qt.Key.Key_Right)
    office.press(Qt.Key.Key_Space)
    await until(lambda: office.desk.habits.kept.get("emoji_tone") == "5")
    office.write("joinha")
    office.press(Qt.Key.Key_Return)
    assert writing.text() == "👍🏿"


async def test_what_is_not_found_is_said(office: Office, writing: GrowingTextEdit) -> None:
    await opened(office)
    office.write("qqqq")
    assert office.find(QLabel, "emoji_none").isVisible()
    office.press(Qt.Key.Key_Return)
    assert writing.text() == ""
    assert office.shows("emoji_panel")


async def test_letters_go_to_the_search_wherever_the_focus_is(office: Office, writing: GrowingTextEdit) -> None:
    grid = await opened(office)
    grid.setFocus()
    office.write("pizza")
    assert office.find(SearchField, "emoji_search").text() == "pizza"
    assert grid.current_id() == "🍕"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
async def test_a_name_after_a_colon_is_completed(office: Office, writing: GrowingTextEdit, key: Qt.Key) -> None:
    office.write("beleza :obrig")
    assert office.shows("emoji_popup")
    office.press(key)
    assert writing.text() == "beleza 🙏"
    assert not office.shows("emoji_popup")
    assert office.sent() == []
    writing.undo()
    assert writing.text() == "beleza :obrig"


@pytest.mark.parametrize("text", ["10:30", "https://cora.com", "::cora", ":D", "a:cora", ":qqqqq", ": cora"])
async def test_other_colons_are_only_colons(office: Office, writing: GrowingTextEdit, text: str) -> None:
    office.write(text)
    assert not office.shows("emoji_popup")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == [text])


async def test_escape_and_moving_away_leave_the_list(office: Office, writing: GrowingTextEdit) -> None:
    office.write(":cora")
    assert office.shows("emoji_popup")
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("emoji_popup")
    assert writing.text() == ":cora"
    office.write("c")
    assert office.shows("emoji_popup")
    office.press(Qt.Key.Key_Home)
    assert not office.shows("emoji_popup")
