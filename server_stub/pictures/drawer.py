"""Small pictures on demand: files go to a program beside the gateway, which is ended when it takes too long."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from server_stub.pictures import drawing
from server_stub.pictures.film_frames import FilmFrames

LARGEST_PICTURE: Final = 16 * 1024 * 1024
LARGEST_FILM: Final = 64 * 1024 * 1024
"""Bytes. Of larger files there is no small picture."""
_PATIENCE_SECONDS: Final = 10.0
_LARGEST_DRAWN: Final = 1024 * 1024
_LENGTH_BYTES: Final = 4
_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_FILMS: Final = frozenset({"video/mp4", "video/3gpp"})
_INHERITED: Final = ("PATH", "SYSTEMROOT", "LANG", "LD_LIBRARY_PATH")


class Drawer:
    """One program for one file after the other, started when the first comes. `patience` in seconds for one."""

    def __init__(self, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._films = FilmFrames(_environment(), patience=patience)
        self._program: subprocess.Popen[bytes] | None = None
        self._turns = asyncio.Lock()
        # Whoever waited may be gone while the thread still works: closing waits for it all the same.
        self._at_work = threading.Lock()
        self._closed = False

    def can_draw(self, mime_type: str, size: int) -> bool:
        if mime_type in _PICTURES:
            return size <= LARGEST_PICTURE
        return mime_type in _FILMS and size <= LARGEST_FILM and self._films.available

    async def small(self, mime_type: str, data: bytes) -> bytes:
        """WebP; empty where there is none. Never raises for what is in the file."""
        async with self._turns:
            return await asyncio.to_thread(self._small, mime_type, data)

    async def close(self) -> None:
        self._closed = True
        await asyncio.to_thread(self._close)

    def _small(self, mime_type: str, data: bytes) -> bytes:
        with self._at_work:
            if self._closed:
                return b""
            picture = self._films.first(data) if mime_type in _FILMS else data
            return self._asked(picture) if picture else b""

    def _close(self) -> None:
        with self._at_work:
            self._end()

    def _asked(self, picture: bytes) -> bytes:
        program = self._program or self._begin()
        ending = threading.Timer(self._patience, program.kill)
        ending.start()
        try:
            return _exchange(program, picture)
        except (OSError, EOFError):  # it died of this file, or was too slow: the next one gets another
            self._end()
            return b""
        finally:
            ending.cancel()

    def _begin(self) -> subprocess.Popen[bytes]:
        """Isolated, with an empty environment: the gateway's own holds its secrets."""
        self._program = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", str(Path(drawing.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        return self._program

    def _end(self) -> None:
        program, self._program = self._program, None
        if program is not None:
            program.kill()
            program.communicate()


def _exchange(program: subprocess.Popen[bytes], picture: bytes) -> bytes:
    """Raises EOFError or OSError where the program ended before its answer did."""
    if program.stdin is None or program.stdout is None:
        raise EOFError
    program.stdin.write(len(picture).to_bytes(_LENGTH_BYTES, "big") + picture)
    program.stdin.flush()
    told = program.stdout.read(_LENGTH_BYTES)
    length = int.from_bytes(told, "big")
    drawn = program.stdout.read(min(length, _LARGEST_DRAWN))
    if len(told) < _LENGTH_BYTES or len(drawn) < length:
        raise EOFError
    return drawn


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}
