"""Asks the process that holds Hunspell: started at the first question, one question at a time, never in the loop."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from desktop.domain.errors import LocalProblem

DICTIONARIES: Final = Path(__file__).resolve().parents[3] / "resources" / "dictionaries"
ARGUMENT: Final = "--check-spelling"
"""With which the built program becomes the process of the words (desktop/__main__.py)."""


class ChildSpeller:
    """Implements application.spelling.Spelling. What was asked and not begun is dropped when its task is cancelled."""

    def __init__(self, folder: Path = DICTIONARIES) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: ThreadPoolExecutor | None = None
        self._resting = False

    async def wrong(self, words: Collection[str], languages: Sequence[str]) -> frozenset[str]:
        if not words or not languages:
            return frozenset()
        told = await self._ask({"wrong": sorted(words), "languages": list(languages)})
        return frozenset(told["wrong"])

    async def suggestions(self, word: str, languages: Sequence[str]) -> Sequence[str]:
        if not languages:
            return ()
        told = await self._ask({"suggest": word, "languages": list(languages)})
        return tuple(told["suggestions"])

    async def rest(self) -> None:
        asking, self._asking = self._asking, None
        if asking is None:
            return
        self._resting = True
        try:
            # Ending it first lets a thread that waits for an answer go on.
            await asyncio.to_thread(self._end)
            await asyncio.to_thread(asking.shutdown, cancel_futures=True)
        finally:
            self._resting = False

    async def close(self) -> None:
        await self.rest()

    async def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        if self._asking is None:
            self._asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spelling")
        line = json.dumps(question).encode() + b"\n"
        told = await asyncio.get_running_loop().run_in_executor(self._asking, self._exchange, line)
        if "missing" in told:
            raise LocalProblem("spelling_unavailable")
        return told

    def _exchange(self, line: bytes) -> dict[str, Any]:
        """A process that has died meanwhile is started once more; one that dies of this question is given up."""
        for _ in range(2):
            try:
                said = self._say(self._process or self._start(), line)
            except OSError:
                said = b""
            if said.endswith(b"\n"):
                told: dict[str, Any] = json.loads(said)
                return told
            self._end()
            if self._resting:
                break
        return {"missing": True}

    def _start(self) -> subprocess.Popen[bytes]:
        hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
        self._process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            command(self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )
        return self._process

    @staticmethod
    def _say(process: subprocess.Popen[bytes], line: bytes) -> bytes:
        assert process.stdin is not None  # noqa: S101 - asked for above
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(line)
        process.stdin.flush()
        return process.stdout.readline()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not written any more would be written now
                    pipe.close()


def command(folder: Path) -> list[str]:
    """The built program starts itself; from the sources Python runs one file that needs nothing of the rest."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT, str(folder)]
    return [sys.executable, "-P", str(Path(__file__).with_name("child.py")), str(folder)]
