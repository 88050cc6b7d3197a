"""Sound without devices: a microphone that hears what a test says, a player whose time a test moves; real files."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from pathlib import Path

from desktop.application.sound import RATE, End, Sounds
from desktop.domain.errors import LocalProblem
from desktop.infra.media.opus import OpusWriter
from desktop.infra.sound.waves import read_wave


def tone(milliseconds: int, *, height: float = 0.5, pitch: float = 440.0) -> bytes:
    """A sine, one channel, 16 bits, RATE a second."""
    count = RATE * milliseconds // 1000
    turn = 2 * math.pi * pitch / RATE
    return array("h", [round(32767 * height * math.sin(turn * place)) for place in range(count)]).tobytes()


def sound_file(path: Path, *parts: bytes) -> Path:
    """An OGG/Opus file of these samples."""
    writer = OpusWriter(path)
    for part in parts:
        writer.write(part)
    writer.close()
    return path


class SampleMicrophone:
    def __init__(self, refusal: LocalProblem | None) -> None:
        self._refusal = refusal
        self._heard: Callable[[bytes], None] | None = None
        self._lost: Callable[[LocalProblem], None] | None = None
        self.is_paused = False

    @property
    def is_open(self) -> bool:
        return self._heard is not None

    async def open(self, heard: Callable[[bytes], None], lost: Callable[[LocalProblem], None]) -> None:
        if self._refusal is not None:
            raise self._refusal
        self._heard, self._lost = heard, lost

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def close(self) -> None:
        self._heard = self._lost = None

    def say(self, pcm: bytes, *, block_ms: int = 100) -> None:
        """As a device gives it, in blocks; nothing while it is paused or closed."""
        size = RATE * block_ms // 1000 * 2
        for start in range(0, len(pcm), size):
            if self._heard is not None and not self.is_paused:
                self._heard(pcm[start : start + size])

    def pull_out(self) -> None:
        assert self._lost is not None
        self._lost(LocalProblem("microphone_lost"))


class SamplePlayer:
    def __init__(self, told: Callable[[End], None]) -> None:
        self._told = told
        self.position_ms = 0
        self.path: Path | None = None
        self.is_playing = False
        self.percent = 0

    def start(self, path: Path, *, at_ms: int, percent: int) -> None:
        self.path, self.position_ms, self.percent, self.is_playing = path, at_ms, percent, True

    def pause(self) -> None:
        self.is_playing = False

    def resume(self) -> None:
        self.is_playing = True

    def seek(self, position_ms: int) -> None:
        self.position_ms = position_ms

    def set_speed(self, percent: int) -> None:
        self.percent = percent

    def stop(self) -> None:
        self.is_playing, self.path = False, None

    def end(self, end: End = End.FINISHED) -> None:
        self._told(end)


class SampleSounds:
    """`microphone` is the one opened last, `players` all that were made."""

    def __init__(self) -> None:
        self.refusal: LocalProblem | None = None
        self.microphone = SampleMicrophone(None)
        self.players: list[SamplePlayer] = []
        self.sounds = Sounds(self._microphone, self._player, OpusWriter, read_wave)

    @property
    def playing(self) -> SamplePlayer | None:
        """The one that is heard; never two."""
        heard = [player for player in self.players if player.is_playing]
        assert len(heard) < 2
        return heard[0] if heard else None

    def _microphone(self) -> SampleMicrophone:
        self.microphone = SampleMicrophone(self.refusal)
        return self.microphone

    def _player(self, told: Callable[[End], None]) -> SamplePlayer:
        self.players.append(SamplePlayer(told))
        return self.players[-1]
