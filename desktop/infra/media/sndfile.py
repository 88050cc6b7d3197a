"""libsndfile by ctypes: sound files read as floats, and OGG/Opus written.

The library comes inside the `soundfile` wheel; its Python part is not imported because that needs numpy.
"""

from __future__ import annotations

import ctypes
from array import array
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Final

from desktop.infra.media.virtual_file import Calls, VirtualFile

_READ, _WRITE = 0x10, 0x20
_OGG_OPUS: Final = 0x200000 | 0x0064
_SET_COMPRESSION_LEVEL: Final = 0x1301
_SPEECH_LEVEL: Final = ctypes.c_double(0.9)
"""About 32 kbit/s for one channel: speech without audible loss, 4 KB a second."""
OPUS_RATE: Final = 48_000
"""Samples a second of every Opus file that is written here."""


class SoundUnreadable(Exception):
    """The library does not understand this file, or is not there."""


class _Info(ctypes.Structure):
    _fields_ = [
        ("frames", ctypes.c_int64),
        ("samplerate", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("format", ctypes.c_int),
        ("sections", ctypes.c_int),
        ("seekable", ctypes.c_int),
    ]


class _Sound:
    """One file in the library's hands; not for two threads at once."""

    def __init__(self, stream: BinaryIO, mode: int, info: _Info) -> None:
        self._file = VirtualFile(stream)
        self._handle = _library().sf_open_virtual(ctypes.byref(self._file.calls), mode, ctypes.byref(info), None)
        if not self._handle:
            raise self._file.error or SoundUnreadable

    def close(self) -> None:
        """Raises OSError: what went wrong below since it was opened. May be called twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            _library().sf_close(handle)
        self._check()

    def _check(self) -> None:
        if self._file.error is not None:
            raise self._file.error


class SoundReader(_Sound):
    """A sound file of any kind that libsndfile knows: WAV, AIFF, AU, CAF, W64, FLAC, Vorbis, Opus, MP3.

    Raises SoundUnreadable and OSError. `frames` is what the header says.
    """

    def __init__(self, stream: BinaryIO) -> None:
        info = _Info()
        super().__init__(stream, _READ, info)
        self.rate, self.channels, self.frames = info.samplerate, info.channels, max(0, info.frames)

    def read(self, frames: int) -> array[float]:
        """Up to so many frames, the samples of all channels in turn, -1 to 1; empty at the end."""
        samples = array("f", bytes(4 * frames * self.channels))
        got = _library().sf_readf_float(self._handle, samples.buffer_info()[0], frames)
        self._check()
        del samples[max(0, got) * self.channels :]
        return samples


class OpusFile(_Sound):
    """An OGG/Opus file with one channel, 48,000 samples a second, written piece by piece.

    Complete once `close` has returned. Raises SoundUnreadable where the library is missing, and OSError.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, _WRITE, _Info(samplerate=OPUS_RATE, channels=1, format=_OGG_OPUS))
        level = _SPEECH_LEVEL
        _library().sf_command(self._handle, _SET_COMPRESSION_LEVEL, ctypes.byref(level), ctypes.sizeof(level))

    def write(self, samples: array[float] | array[int]) -> None:
        """Floats from -1 to 1, or signed 16-bit numbers."""
        library = _library()
        write = library.sf_write_float if samples.typecode == "f" else library.sf_write_short
        write(self._handle, samples.buffer_info()[0], len(samples))
        self._check()


@cache
def _library() -> Any:
    library = _load()
    library.sf_open_virtual.argtypes = [
        ctypes.POINTER(Calls),
        ctypes.c_int,
        ctypes.POINTER(_Info),
        ctypes.c_void_p,
    ]
    library.sf_open_virtual.restype = ctypes.c_void_p
    for function in (library.sf_readf_float, library.sf_write_float, library.sf_write_short):
        function.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
        function.restype = ctypes.c_int64
    library.sf_command.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
    library.sf_close.argtypes = [ctypes.c_void_p]
    return library


def _load() -> ctypes.CDLL:
    """From the wheel; a wheel without it (its "any" kind) leaves the one of the system."""
    package = find_spec("_soundfile_data")
    folders = [] if package is None else package.submodule_search_locations or []
    found = [str(path) for folder in folders for path in Path(folder).glob("libsndfile*")]
    name = found[0] if found else find_library("sndfile")
    if name is None:
        raise SoundUnreadable
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        raise SoundUnreadable from error
