"""Finding: people and messages while one types, the whole history below, and words in one conversation."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.ui.controllers import finding as finding_controller
from desktop.ui.texts import found
from desktop.ui.views.choices import CHOICE, ChoiceList
from desktop.ui.views.find_bar import FindBar
from server_stub.contract.content import Content
from server_stub.contract.model import Message
from server_stub.contract.search import SearchPage
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def titles(view: ChoiceList) -> list[str]:
    return [view.model().index(row, 0).data(CHOICE).title for row in range(view.count())]


async def old_message(office: Office, number: int, text: str) -> Message:
    """As only the gateway has it."""
    known = next(iter((await office.desk.page("v-mariana")).messages))
    content = Content("text", text)
    return msgspec.structs.replace(known, id=f"far-{number}", content=content, sent_at=known.sent_at - number * 10**8)


async def test_the_whole_history_stands_below_what_is_kept_here(office: Office) -> None:
    finding = office.desk.finding
    first, second = [await old_message(office, number, f"previsão antiga {number}") for number in (1, 2)]
    here = await finding.local("previsão", limit=9)
    finding.pages = {
        None: SearchPage([here[0], first], next_page="p2", searched_back_to=first.sent_at),
        "p2": SearchPage([second]),
    }
    office.press(Qt.Key.Key_F, CTRL | SHIFT)
    office.write("previsao")
    far = office.work.view.inbox.found.far
    await until(lambda: far.count() == 2)  # what is here already is not shown twice
    assert office.find(QLabel, "found_state").text().startswith("Procurado até")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-mariana")
    far.setFocus()
    far.setCurrentIndex(far.model().index(1, 0))
    office.press(Qt.Key.Key_Return)
    await until(lambda: titles(far) == ["Mariana Albuquerque"] * 2)
    assert finding.asked == [("previsao", None), ("previsao", "p2")]
    assert not office.shows("found_state")


async def test_what_is_kept_here_is_shown_before_the_gateway_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_controller, "PAUSE_SECONDS", 3600)
    office.press(Qt.Key.Key_F, CTRL | SHIFT)
    office.write("previsao")
    await until(lambda: office.shows("found_messages"))
    assert office.desk.finding.asked == []


async def test_without_a_line_it_says_that_only_this_computer_was_searched(office: Office) -> None:
    office.desk.finding.offline = True
    office.press(Qt.Key.Key_F, CTRL | SHIFT)
    office.write("previsão")
    await until(lambda: office.shows("found_messages"))
    await until(lambda: "Sem conexão" in office.find(QLabel, "found_state").text())
    assert not office.shows("found_elsewhere")


async def test_letters_typed_meanwhile_make_an_older_answer_void(office: Office) -> None:
    finding = office.desk.finding
    finding.held = asyncio.Event()
    finding.pages = {None: SearchPage([await old_message(office, 1, "velha")])}
    office.press(Qt.Key.Key_F, CTRL | SHIFT)
    office.write("velha")
    await until(lambda: finding.asked)
    office.find(QLineEdit, "inbox_search").clear()
    finding.held.set()
    await until(lambda: not office.shows("found"))
    assert office.work.view.inbox.found.far.count() == 0


async def test_arrows_lead_from_people_to_messages_and_back(office: Office) -> None:
    office.desk.receive("v-mariana", Content("text", "fale com a Mariana"))
    office.press(Qt.Key.Key_F, CTRL | SHIFT)
    office.write("mariana")
    people, messages = office.find(QWidget, "conversation_list"), office.work.view.inbox.found.here
    await until(lambda: messages.count() > 0 and people.model().rowCount() == 1)
    office.press(Qt.Key.Key_Down)
    assert office.window.focusWidget() is people
    people.setCurrentIndex(people.model().index(0, 0))
    office.press(Qt.Key.Key_Down)
    assert office.window.focusWidget() is messages
    office.press(Qt.Key.Key_Up)
    assert office.window.focusWidget() is people


async def test_people_are_found_by_any_writing_of_their_number(office: Office) -> None:
    rows = office.find(QWidget, "conversation_list").model()
    for typed in ("98123-4567", "+55 (11) 98123-4567", "11 8123 4567", "8123-4567"):
        office.press(Qt.Key.Key_F, CTRL | SHIFT)
        office.write(typed)
        await until(lambda: rows.rowCount() == 1)
        assert "Mariana" in rows.index(0, 0).data(), typed
        office.press(Qt.Key.Key_Escape)
        await until(lambda: rows.rowCount() > 1)


def colours(office: Office) -> set[int]:
    picture = office.find(QWidget, "timeline").grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}


async def test_words_of_one_conversation_are_marked_counted_and_stepped_through(office: Office) -> None:
    for number in range(3):
        office.desk.receive("v-mariana", Content("text", f"Promoção número {number}"))
    await office.open("v-mariana")
    before = office.window.focusWidget()
    mark = office.theme.colour("found").rgb()
    assert mark not in colours(office)
    office.press(Qt.Key.Key_F, CTRL)
    office.write("promocao num")
    count = office.find(QLabel, "find_count")
    await until(lambda: count.text().startswith("1 de 3"))
    await until(lambda: mark in colours(office))
    office.press(Qt.Key.Key_Return)
    await until(lambda: count.text().startswith("2 de 3"))
    office.press(Qt.Key.Key_F3)
    await until(lambda: count.text().startswith("3 de 3"))
    office.press(Qt.Key.Key_F3)  # further back there is none
    await until(lambda: count.text().startswith("3 de 3 · "))
    office.press(Qt.Key.Key_F3, SHIFT)
    office.press(Qt.Key.Key_Return, SHIFT)
    await until(lambda: count.text().startswith("1 de 3 · "))
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("find_bar"))
    assert office.window.focusWidget() is before
    await until(lambda: mark not in colours(office))


async def test_what_is_nowhere_is_said_and_another_conversation_closes_the_bar(office: Office) -> None:
    await office.open("v-mariana")
    office.press(Qt.Key.Key_F, CTRL)
    office.write("zzzzz")
    await until(lambda: office.find(QLabel, "find_count").text() == "Não encontrado")
    assert office.find(FindBar, "find_bar").accessibleName() == "Procurar nesta conversa"
    await office.open("v-ana-luisa")
    await until(lambda: not office.shows("find_bar"))


async def test_words_that_only_the_gateway_has_are_reached_through_its_index(office: Office) -> None:
    await office.open("v-mariana")
    kept = office.desk._timelines["v-mariana"]
    oldest = kept[0]
    far = [
        msgspec.structs.replace(
            oldest, id=f"old-{n}", content=Content("text", f"antiga {n}"), sent_at=oldest.sent_at - (400 - n) * 1000
        )
        for n in range(400)
    ]
    kept[:0] = far
    finding = office.desk.finding

    async def nothing(conversation_id: str, query: str) -> list[Message]:
        return []

    finding.in_conversation = nothing  # as where only the newest pages are kept
    finding.further = {
        None: SearchPage([], next_page="5"),  # an answer may be empty and still not the last
        "5": SearchPage([far[7]], next_page="6"),
        "6": SearchPage([far[7], far[3]]),
    }
    office.press(Qt.Key.Key_F, CTRL)
    office.write("antiga")
    count = office.find(QLabel, "find_count")
    await until(lambda: count.text().startswith("1 de 1+ · "))
    await until(lambda: office.work.timeline.message("old-7") is not None)
    assert finding.asked == [("antiga", None), ("antiga", "5")]
    office.press(Qt.Key.Key_Return)
    await until(lambda: count.text().startswith("2 de 2 · "))
    await until(lambda: office.work.timeline.message("old-3") is not None)


async def test_without_a_line_only_what_is_kept_is_found_and_that_is_said(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.finding.offline = True
    office.press(Qt.Key.Key_F, CTRL)
    office.write("zzzzz")
    await until(lambda: office.find(QLabel, "find_count").text() == "Não encontrado")
    await until(lambda: any(found.offline() == it.text() for it in office.window.findChildren(QLabel)))
