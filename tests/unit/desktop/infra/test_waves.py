"""What the picture of a sound in its bubble is drawn from: length and course of real files, and of hostile ones."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from desktop.application.sound import RATE
from desktop.domain.errors import LocalProblem
from desktop.domain.voice import BARS
from desktop.infra.sound.waves import read_wave
from tests.helpers.sample_sounds import sound_file, tone


def test_length_and_course_of_a_voice_message(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "a.ogg", tone(1000, height=0.8), tone(1000, height=0.0), tone(2000, height=0.2))
    found = read_wave(path)
    assert found.duration_ms == pytest.approx(4000, abs=30)
    assert len(found.bars) == BARS
    quarter = BARS // 4
    loud, silent, soft = found.bars[1 : quarter - 1], found.bars[quarter + 1 : 2 * quarter - 1], found.bars[-20:-1]
    assert min(loud) > 0.9
    assert max(silent) < 0.15
    assert all(0.2 < bar < 0.6 for bar in soft)


def test_a_channel_of_its_own_is_heard_too(tmp_path: Path) -> None:
    """Somebody speaks at the right only."""
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        right = tone(500)
        left_silent = b"".join(b"\0\0" + right[place : place + 2] for place in range(0, len(right), 2))
        file.writeframes(left_silent)
    found = read_wave(path)
    assert found.duration_ms == 500
    assert min(found.bars) > 0.9


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sound_empty"),
        (b"OggS" + bytes(200), "sound_damaged"),
        (b"ID3\x04" + bytes(40), "sound_damaged"),
        (b"#EXTM3U\nhttp://192.0.2.1/a.ogg\n", "sound_damaged"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "sound_damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "sound_damaged"),
        (b"MZ" + bytes(100), "sound_damaged"),
    ],
)
def test_what_is_no_sound_never_reaches_a_player(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "voice.ogg"
    path.write_bytes(content)
    with pytest.raises(LocalProblem) as refused:
        read_wave(path)
    assert refused.value.code == code


def test_an_ogg_file_of_headers_only_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
    with pytest.raises(LocalProblem) as refused:
        read_wave(path)
    assert refused.value.code == "sound_empty"


def test_a_truncated_message_shows_what_is_there(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "a.ogg", tone(4000))
    path.write_bytes(path.read_bytes()[:6000])
    assert 0 < read_wave(path).duration_ms < 4000


def test_kinds_that_only_the_player_knows_are_not_called_damaged(tmp_path: Path) -> None:
    for name, head in (("a.amr", b"#!AMR\n" + bytes(60)), ("a.m4a", bytes(4) + b"ftypM4A " + bytes(60))):
        (tmp_path / name).write_bytes(head)
        assert read_wave(tmp_path / name).bars == ()


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(LocalProblem) as refused:
        read_wave(tmp_path / "none.ogg")
    assert refused.value.code == "file_unreadable"
