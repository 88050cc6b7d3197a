"""Sound files that WhatsApp would refuse, as a voice message: OGG/Opus with one channel (2.9)."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import split_suffix
from desktop.domain.prepared import Done, Prepared, Watch
from desktop.infra.files import open_private
from desktop.infra.media.opus import MIME_TYPE
from desktop.infra.media.resampling import mono
from desktop.infra.media.sndfile import OpusFile, SoundReader, SoundUnreadable
from desktop.infra.media.sources import Source
from desktop.infra.media.stopping import check_wanted
from desktop.infra.media.trouble import disk_trouble
from desktop.infra.media.workshop import Workshop
from server_stub.contract.content import Kind
from server_stub.contract.file_types import HEAD_BYTES, is_opus
from server_stub.contract.media_rules import kind_for, limit_of

_BLOCK_SECONDS: Final = 2
LONGEST_SECONDS: Final = 3600
"""An hour of speech takes 15 MB."""
_MOST_CHANNELS: Final = 8
_RATES: Final = range(4_000, 200_000)


def prepare_sound(
    source: Source, mime_type: str, workshop: Workshop, watch: Watch, *, longest_seconds: int = LONGEST_SECONDS
) -> Prepared:
    """Blocks: a minute of sound takes about a second. Raises Unwanted, and LocalProblem: `sound_damaged`,
    `sound_empty`, `sound_too_long` (minutes), `disk_full`, `converter_missing`.
    """
    if kind_for(mime_type) is Kind.AUDIO and source.size <= limit_of(mime_type):
        return Prepared(source.path, mime_type, Kind.AUDIO.value, source.size, source.size, (Done.UNCHANGED,))
    if mime_type == "audio/ogg" and source.size <= limit_of(mime_type):
        source.stream.seek(0)
        if is_opus(source.stream.read(HEAD_BYTES)):
            _must_sound(source)
            return Prepared(source.path, MIME_TYPE, Kind.VOICE.value, source.size, source.size, (Done.UNCHANGED,))
    return _converted(source, workshop, watch, longest_seconds)


def _converted(source: Source, workshop: Workshop, watch: Watch, longest_seconds: int) -> Prepared:
    target: Path | None = None
    try:
        target = workshop.place(split_suffix(source.name)[0] + ".ogg")
        one_channel = _write(source, target, watch, longest_seconds)
        size = target.stat().st_size
    except BaseException as error:
        if target is not None:
            workshop.clear(target)
        if isinstance(error, SoundUnreadable):
            raise LocalProblem("sound_damaged") from error
        if isinstance(error, OSError):
            raise disk_trouble(error) from error
        raise
    done = [Done.CONVERTED]
    if one_channel:
        done.append(Done.ONE_CHANNEL)
    if size < source.size:
        done.append(Done.SMALLER)
    return Prepared(target, MIME_TYPE, Kind.VOICE.value, size, source.size, tuple(done), temporary=True)


def _write(source: Source, target: Path, watch: Watch, longest_seconds: int) -> bool:
    """Whether several channels became one."""
    with ExitStack() as closing:
        reader = _open(source)
        closing.callback(_close_quietly, reader)
        stream = closing.enter_context(open_private(target))
        writer = OpusFile(stream)
        closing.callback(_close_quietly, writer)
        written = 0
        for block in mono(_blocks(reader, watch, longest_seconds), reader.rate, reader.channels):
            writer.write(block)
            written += len(block)
        if not written:
            raise LocalProblem("sound_empty")
        writer.close()
        stream.flush()
        os.fsync(stream.fileno())
        return reader.channels > 1


def _blocks(reader: SoundReader, watch: Watch, longest_seconds: int) -> Iterator[array[float]]:
    frames, done, most = reader.rate * _BLOCK_SECONDS, 0, reader.rate * longest_seconds
    while samples := reader.read(frames):
        check_wanted(watch)
        yield samples
        done += len(samples) // reader.channels
        # Counted, because a header may promise anything.
        if done > most:
            raise LocalProblem("sound_too_long", minutes=longest_seconds // 60)
        watch.told(min(1.0, done / reader.frames) if reader.frames else 0.0)


def _open(source: Source) -> SoundReader:
    source.stream.seek(0)
    reader = SoundReader(source.stream)
    if reader.rate not in _RATES or not 0 < reader.channels <= _MOST_CHANNELS:
        _close_quietly(reader)
        raise LocalProblem("sound_damaged")
    return reader


def _must_sound(source: Source) -> None:
    """An OGG file of headers only would be a voice message of no length."""
    try:
        reader = _open(source)
        try:
            is_empty = not reader.read(1)
        finally:
            reader.close()
    except (OSError, SoundUnreadable) as error:
        raise LocalProblem("sound_damaged") from error
    if is_empty:
        raise LocalProblem("sound_empty")


def _close_quietly(sound: SoundReader | OpusFile) -> None:
    # What went wrong is on its way up already.
    with suppress(OSError):
        sound.close()
