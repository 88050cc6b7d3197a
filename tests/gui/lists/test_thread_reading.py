"""What is being read stays where it is; the end is followed only by who is at the end."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Reaction
from tests.gui.lists.conftest import Thread, plain_messages


def in_view(thread: Thread) -> dict[str, int]:
    """Id → top of the messages in view."""
    tops = {}
    for row in range(thread.model.rowCount()):
        area = thread.view.visualRect(thread.model.index(row, 0))
        message = thread.model.row_at(row)
        if not area.isNull() and not message.id.startswith("day"):
            tops[message.id] = area.top()
    return tops


@pytest.fixture
def reading(thread: Thread) -> Thread:
    """80 messages, somewhere in the middle."""
    thread.model.reset_messages(plain_messages(80))
    thread.view.verticalScrollBar().setValue(thread.view.verticalScrollBar().maximum() // 2)
    thread.settle()
    return thread


def test_it_opens_at_the_end(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(80))
    assert thread.view.is_at_bottom
    assert list(in_view(thread))[-1] == "p10079"


def test_a_page_on_top_moves_nothing_by_a_single_pixel(reading: Thread) -> None:
    before = in_view(reading)
    reading.model.prepend(plain_messages(50, first=-50))
    reading.settle()
    assert in_view(reading) == before


@pytest.mark.parametrize("first", [-50, -3000])
def test_even_at_the_very_top_where_the_day_moves_up(reading: Thread, first: int) -> None:
    reading.view.verticalScrollBar().setValue(0)
    before = in_view(reading)
    assert reading.model.row_at(0).id.startswith("day")
    reading.model.prepend(plain_messages(50, first=first))
    reading.settle()
    after = in_view(reading)
    assert {key: top for key, top in after.items() if key in before} == before


def test_a_message_at_the_end_moves_nothing_for_a_reader_further_up(reading: Thread) -> None:
    before = in_view(reading)
    counts: list[object] = []
    reading.view.new_below.connect(counts.append)
    reading.model.apply(plain_messages(2, first=80))
    reading.model.apply(plain_messages(1, first=82))
    reading.settle()
    assert in_view(reading) == before
    assert counts == [2, 3]
    reading.view.to_bottom()
    assert counts == [2, 3, 0]


def test_the_end_is_followed(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(80))
    thread.settle()
    thread.model.apply(plain_messages(3, first=80))
    thread.settle()
    assert thread.view.is_at_bottom
    assert list(in_view(thread))[-1] == "p10082"


def test_following_the_end_paints_only_what_is_new(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(80))
    thread.settle()
    thread.model.apply(plain_messages(1, first=80))
    last = thread.model.rowCount() - 1
    assert set(thread.settle()) <= {last - 1, last}


def test_scrolling_paints_only_the_strip_that_is_new(reading: Thread) -> None:
    bar = reading.view.verticalScrollBar()
    rows = len(in_view(reading))
    bar.setValue(bar.value() + 20)
    painted = reading.settle()
    assert painted
    assert len(set(painted)) < rows / 2


def test_a_tick_paints_one_row_and_lays_nothing_out(thread: Thread) -> None:
    messages = plain_messages(30)
    thread.model.reset_messages(messages)
    thread.settle()
    sent = messages[27]
    assert sent.direction == "out"
    thread.model.apply([msgspec.structs.replace(sent, status=Status.READ)])
    assert set(thread.settle()) == {thread.model.row_of(sent.id)}


def test_a_reaction_changes_the_height_and_the_end_stays_in_view(thread: Thread) -> None:
    messages = plain_messages(30)
    thread.model.reset_messages(messages)
    thread.settle()
    last = messages[-1]
    before = thread.view.visualRect(thread.model.index(thread.model.rowCount() - 1, 0)).height()
    thread.model.apply([msgspec.structs.replace(last, reactions=[Reaction("❤️", by_customer=True)])])
    after = thread.view.visualRect(thread.model.index(thread.model.rowCount() - 1, 0)).height()
    assert after > before
    assert thread.view.is_at_bottom


def test_another_width_keeps_the_place(reading: Thread) -> None:
    reading.view.verticalScrollBar().setValue(reading.view.verticalScrollBar().value() // 2)
    first = next(iter(in_view(reading)))
    for width in (420, 900, 320, 620):
        reading.view.resize(width, 500)
        reading.settle()
        assert first in in_view(reading)


def test_another_width_at_the_end_stays_at_the_end(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(80))
    for width, height in ((420, 700), (900, 300), (620, 500)):
        thread.view.resize(width, height)
        thread.settle()
        assert thread.view.is_at_bottom
        assert list(in_view(thread))[-1] == "p10079"


def test_a_short_conversation_rests_at_the_bottom(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(2))
    area = thread.view.visualRect(thread.model.index(thread.model.rowCount() - 1, 0))
    assert area.bottom() + 1 == thread.view.viewport().height()
    assert thread.view.verticalScrollBar().maximum() == 0


def test_older_pages_are_asked_for_once_each(thread: Thread) -> None:
    asked: list[str] = []

    def note() -> None:
        asked.append("older")

    thread.view.older_wanted.connect(note)
    thread.model.reset_messages(plain_messages(60), older=True)
    thread.view.set_older(True)
    assert asked == []
    for _ in range(3):
        thread.view.verticalScrollBar().setValue(0)
    assert len(asked) == 1
    thread.model.prepend(plain_messages(60, first=-60), older=True)
    thread.view.verticalScrollBar().setValue(0)
    assert len(asked) == 2
    thread.view.set_older(False)
    thread.model.prepend(plain_messages(60, first=-120))
    thread.view.verticalScrollBar().setValue(0)
    assert len(asked) == 2


def test_it_says_what_is_in_view(thread: Thread) -> None:
    seen: list[tuple[object, object]] = []

    def note(first: object, last: object) -> None:
        seen.append((first, last))

    thread.view.visible_changed.connect(note)
    thread.model.reset_messages(plain_messages(80))
    assert seen[-1][1] == "p10079"
    thread.view.verticalScrollBar().setValue(0)
    assert seen[-1] == (None, seen[-1][1])
    assert seen[-1][1] != "p10079"


def test_a_jump_shows_the_row_and_marks_it_for_a_while(reading: Thread) -> None:
    row = reading.model.row_of("p10005")
    assert row is not None
    reading.view.show_row(row, flash=True)
    assert "p10005" in in_view(reading)
    plain = reading.view.grab().toImage()
    reading.view._end_flash()
    reading.settle()
    assert reading.view.grab().toImage() != plain


def test_what_scrolling_leaves_behind_is_what_a_fresh_paint_gives(reading: Thread) -> None:
    """Moved pixels and painted pixels agree, dots of the background included."""
    bar = reading.view.verticalScrollBar()
    for step in (37, -120, 260, -61, 5):
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
    moved = reading.view.viewport().grab().toImage()
    reading.view.viewport().update()
    QApplication.processEvents()
    assert reading.view.viewport().grab().toImage() == moved


def test_removing_a_message_closes_the_gap(reading: Thread) -> None:
    before = in_view(reading)
    gone = list(before)[2]
    reading.model.remove([gone])
    reading.settle()
    after = in_view(reading)
    assert gone not in after
    first = next(iter(before))
    assert after[first] == before[first]


def test_pictures_appear_when_they_come(thread: Thread) -> None:
    from server_stub.contract.content import Media

    (base,) = plain_messages(1)
    media = Media("media-pending", "image/jpeg", "ready", width=320, height=240)
    thread.model.reset_messages([msgspec.structs.replace(base, content=Content(Kind.IMAGE, media=media))])
    thread.settle()
    assert thread.media.asked["media-pending"] >= 1
    thread.view.refresh_media("media-pending")
    assert thread.settle() == [1]
    thread.view.refresh_media("media-other")
    assert thread.settle() == []
