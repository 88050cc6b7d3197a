"""What playing costs a timeline: one row is painted again, and nothing is measured."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.delegates.media import VoiceLook
from desktop.ui.delegates.voice_part import PLAY, SEEK, SPEED
from desktop.ui.delegates.words import Word
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.gui.lists.conftest import Thread, plain_messages
from tests.helpers.sample_people import NOW

BARS = tuple(0.2 + 0.8 * (place % 7) / 7 for place in range(44))


def voice(name: str, at: int) -> Message:
    media = Media(name, "audio/ogg; codecs=opus", "ready", size=9000, duration_ms=8000)
    return Message(f"m-{name}", "v", "in", Content(Kind.VOICE, media=media), at, Status.RECEIVED)


@pytest.fixture
def played(thread: Thread) -> Thread:
    thread.model.reset_messages([*plain_messages(20), voice("one", NOW), voice("two", NOW + 1000)])
    thread.view.to_bottom()
    thread.settle()
    return thread


def area(thread: Thread, message_id: str) -> QImage:
    row = thread.model.row_of(message_id)
    assert row is not None
    return thread.view.viewport().grab(thread.view.visualRect(thread.model.index(row, 0))).toImage()


def test_progress_paints_one_row_and_measures_none(played: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    height = type(played.delegate).height
    monkeypatch.setattr(
        played.delegate, "height", lambda row, width: (measured.append(row), height(played.delegate, row, width))[1]
    )
    row, before = played.model.row_of("m-one"), area(played, "m-one")
    played.settle()
    for position in (0, 2000, 4000):
        played.media.voices["one"] = VoiceLook(BARS, 8000, position, True, "1,5×")
        played.view.refresh_media("one")
        assert set(played.settle()) == {row}
        after = area(played, "m-one")
        played.settle()
        assert after != before
        before = after
    assert measured == []


@pytest.mark.parametrize("word", [Word.NO_SOUND, Word.SILENT, Word.NOT_FETCHED, Word.UNAVAILABLE])
def test_each_trouble_is_written_where_the_course_was(played: Thread, word: Word) -> None:
    before = area(played, "m-two")
    played.media.voices["two"] = VoiceLook(trouble=word)
    played.view.refresh_media("two")
    played.settle()
    assert area(played, "m-two") != before


def test_what_is_clicked(played: Thread) -> None:
    heard: list[str] = []
    played.view.action_activated.connect(lambda message_id, name: heard.append(f"{message_id} {name}"))
    top = played.top_of("m-one")
    found: dict[str, QPoint] = {}
    for y in range(top, top + 60, 2):
        for x in range(10, 330, 2):
            hit = played.view._hit(QPoint(x, y))
            if hit is not None:
                found.setdefault(hit.target.partition(" ")[0], QPoint(x, y))
    for name in (PLAY, SPEED, f"{SEEK}0", f"{SEEK}21", f"{SEEK}43"):
        QTest.mouseClick(played.view.viewport(), Qt.MouseButton.LeftButton, pos=found[name])
    QApplication.processEvents()
    assert heard == [f"m-one {name}" for name in (PLAY, SPEED, f"{SEEK}0", f"{SEEK}21", f"{SEEK}43")]
