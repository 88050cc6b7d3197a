"""The first picture of a film, where this machine has ffmpeg and can hand it a file that lies on no disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

from server_stub.pictures.drawing import MEMORY_BYTES, MOST_PIXELS, SIDE

_PROGRAM: Final = "ffmpeg"
_LOOK: Final = (
    *("-v", "quiet", "-nostdin", "-threads", "1", "-protocol_whitelist", "file", "-max_pixels", str(MOST_PIXELS)),
    *("-f", "mov", "-t", "1"),
)
_ANSWER: Final = (
    *("-map", "0:v:0", "-frames:v", "1", "-vf", f"scale={SIDE}:{SIDE}:force_original_aspect_ratio=decrease"),
    *("-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "-"),
)


class FilmFrames:
    """`patience` in seconds for one film."""

    def __init__(self, environment: Mapping[str, str], *, patience: float) -> None:
        self._environment = dict(environment)
        self._patience = patience
        self._program = shutil.which(_PROGRAM) if hasattr(os, "memfd_create") else None

    @property
    def available(self) -> bool:
        return self._program is not None

    def first(self, film: bytes) -> bytes:
        """JPEG; empty where there is none. Blocking. The film lies in memory only: on the disk it is sealed."""
        if self._program is None:
            return b""
        with os.fdopen(os.memfd_create("film"), "wb") as memory:
            memory.write(film)
            memory.flush()
            return self._run(self._program, memory.fileno())

    def _run(self, program: str, film: int) -> bytes:
        asked = [program, *_LOOK, "-i", f"/proc/self/fd/{film}", *_ANSWER]
        running = subprocess.Popen(  # noqa: S603 - found on this machine; no word of a stranger is among the arguments
            asked,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            pass_fds=(film,),
        )
        _limit(running.pid)
        try:
            drawn = running.communicate(timeout=self._patience)[0]
            return drawn if running.returncode == 0 else b""
        except subprocess.TimeoutExpired:
            return b""
        finally:
            running.kill()
            running.communicate()


def _limit(process: int) -> None:
    try:
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, 0))
    except (ImportError, AttributeError, OSError):  # other systems, or it has ended already
        return
