"""Sending in every way: and going on, taking it back, and texts that are too long for one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.errors import LocalProblem
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.widgets.question_bar import QuestionBar
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def field(office: Office) -> ComposerInput:
    return office.find(ComposerInput, "composer_input")


def paste(office: Office, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    field(office).insertFromMimeData(data)


async def test_send_and_go_to_who_waits_next(office: Office) -> None:
    await office.open("v-mariana")
    waiting = office.work.inbox.most_urgent_unread("v-mariana")
    office.write("pronto")
    office.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    await until(lambda: office.work.conversation.id == waiting)
    assert office.sent() == ["pronto"]
    assert field(office).text() == ""


async def test_or_with_every_message_if_one_likes(office: Office) -> None:
    office.preferring.change({"next_after_send": True})
    await office.open("v-mariana")
    waiting = office.work.inbox.most_urgent_unread("v-mariana")
    office.write("pronto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == waiting)
    assert office.file.kept.next_after_send


async def test_where_nobody_waits_one_stays(office: Office) -> None:
    for conversation in office.desk.conversations():
        office.desk._replace_conversation(conversation.id, unread=0)
    await office.open("v-mariana")
    office.write("pronto")
    office.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    await until(lambda: office.shows("toast") or bool(office.sent()))
    await until(lambda: office.sent() == ["pronto"])
    assert office.work.conversation.id == "v-mariana"


async def test_a_text_comes_back_with_its_quote(office: Office) -> None:
    office.preferring.change({"undo_seconds": 10})
    await office.open("v-mariana")
    office.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    office.write("metade da fra")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["metade da fra"])
    assert office.desk.graces == [10_000]
    await until(lambda: field(office).text() == "")
    assert not office.shows("quote_bar")
    office.press(Qt.Key.Key_Z, CONTROL)
    await until(lambda: field(office).text() == "metade da fra")
    assert office.sent() == []
    assert office.shows("quote_bar")
    office.write("se")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["metade da frase"])


async def test_it_comes_back_from_another_conversation_before_what_is_there(office: Office) -> None:
    office.preferring.change({"undo_seconds": 10})
    await office.open("v-mariana")
    office.write("um")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["um"] and field(office).text() == "")
    office.write("dois")
    await office.open("v-jose")
    office.press(Qt.Key.Key_Z, CONTROL)
    await until(lambda: office.work.conversation.id == "v-mariana")
    await until(lambda: field(office).text() == "um\ndois")
    assert office.sent() == []


async def test_what_has_left_is_told_and_stays(office: Office) -> None:
    await office.open("v-mariana")
    office.write("já foi")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["já foi"] and field(office).text() == "")
    office.press(Qt.Key.Key_Z, CONTROL)
    await until(lambda: office.shows("toast") or office.window.toast.isVisible())
    assert field(office).text() == ""
    assert office.sent() == ["já foi"]


async def test_typing_is_undone_before_messages_are(office: Office) -> None:
    office.preferring.change({"undo_seconds": 10})
    await office.open("v-mariana")
    office.write("um")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["um"] and field(office).text() == "")
    office.write("x")
    office.press(Qt.Key.Key_Z, CONTROL)
    assert field(office).text() == ""
    assert office.sent() == ["um"]


async def test_a_long_paste_goes_as_several_messages(office: Office) -> None:
    await office.open("v-mariana")
    text = ("palavra " * 8192).strip()
    paste(office, text)
    assert len(field(office).text()) == len(text)
    assert office.find(QLabel, "composer_count").text().startswith("\N{MINUS SIGN}61")
    assert field(office).hasFocus()
    office.press(Qt.Key.Key_Return)
    office.find(QuestionBar, "long_text_bar")
    assert office.sent() == []
    office.write("1")
    await until(lambda: len(office.sent()) == 16)
    assert " ".join(office.sent()) == text
    await until(lambda: field(office).text() == "")


async def test_or_as_a_file(office: Office) -> None:
    await office.open("v-mariana")
    text = "linha\n" * 1000
    paste(office, text)
    office.click("long_text_bar_file")
    await until(lambda: office.work.composer.attachments.paths)
    assert office.work.composer.attachments.paths[0].read_text(encoding="utf-8") == text
    assert field(office).text() == ""
    assert not office.shows("long_text_bar")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == [""])
    await until(lambda: not office.shows("attachment_bar"))


async def test_the_bar_goes_when_the_text_is_shortened(office: Office) -> None:
    await office.open("v-mariana")
    paste(office, "x" * 4097)
    assert office.shows("long_text_bar")
    office.press(Qt.Key.Key_Backspace)
    assert not office.shows("long_text_bar")
    assert office.find(QLabel, "composer_count").text() == "0"
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["x" * 4096])


async def test_when_the_disk_fails_midway_the_rest_is_still_there(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.open("v-mariana")
    paste(office, "a" * 4096 + " " + "b" * 4096 + " " + "c" * 10)
    send, told = office.desk.send_text, []

    async def until_it_is_full(conversation_id: str, text: str, **more: object) -> object:
        told.append(text)
        if len(told) == 2:
            raise LocalProblem("disk_full")
        return await send(conversation_id, text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(office.desk, "send_text", until_it_is_full)
    office.press(Qt.Key.Key_Return)
    office.write("1")
    await until(lambda: office.shows("trouble_banner") or len(told) == 2)
    await until(lambda: field(office).text() == "b" * 4096 + "\n" + "c" * 10)
    assert office.sent() == ["a" * 4096]


async def test_a_caption_has_its_own_limit(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "boleto.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    await office.open("v-mariana")
    paste(office, "x" * 1025)
    assert not office.shows("composer_count")
    office.work.composer.attachments.add([file])
    await until(lambda: office.work.composer.attachments.paths == [file])
    await until(lambda: office.shows("composer_count"))
    office.press(Qt.Key.Key_Return)
    office.find(QuestionBar, "long_text_bar")
    office.write("1")
    await until(lambda: len(office.sent()) == 2)
    assert office.sent() == ["x" * 1025, ""]


async def test_what_is_pasted_is_cleaned_and_a_flood_refused(office: Office) -> None:
    await office.open("v-mariana")
    paste(office, " https://loja.example/a \r\n")
    assert field(office).text() == "https://loja.example/a"
    paste(office, "x" * 1_000_001)
    assert field(office).text() == "https://loja.example/a"
