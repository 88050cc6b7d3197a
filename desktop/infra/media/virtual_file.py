"""An open Python file as libsndfile sees it: five C functions, of which none may raise.

The library is not told of trouble: told that a disk is full, its Opus encoder never comes back from closing. The first
error is kept in `error` instead, and whoever holds the file looks there.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any, BinaryIO

_COUNT = ctypes.c_int64
_LENGTH = ctypes.CFUNCTYPE(_COUNT, ctypes.c_void_p)
_SEEK = ctypes.CFUNCTYPE(_COUNT, _COUNT, ctypes.c_int, ctypes.c_void_p)
_MOVE = ctypes.CFUNCTYPE(_COUNT, ctypes.c_void_p, _COUNT, ctypes.c_void_p)


class Calls(ctypes.Structure):
    """SF_VIRTUAL_IO of sndfile.h."""

    _fields_ = [("length", _LENGTH), ("seek", _SEEK), ("read", _MOVE), ("write", _MOVE), ("tell", _LENGTH)]


class VirtualFile:
    """Keep it as long as the library holds the file: the functions live in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: OSError | None = None
        self.calls = Calls(
            _LENGTH(self._length), _SEEK(self._seek), _MOVE(self._read), _MOVE(self._write), _LENGTH(self._tell)
        )

    def _length(self, _: Any) -> int:
        here = self._tell(None)
        end = self._seek(0, os.SEEK_END, None)
        self._seek(here, os.SEEK_SET, None)
        return end

    def _seek(self, offset: int, whence: int, _: Any) -> int:
        try:
            return self._stream.seek(offset, whence)
        except (OSError, ValueError) as error:
            return self._keep(error, -1)

    def _tell(self, _: Any) -> int:
        try:
            return self._stream.tell()
        except (OSError, ValueError) as error:
            return self._keep(error, 0)

    def _read(self, target: int, count: int, _: Any) -> int:
        try:
            piece = self._stream.read(count)
        except (OSError, ValueError) as error:
            return self._keep(error, 0)
        ctypes.memmove(target, piece, len(piece))
        return len(piece)

    def _write(self, source: int, count: int, _: Any) -> int:
        if self.error is None:
            try:
                self._stream.write(ctypes.string_at(source, count))
            except (OSError, ValueError) as error:
                return self._keep(error, count)
        return count

    def _keep(self, error: OSError | ValueError, answer: int) -> int:
        if self.error is None:
            # ValueError: the stream is closed already, or the file asks for a place before its beginning.
            self.error = error if isinstance(error, OSError) else OSError(str(error))
        return answer
