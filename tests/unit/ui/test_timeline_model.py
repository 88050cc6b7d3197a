"""Whatever order messages come in, rows end up as if they had come at once and in order."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from desktop.ui.lists.ports import TICK_ROLE
from desktop.ui.models.rows import DaySeparator, Row, UnreadLine, day_of
from desktop.ui.models.timeline_model import TimelineModel
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.helpers.sample_people import HOUR, local

DAY = local(20, 12, 0)


def message(number: int, at: int, direction: str = "in", **more: object) -> Message:
    status = Status.RECEIVED if direction == "in" else Status.SENT
    given = {"status": status, "content": Content(Kind.TEXT, f"texto {number}")} | more
    return Message(f"m{number:03d}", "v", direction, sent_at=at, **given)  # type: ignore[arg-type]


def model() -> TimelineModel:
    made = TimelineModel(lambda row: row.id)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def rows(of: TimelineModel) -> list[Row]:
    return [of.row_at(number) for number in range(of.rowCount())]


def ids(of: TimelineModel) -> list[str]:
    return [row.id for row in rows(of)]


moments = st.lists(st.integers(0, 60).map(lambda hours: DAY - hours * HOUR), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(moments, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(times: list[int], chance: object) -> None:
    messages = [message(number, at) for number, at in enumerate(times)]
    at_once = model()
    at_once.reset_messages(messages)
    shuffled = list(messages)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one_by_one = model()
    one_by_one.reset_messages([])
    for item in shuffled:
        one_by_one.apply([item])
    assert ids(one_by_one) == ids(at_once)
    paged = model()
    half = sorted(messages, key=lambda item: (item.sent_at, item.id))
    paged.reset_messages(half[len(half) // 2 :], older=True)
    paged.prepend(half[: len(half) // 2])
    assert ids(paged) == ids(at_once)


@settings(max_examples=40, deadline=None)
@given(moments, st.data())
def test_removing_leaves_no_empty_day(times: list[int], data: st.DataObject) -> None:
    messages = [message(number, at) for number, at in enumerate(times)]
    gone = data.draw(st.sets(st.sampled_from([item.id for item in messages])))
    changed = model()
    changed.reset_messages(messages)
    changed.remove(gone)
    expected = model()
    expected.reset_messages([item for item in messages if item.id not in gone])
    assert ids(changed) == ids(expected)


@settings(max_examples=40, deadline=None)
@given(moments, st.integers(1, 30), st.integers(1, 10))
def test_what_is_forgotten_is_a_page_that_was_not_loaded(times: list[int], most: int, keep: int) -> None:
    messages = [message(number, at) for number, at in enumerate(times)]
    made = model()
    made.reset_messages(messages)
    before = rows(made)
    assert made.forget_older(most, min(most, keep)) is (len(before) > most)
    kept = [row for row in rows(made) if isinstance(row, Message)]
    expected = model()
    expected.reset_messages(kept, older=True)
    assert ids(made) == ids(expected)
    if len(before) > most:
        assert rows(made)[-min(most, keep) :] == before[-min(most, keep) :]
        forgotten = [row for row in before if isinstance(row, Message) and row not in kept]
        assert [made.message(row.id) for row in forgotten] == [None] * len(forgotten)
        made.apply(forgotten)
        assert ids(made) == ids(expected)
        made.prepend(forgotten)
        assert rows(made) == before


def test_each_day_has_one_separator() -> None:
    made = model()
    made.reset_messages([message(1, DAY - 30 * HOUR), message(2, DAY - 26 * HOUR), message(3, DAY)])
    days = [row.start for row in rows(made) if isinstance(row, DaySeparator)]
    assert days == sorted({day_of(item.sent_at)[0] for item in rows(made) if isinstance(item, Message)})
    assert isinstance(made.row_at(0), DaySeparator)


def test_days_are_local_and_whole() -> None:
    start, following = day_of(DAY)
    assert start <= DAY < following
    assert 23 * HOUR <= following - start <= 25 * HOUR
    assert day_of(start) == (start, following)
    assert day_of(following - 1) == (start, following)


def test_a_tick_changes_one_role_of_one_row() -> None:
    made = model()
    sent = message(2, DAY, "out")
    made.reset_messages([message(1, DAY - 1), sent])
    heard: list[tuple[int, int, list[int]]] = []

    def hear(first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        heard.append((first.row(), last.row(), list(roles)))

    made.dataChanged.connect(hear)
    made.apply([msgspec.structs.replace(sent, status=Status.READ)])
    assert len(heard) == 1
    assert heard[0][:2] == (2, 2)
    assert int(TICK_ROLE) in heard[0][2]
    made.apply([msgspec.structs.replace(sent, status=Status.FAILED)])
    assert heard[1][2] == []


def test_the_gateways_copy_takes_the_place_of_the_local_one() -> None:
    made = model()
    mine = message(2, DAY, "out", client_id="c1", status=Status.PENDING)
    made.reset_messages([message(1, DAY - 1), mine])
    accepted = msgspec.structs.replace(mine, id="gateway-7", sent_at=DAY + 5, status=Status.ACCEPTED)
    made.apply([accepted])
    assert ids(made)[1:] == ["m001", "gateway-7"]
    assert made.message("m002") is None
    made.apply([msgspec.structs.replace(accepted, status=Status.READ)])
    assert made.rowCount() == 3


def test_a_new_time_moves_a_message() -> None:
    made = model()
    made.reset_messages([message(1, DAY), message(2, DAY + 10), message(3, DAY + 20)])
    made.apply([message(1, DAY + 15)])
    assert ids(made)[1:] == ["m002", "m001", "m003"]


def test_the_unread_line_stands_before_the_first_unread() -> None:
    made = model()
    messages = [message(1, DAY), message(2, DAY + 1), message(3, DAY + 2, "out"), message(4, DAY + 3)]
    made.reset_messages(messages, unread=2)
    assert [type(row) for row in rows(made)][1:4] == [Message, UnreadLine, Message]


def test_news_about_what_is_not_loaded_opens_no_gap() -> None:
    made = model()
    made.reset_messages([message(5, DAY)], older=True)
    made.apply([message(1, DAY - 90 * HOUR)])
    assert made.rowCount() == 2
    made.prepend([message(4, DAY - 1)], older=False)
    made.apply([message(1, DAY - 90 * HOUR)])
    assert "m001" in ids(made)


def test_groups_are_by_author_and_time() -> None:
    made = model()
    made.reset_messages(
        [message(1, DAY), message(2, DAY + 1000), message(3, DAY + 2000, "out"), message(4, DAY + HOUR, "out")]
    )
    assert isinstance(made.row_at(0), DaySeparator)
    placements = [(made.placement(row).first, made.placement(row).last) for row in range(1, 5)]
    assert placements == [(True, False), (False, True), (True, True), (True, True)]
