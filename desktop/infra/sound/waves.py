"""The length and the course of a sound file, for its picture in the bubble; nothing else is ever handed to a player."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

from desktop.application.sound import Wave
from desktop.domain.errors import LocalProblem
from desktop.domain.voice import bars_of
from desktop.infra.media.sndfile import SoundReader, SoundUnreadable

_STEPS: Final = 20
"""Peaks for each second."""
_EVERY: Final = 4
"""One sample of so many is looked at: the peak of a twentieth of a second does not hide between them."""
_LONGEST_SECONDS: Final = 4 * 3600
_RATES: Final = range(4_000, 200_000)
_MOST_CHANNELS: Final = 8


def read_wave(path: Path) -> Wave:
    """Blocks: 15 minutes take about a second. Raises LocalProblem `sound_empty`, `sound_damaged`, `file_unreadable`.

    What does not begin like a sound is damaged: a player would take a playlist for one, and fetch what it names.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
            if not head:
                raise LocalProblem("sound_empty")
            if not _begins_like_sound(head):
                raise LocalProblem("sound_damaged")
            stream.seek(0)
            return _read(stream)
    except SoundUnreadable as error:
        if _is_read_here(head):
            raise LocalProblem("sound_damaged") from error
        return Wave(0, ())
    except OSError as error:
        raise LocalProblem("file_unreadable") from error


def _read(stream: BinaryIO) -> Wave:
    reader = SoundReader(stream)
    try:
        if reader.rate not in _RATES or not 0 < reader.channels <= _MOST_CHANNELS:
            raise LocalProblem("sound_damaged")
        peaks, frames = _peaks(reader)
    finally:
        reader.close()
    if not frames:
        raise LocalProblem("sound_empty")
    return Wave(frames * 1000 // reader.rate, bars_of(peaks))


def _peaks(reader: SoundReader) -> tuple[list[float], int]:
    """Counted, because a header may promise anything."""
    peaks: list[float] = []
    frames, step = 0, reader.rate // _STEPS * reader.channels
    # An odd stride meets the samples of every channel in turn.
    stride = _EVERY + 1 if reader.channels > 1 else _EVERY
    while frames < reader.rate * _LONGEST_SECONDS and (samples := reader.read(reader.rate)):
        frames += len(samples) // reader.channels
        for start in range(0, len(samples), step):
            part = samples[start : start + step : stride]
            peaks.append(min(1.0, max(max(part), -min(part))))
    return peaks, frames


def _begins_like_sound(head: bytes) -> bool:
    return _is_read_here(head) or head.startswith(b"#!AMR") or head[4:8] == b"ftyp" or _is_frame(head)


def _is_read_here(head: bytes) -> bool:
    """Kinds that the library here knows, so that one it does not understand is damaged."""
    is_mp3 = head.startswith(b"ID3") or (_is_frame(head) and head[1] & 0x06 != 0)
    return head.startswith((b"OggS", b"RIFF", b"fLaC")) or is_mp3


def _is_frame(head: bytes) -> bool:
    """The mark at the beginning of each frame of MP3 and AAC."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
