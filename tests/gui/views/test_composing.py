"""Phrases with gaps, the order of use, and texts that a colleague left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.drafts import Draft
from server_stub.contract.model import Phrase
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import NOW
from tests.helpers.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Draft("v-mariana", "a-bruno", "Bruno", "Bom dia! O seu pedido", NOW - 60_000)


def field(office: Office) -> ComposerInput:
    return office.find(ComposerInput, "composer_input")


@pytest.fixture
def phrases(monkeypatch: pytest.MonkeyPatch, office: Office) -> list[Phrase]:
    made = [
        Phrase("oi", "Saudação", "Olá!"),
        Phrase("prazo", "Prazo", "👍 Chega em {{?dias}} dias, até {{?data}}."),
    ]
    monkeypatch.setattr(office.desk, "phrases", lambda queue_id="": made)
    return made


async def test_tab_goes_from_gap_to_gap_and_nothing_unfilled_leaves_unseen(
    office: Office, phrases: list[Phrase]
) -> None:
    await office.open("v-mariana")
    office.write("/praz")
    office.press(Qt.Key.Key_Tab)
    assert field(office).textCursor().selectedText() == "{{?dias}}"
    assert len(field(office).extraSelections()) == 2
    office.write("3")
    office.press(Qt.Key.Key_Return)
    assert office.sent() == []
    assert field(office).textCursor().selectedText() == "{{?data}}"
    office.write("x")
    office.press(Qt.Key.Key_Z, CONTROL)
    office.press(Qt.Key.Key_Tab)
    assert field(office).textCursor().selectedText() == "{{?data}}"
    office.press(Qt.Key.Key_Backtab)
    assert field(office).textCursor().selectedText() == "{{?data}}"
    office.write("sexta")
    assert field(office).extraSelections() == []
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["👍 Chega em 3 dias, até sexta."])


async def test_who_sends_again_means_it(office: Office) -> None:
    await office.open("v-mariana")
    office.write("use {{nome}} no modelo")
    office.press(Qt.Key.Key_Return)
    assert office.sent() == []
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["use {{nome}} no modelo"])


async def test_tab_leaves_the_field_where_nothing_is_open(office: Office) -> None:
    await office.open("v-mariana")
    office.write("oi")
    assert field(office).hasFocus()
    office.press(Qt.Key.Key_Tab)
    assert not field(office).hasFocus()


async def test_the_most_used_phrase_comes_first(office: Office, phrases: list[Phrase]) -> None:
    await office.open("v-mariana")
    first = [chip.property("phrase") for chip in _chips(office)]
    assert first == ["oi", "prazo"]
    office.write("/praz")
    office.press(Qt.Key.Key_Tab)
    assert [chip.property("phrase") for chip in _chips(office)] == ["prazo", "oi"]
    await until(lambda: "prazo" in office.desk.habits.kept.get("phrase_uses", ""))


async def test_and_still_does_after_another_look(office: Office, phrases: list[Phrase]) -> None:
    office.desk.habits.kept["phrase_uses"] = '{"prazo": 3}'
    before = office.seat.workspace
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace not in (None, before))
    await office.open("v-mariana")
    await until(lambda: [chip.property("phrase") for chip in _chips(office)] == ["prazo", "oi"])


async def test_what_a_colleague_left_is_offered_and_used_behind_ones_own(office: Office) -> None:
    office.desk.drafts.kept = [LEFT]
    office.desk.kept_drafts["v-mariana"] = "Meu texto"
    await office.open("v-mariana")
    await until(lambda: office.shows("left_text_bar") and field(office).text() == "Meu texto")
    assert "Bruno" in office.find(QLabel, "left_text_bar_title").text()
    assert office.find(QLabel, "left_text_bar_text").text() == LEFT.text
    office.click("left_text_bar_use")
    assert field(office).text() == f"Meu texto\n{LEFT.text}"
    await until(lambda: office.desk.drafts.kept == [])
    assert not office.shows("left_text_bar")
    office.press(Qt.Key.Key_Z, CONTROL)
    assert field(office).text() == "Meu texto"


async def test_or_discarded_or_left_alone(office: Office) -> None:
    office.desk.drafts.kept = [LEFT]
    await office.open("v-mariana")
    await until(lambda: office.shows("left_text_bar"))
    office.find(QWidget, "left_text_bar").setFocus()
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("left_text_bar")
    assert office.desk.drafts.kept == [LEFT]
    await office.open("v-jose")
    await office.open("v-mariana")
    newer = Draft("v-mariana", "a-bruno", "Bruno", "Outro texto", NOW)
    office.desk.drafts.kept = [newer, LEFT]
    await office.open("v-jose")
    await office.open("v-mariana")
    await until(lambda: office.shows("left_text_bar"))
    assert office.find(QLabel, "left_text_bar_text").text() == "Outro texto"
    office.click("left_text_bar_discard")
    await until(lambda: office.desk.drafts.kept == [LEFT])
    assert not office.shows("left_text_bar")
    assert field(office).text() == ""


def _chips(office: Office) -> list[QWidget]:
    found = [each for each in office.window.findChildren(QWidget) if each.property("phrase") and each.isVisible()]
    return sorted(found, key=lambda chip: chip.x())
