"""A voice message as WhatsApp wants it, OGG/Opus with one channel, written while it is being spoken (2.2)."""

from __future__ import annotations

import os
from array import array
from pathlib import Path
from typing import BinaryIO, Final

from desktop.domain.errors import LocalProblem
from desktop.infra.files import open_private
from desktop.infra.media.sndfile import OPUS_RATE, OpusFile, SoundUnreadable
from desktop.infra.media.trouble import disk_trouble

RATE: Final = OPUS_RATE
"""Samples a second of what is given to `OpusWriter.write`."""
MIME_TYPE: Final = "audio/ogg; codecs=opus"


class OpusWriter:
    """Takes signed 16-bit samples of one channel, RATE a second, in blocks of any size.

    `close` completes the file, `discard` removes it; one of them has to be called. All of it blocks for a moment: use
    a thread, one at a time. Raises LocalProblem `disk_full`, `file_unreadable` (the folder is gone) or
    `converter_missing` (no libsndfile).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._frames = 0
        self._stream: BinaryIO | None = None
        self._file: OpusFile | None = None
        try:
            self._stream = open_private(path)
            self._file = OpusFile(self._stream)
        except (OSError, SoundUnreadable) as error:
            self.discard()
            raise disk_trouble(error) from error

    @property
    def duration_ms(self) -> int:
        return self._frames * 1000 // RATE

    def write(self, pcm: bytes | bytearray | memoryview) -> None:
        """`pcm`: whole samples in this machine's byte order, as QAudioSource gives them."""
        samples = array("h")
        samples.frombytes(pcm)
        if self._file is None:
            raise ValueError("closed")
        try:
            self._file.write(samples)
        except OSError as error:
            raise disk_trouble(error) from error
        self._frames += len(samples)

    def close(self) -> int:
        """The length in milliseconds. A recording without a single sample is removed: LocalProblem `sound_empty`."""
        if not self._frames:
            self.discard()
            raise LocalProblem("sound_empty")
        file, stream = self._file, self._stream
        if file is not None and stream is not None:
            try:
                file.close()
                stream.flush()
                os.fsync(stream.fileno())
            except OSError as error:
                self.discard()
                raise disk_trouble(error) from error
            stream.close()
            self._file = self._stream = None
        return self.duration_ms

    def discard(self) -> None:
        """Nothing is left of it; after `close` too."""
        file, stream, self._file, self._stream = self._file, self._stream, None, None
        for part in (file, stream):
            try:
                if part is not None:
                    part.close()
            except OSError:
                continue  # it goes anyway
        self._path.unlink(missing_ok=True)
