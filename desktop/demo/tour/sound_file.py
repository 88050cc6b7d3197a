"""A microphone for machines that have none: it hears a sound file, as if somebody spoke it."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.application.sound import RATE
from desktop.domain.errors import LocalProblem
from desktop.infra.media.sndfile import SoundReader

_BLOCK: Final = RATE // 10
_PAUSE_SECONDS: Final = 0.02
"""Between two blocks of a tenth of a second: nobody waits for a voice message as long as it is."""


class SoundFileMicrophone:
    """Implements application.sound.Microphone. The file has one channel of 48,000 samples a second; silence follows."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            reader = SoundReader(stream)
            self._samples = reader.read(reader.frames)
            reader.close()
        self._said = 0
        self._heard: Callable[[bytes], None] | None = None
        self._next: asyncio.TimerHandle | None = None

    async def open(self, heard: Callable[[bytes], None], lost: Callable[[LocalProblem], None]) -> None:
        del lost  # a file is never pulled out
        self._heard = heard
        self.resume()

    def pause(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def resume(self) -> None:
        if self._next is None:
            self._next = asyncio.get_running_loop().call_later(_PAUSE_SECONDS, self._speak)

    def close(self) -> None:
        self.pause()
        self._heard = None

    def _speak(self) -> None:
        self._next = None
        block = self._samples[self._said : self._said + _BLOCK]
        if self._heard is None or not block:
            return
        self._said += len(block)
        self._heard(array("h", [round(max(-1.0, min(1.0, sample)) * 32767) for sample in block]).tobytes())
        if self._heard is not None:
            self.resume()
