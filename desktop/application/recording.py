"""One voice message while it is spoken: samples from the microphone, a level to look at, a file that grows."""

from __future__ import annotations

import asyncio
import math
from array import array
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from desktop.application.ports import Spawn
from desktop.application.sound import RATE, Microphone, SoundWriter
from desktop.domain.errors import LocalProblem
from desktop.domain.voice import LEAST_MS, MOST_MS, bars_of

_BYTES: Final = 2
_STEP: Final = RATE // 20
"""Samples of one step of the level: a twentieth of a second."""
_QUIETEST_DB: Final = 50.0


class Stage(StrEnum):
    OPENING = "opening"
    RECORDING = "recording"
    PAUSED = "paused"
    OVER = "over"
    """Nothing is listened to any more; the file is completed or gone."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished recording in the private folder of this run."""

    path: Path
    duration_ms: int
    bars: tuple[float, ...]


class Recording:
    """`told` is called after each change. Length is counted in samples: no clock can disagree with the file.

    The file is written beside the loop, in order. Whoever began it calls `finish` or `discard`.
    """

    def __init__(
        self,
        path: Path,
        microphone: Microphone,
        open_writer: Callable[[Path], SoundWriter],
        spawn: Spawn,
        told: Callable[[], None],
        *,
        most_ms: int = MOST_MS,
    ) -> None:
        self.path = path
        self.stage = Stage.OPENING
        self.problem: LocalProblem | None = None
        """Why it ended by itself: `recording_full`, `microphone_lost`, or what the disk said."""
        self.levels: list[float] = []
        """Loudness of each twentieth of a second, 0 to 1, as an ear judges it."""
        self._microphone, self._open_writer = microphone, open_writer
        self._spawn, self._told = spawn, told
        self._most = most_ms * RATE // 1000 * _BYTES
        self._taken = 0
        self._peaks: list[float] = []
        self._unmeasured = bytearray()
        self._waiting: deque[bytes] = deque()
        self._writer: SoundWriter | None = None
        self._writing: asyncio.Task[Any] | None = None

    @property
    def duration_ms(self) -> int:
        return self._taken // _BYTES * 1000 // RATE

    async def begin(self) -> None:
        """Raises LocalProblem: what the microphone or the disk says; then nothing is left."""
        self._writer = await asyncio.to_thread(self._open_writer, self.path)
        try:
            if self.stage is Stage.OPENING:
                await self._microphone.open(self._heard, self._lost)
        except BaseException:
            await self.discard()
            raise
        if self.stage is Stage.OPENING:
            self.stage = Stage.RECORDING
            self._told()
        elif self.problem is None:
            # Given up while the system was still asking whether it may be listened to.
            await self.discard()

    def pause(self) -> None:
        if self.stage is Stage.RECORDING:
            self._microphone.pause()
            self.stage = Stage.PAUSED
            self._told()

    def resume(self) -> None:
        if self.stage is Stage.PAUSED:
            self.stage = Stage.RECORDING
            self._microphone.resume()
            self._told()

    async def finish(self) -> Recorded:
        """Raises LocalProblem `recording_short` and what the disk says; then nothing is left."""
        self._stop()
        await self._written()
        writer, self._writer = self._writer, None
        if writer is None:
            raise LocalProblem("recording_short")
        failed = self.problem if self.problem is not None and self.problem.code not in _KEEPS else None
        if self.duration_ms < LEAST_MS or failed is not None:
            await asyncio.to_thread(writer.discard)
            raise failed or LocalProblem("recording_short")
        duration = await asyncio.to_thread(writer.close)
        return Recorded(self.path, duration, bars_of(self._peaks))

    async def discard(self) -> None:
        self._stop()
        self._waiting.clear()
        await self._written()
        writer, self._writer = self._writer, None
        if writer is not None:
            await asyncio.to_thread(writer.discard)

    def _stop(self) -> None:
        self.stage = Stage.OVER
        self._microphone.close()

    def _heard(self, pcm: bytes) -> None:
        if self.stage not in (Stage.OPENING, Stage.RECORDING):
            return
        block = pcm[: max(0, self._most - self._taken)]
        if block:
            self._taken += len(block)
            self._measure(block)
            self._waiting.append(block)
            if self._writing is None or self._writing.done():
                self._writing = self._spawn(self._write(), name="write voice message")
        if self._taken >= self._most:
            self._end(LocalProblem("recording_full", minutes=self._most // _BYTES // RATE // 60))
        self._told()

    def _lost(self, problem: LocalProblem) -> None:
        if self.stage is not Stage.OVER:
            self._end(problem)
            self._told()

    def _end(self, problem: LocalProblem) -> None:
        self.problem = problem
        self._stop()

    def _measure(self, block: bytes) -> None:
        self._unmeasured += block
        size = _STEP * _BYTES
        while len(self._unmeasured) >= size:
            samples = array("h", bytes(self._unmeasured[:size]))
            del self._unmeasured[:size]
            peak = min(1.0, max(max(samples), -min(samples)) / 32767)
            self._peaks.append(peak)
            self.levels.append(loudness(peak))

    async def _write(self) -> None:
        while self._waiting and self._writer is not None:
            block = b"".join(self._waiting)
            self._waiting.clear()
            try:
                await asyncio.to_thread(self._writer.write, block)
            except LocalProblem as problem:
                self._waiting.clear()
                self._end(problem)
                self._told()
                return

    async def _written(self) -> None:
        if self._writing is not None:
            await asyncio.wait([self._writing])


_KEEPS: Final = frozenset({"recording_full", "microphone_lost"})
"""Ends after which what was said until then can be used."""


def loudness(peak: float) -> float:
    """0 to 1 on a scale of decibels, for a meter; `peak` of a linear one."""
    return max(0.0, 1 + 20 * math.log10(peak) / _QUIETEST_DB) if peak > 0 else 0.0
