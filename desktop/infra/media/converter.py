"""The system's ffmpeg as a converter that may be there or not: found, asked what a film is, run beside us and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop.domain.errors import LocalProblem

PATH_VARIABLE: Final = "BALCAO_FFMPEG"
"""Names the program where it is neither beside ours nor on the search path."""
_PROBE_SECONDS: Final = 60
_NICENESS: Final = 10
_ENCODERS: Final = ("libx264", "h264_mf", "libopenh264", "h264_videotoolbox")
"""The first that is there is taken; builds without GPL parts have one of the others."""


@dataclass(frozen=True, slots=True)
class Converter:
    ffmpeg: str
    ffprobe: str

    async def probe(self, path: Path, demuxer: str) -> dict[str, Any]:
        """ffprobe's streams and format. Raises LocalProblem `film_damaged`."""
        asked = ("-show_entries", "stream=codec_type,codec_name,width,height:format=duration", "-of", "json")
        arguments = ("-v", "quiet", *_input(path, demuxer), *asked)
        try:
            async with asyncio.timeout(_PROBE_SECONDS), _running(self.ffprobe, arguments) as (_, said):
                answer = await said.read()
        except TimeoutError as error:
            raise LocalProblem("film_damaged") from error
        try:
            told = json.loads(answer)
        except ValueError as error:
            raise LocalProblem("film_damaged") from error
        return told if isinstance(told, dict) else {}

    async def encoder(self) -> str:
        """The best H.264 encoder of this build. Raises LocalProblem `film_needs_converter` where it has none."""
        async with asyncio.timeout(_PROBE_SECONDS), _running(self.ffmpeg, ("-v", "quiet", "-encoders")) as (_, said):
            answer = await said.read()
        names = {line.split()[1] for line in answer.decode("utf-8", "replace").splitlines() if len(line.split()) > 1}
        found = next((name for name in _ENCODERS if name in names), None)
        if found is None:
            raise LocalProblem("film_needs_converter")
        return found

    async def run(
        self, source: Path, demuxer: str, arguments: Sequence[str], target: Path, told: Callable[[float], None]
    ) -> bool:
        """Whether it went well. `told`: seconds of the film that are written. Ends the program when cancelled."""
        everything = (
            *("-nostdin", "-v", "quiet", "-nostats", "-progress", "pipe:1"),
            *_input(source, demuxer),
            *arguments,
            f"file:{target}",
        )
        async with _running(self.ffmpeg, everything) as (process, said):
            async for line in said:
                name, _, value = line.decode("ascii", "replace").strip().partition("=")
                if name == "out_time_us" and value.lstrip("-").isdigit():
                    told(max(0, int(value)) / 1_000_000)
            return await process.wait() == 0


def find_converter() -> Converter | None:
    """Named by BALCAO_FFMPEG, beside this program, or on the search path; ffprobe has to be beside it. Blocks."""
    named = os.environ.get(PATH_VARIABLE, "")
    beside = str(Path(sys.executable).parent)
    for place in [named] if named else [shutil.which("ffmpeg", path=beside), shutil.which("ffmpeg")]:
        if place and shutil.which(place):
            probe = shutil.which("ffprobe", path=str(Path(place).parent)) or shutil.which("ffprobe")
            if probe:
                return Converter(place, probe)
    return None


def _input(path: Path, demuxer: str) -> tuple[str, ...]:
    """Told which reader to use and to open nothing but files: a film may pretend to be a list of addresses.

    "file:" before the name, so that no name is taken for an option or an address.
    """
    return ("-protocol_whitelist", "file", "-f", demuxer, "-i", f"file:{path}")


@asynccontextmanager
async def _running(program: str, arguments: Sequence[str]) -> AsyncIterator[tuple[Process, asyncio.StreamReader]]:
    """Raises LocalProblem `film_needs_converter` where it cannot be started."""
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    if sys.platform == "win32":
        quiet["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    try:
        process = await asyncio.create_subprocess_exec(program, *arguments, **quiet)
    except OSError as error:
        raise LocalProblem("film_needs_converter") from error
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
    said = process.stdout
    try:
        if said is not None:  # it was asked for above
            yield process, said
    except BaseException:
        _kill(process)
        raise
    finally:
        await _ended(process)


async def _ended(process: Process) -> None:
    """Reading what is left lets the pipe close; waiting alone would hang on a full one.

    Cancelled again, as a window does that closes, it still waits: what was killed is gone within moments.
    """
    cancelled: asyncio.CancelledError | None = None
    while True:
        try:
            await process.communicate()
            break
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled


def _kill(process: Process) -> None:
    """Not by `process.kill`: that one may take the exit away from asyncio, which then warns and knows no result."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.kill(process.pid, signal.SIGKILL)
