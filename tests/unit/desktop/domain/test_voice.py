"""Rules of voice messages as pure functions."""

from __future__ import annotations

import msgspec
import pytest

from desktop.application.preferences import Preferences
from desktop.application.recording import loudness
from desktop.domain.voice import bars_of, following
from desktop.domain.voice_speed import SPEEDS, next_speed
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message


def message(number: int, direction: str, kind: Kind, *, deleted: bool = False) -> Message:
    media = Media(f"f{number}", "audio/ogg") if kind is Kind.VOICE else None
    made = Message(f"m{number}", "v", direction, Content(kind, media=media), number, Status.RECEIVED)
    return msgspec.structs.replace(made, deleted_at=number if deleted else None)


def test_speeds_go_round() -> None:
    assert [next_speed(each) for each in SPEEDS] == [150, 200, 100]
    assert next_speed(777) == 100


@pytest.mark.parametrize(("kept", "used"), [(100, 100), (150, 150), (200, 200), (0, 100), (999, 100)])
def test_a_speed_that_does_not_exist_is_the_ordinary_one(kept: int, used: int) -> None:
    assert Preferences(voice_percent=kept).bounded().voice_percent == used


def test_the_next_voice_message_of_the_same_side() -> None:
    text, voice = Kind.TEXT, Kind.VOICE
    after = [
        message(1, "out", voice),
        message(2, "in", text),
        message(3, "in", voice, deleted=True),
        message(4, "in", voice),
        message(5, "in", voice),
    ]
    assert following(after, "in") == after[3]
    assert following(after, "out") == after[0]
    assert following(after[1:], "out") is None
    assert following([], "in") is None


def test_bars_keep_the_loudest_of_each_stretch() -> None:
    assert bars_of([]) == ()
    assert bars_of([0.1, 0.4, 0.2, 0.2], 2) == (1.0, pytest.approx(0.5**0.7))
    few = bars_of([0.5, 0.25], 4)
    assert len(few) == 4
    assert few[0] == 1.0
    assert all(0 < bar < 0.2 for bar in bars_of([0.0] * 50))


def test_the_meter_follows_the_ear() -> None:
    assert loudness(0) == 0
    assert loudness(1) == 1
    assert loudness(0.1) == pytest.approx(0.6)
    assert loudness(0.0001) == 0
