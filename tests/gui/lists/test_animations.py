"""Stickers move while they are painted, and cost nothing otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.ui.controllers.animations import MOST_BYTES, Animations

KEY = ("s1", 150, 150)


class Room:
    """The clock, and whether somebody looks."""

    now = 1000.0
    is_in_front = True

    def time(self) -> float:
        return self.now

    def attended(self) -> bool:
        return self.is_in_front


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def arrived() -> list[str]:
    return []


@pytest.fixture
def stickers(qapp: QApplication, room: Room, arrived: list[str]) -> Iterator[Animations]:
    owner = QObject(qapp)
    made = Animations(arrived.append, room.time, room.attended, owner)
    made.keep(KEY, [QPixmap(number + 1, 1) for number in range(3)], [100, 100, 100])
    yield made
    owner.deleteLater()


def shown(stickers: Animations) -> int:
    return stickers.frame(KEY).width()


def test_a_painted_sticker_moves_on_and_begins_again(stickers: Animations, room: Room, arrived: list[str]) -> None:
    seen = []
    for _ in range(8):
        seen.append(shown(stickers))
        room.now += 50
        stickers.tick()
    assert seen == [1, 1, 2, 2, 3, 3, 1, 1]
    assert arrived == ["s1"] * 4
    assert stickers.is_moving


def test_what_is_not_painted_falls_asleep_and_wakes_where_it_was(
    stickers: Animations, room: Room, arrived: list[str]
) -> None:
    shown(stickers)
    room.now += 1000
    stickers.tick()
    assert arrived == []
    assert not stickers.is_moving
    assert shown(stickers) == 1
    assert stickers.is_moving


def test_nothing_moves_in_the_background_or_with_reduced_effects(
    stickers: Animations, room: Room, arrived: list[str]
) -> None:
    shown(stickers)
    room.is_in_front = False
    room.now += 100
    stickers.tick()
    assert (arrived, stickers.is_moving) == ([], False)
    shown(stickers)
    assert not stickers.is_moving
    room.is_in_front = True
    QGuiApplication.instance().applicationStateChanged.emit(QGuiApplication.applicationState())
    assert arrived == ["s1"]
    stickers.set_still(still=True)
    room.now += 100
    stickers.tick()
    assert (shown(stickers), stickers.is_moving) == (1, False)
    assert stickers.frame(("other", 1, 1)) is None


def test_frames_are_kept_within_their_bytes(stickers: Animations) -> None:
    each = [QPixmap(500, 500)] * 4
    for number in range(2 * MOST_BYTES // 4_000_000):
        stickers.keep((f"n{number}", 1, 1), each, [50] * 4)
        assert stickers.frame((f"n{number}", 1, 1)) is not None
    assert stickers.frame(KEY) is None
    kept = [number for number in range(2 * MOST_BYTES // 4_000_000) if stickers.frame((f"n{number}", 1, 1))]
    assert len(kept) == MOST_BYTES // 4_000_000
