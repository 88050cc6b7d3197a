"""What recording and playing need from outside: a microphone, a loudspeaker, an encoder, a look into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from desktop.domain.errors import LocalProblem

RATE: Final = 48_000
"""Samples a second of everything that is recorded: one channel, signed 16-bit numbers in this machine's order."""


@dataclass(frozen=True, slots=True)
class Wave:
    """`bars`: the course of the loudness, 0 to 1 (domain.voice.bars_of); both are empty where it could not be read
    although it may be played.
    """

    duration_ms: int
    bars: tuple[float, ...]


class Microphone(Protocol):
    """One use of the system's microphone. Everything happens in the thread of the loop."""

    async def open(self, heard: Callable[[bytes], None], lost: Callable[[LocalProblem], None]) -> None:
        """`heard` gets whole samples as they come, `lost` at most once why nothing comes any more.

        Raises LocalProblem: `microphone_missing`, `microphone_refused`, `microphone_unusable`.
        """

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def close(self) -> None:
        """Give it back to the system; may be called twice."""


class SoundWriter(Protocol):
    """A voice message on the disk, written while it is spoken. Blocks: use a thread, one at a time."""

    def write(self, pcm: bytes) -> None: ...
    def close(self) -> int:
        """Complete the file; its length in ms."""

    def discard(self) -> None: ...


class End(StrEnum):
    """Why a player has stopped by itself."""

    FINISHED = "finished"
    UNPLAYABLE = "unplayable"
    """The file is damaged, or of a kind that this computer cannot decode."""


class Player(Protocol):
    """Plays one file at a time, in the thread of the loop."""

    @property
    def position_ms(self) -> int: ...
    def start(self, path: Path, *, at_ms: int, percent: int) -> None:
        """Stop what was playing; `percent`: speed, the pitch stays."""

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def seek(self, position_ms: int) -> None: ...
    def set_speed(self, percent: int) -> None: ...
    def stop(self) -> None:
        """Let go of the file. Nothing is told afterwards."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Built where the program is put together; each thing is made at its first use, for none is cheap."""

    microphone: Callable[[], Microphone]
    player: Callable[[Callable[[End], None]], Player]
    writer: Callable[[Path], SoundWriter]
    wave: Callable[[Path], Wave]
    """Blocks. Raises LocalProblem `sound_damaged`, `sound_empty`, `file_unreadable`."""
