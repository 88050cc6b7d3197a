"""Films for WhatsApp: MP4 with H.264 and AAC, up to 16 MB, index first, without the place where they were taken."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import split_suffix
from desktop.domain.film_plan import (
    LIMIT_BYTES,
    MOST_PIXELS,
    Film,
    FilmWork,
    encoding_for,
    is_refused,
    time_limit_seconds,
    work_for,
)
from desktop.domain.prepared import Done, Prepared, Watch
from desktop.infra.files import open_private
from desktop.infra.media.converter import Converter
from desktop.infra.media.film_arguments import encode_arguments, repack_arguments
from desktop.infra.media.mp4 import Mp4, Mp4Broken, blank_out, look_into
from desktop.infra.media.sources import Source
from desktop.infra.media.stopping import in_thread
from desktop.infra.media.trouble import disk_trouble
from desktop.infra.media.workshop import Workshop
from server_stub.contract.content import Kind

_LOOKED_INTO: Final = frozenset({"video/mp4", "video/3gpp", "video/quicktime"})
_DEMUXERS: Final = {
    "video/mp4": "mov",
    "video/3gpp": "mov",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "video/x-msvideo": "avi",
    "video/x-flv": "flv",
    "video/x-ms-wmv": "asf",
    "video/mpeg": "mpeg",
    "image/gif": "gif",
}
_CODECS: Final = {"h264": "avc1", "aac": "mp4a"}
_SPARE_BYTES: Final = 2 * 1024 * 1024
"""With less free than this, a conversion that failed has failed for want of room."""
_SECOND_TRY: Final = 0.75


class Films:
    """`converter`: None where this computer has none; then only what is fine already goes."""

    def __init__(self, workshop: Workshop, converter: Converter | None) -> None:
        self._workshop = workshop
        self._converter = converter

    async def prepare(self, source: Source, mime_type: str, watch: Watch) -> Prepared:
        """Raises LocalProblem: `film_damaged`, `film_needs_converter`, `gif_needs_converter`, `film_too_long`
        (minutes), `film_too_large` (limit_bytes), `film_failed`, `disk_full`.
        """
        looked: Mp4 | None = None
        if mime_type in _LOOKED_INTO:
            looked = await in_thread(lambda: _look(source), watch)
            film = _film_of(looked, mime_type, source.size)
        else:
            film = await self._asked(source, mime_type)
        work = work_for(film)
        if looked is not None and (work is FilmWork.KEEP or (self._converter is None and not is_refused(film))):
            shop = self._workshop
            return await in_thread(lambda: _bared(source, looked, mime_type, shop), watch, undo=shop.undo)
        return await self._converted(source, film, work, watch)

    async def _asked(self, source: Source, mime_type: str) -> Film:
        converter = self._need(mime_type)
        with self._stand_in(source) as path:
            told = await converter.probe(path, _demuxer(mime_type))
        streams = [each for each in told.get("streams", []) if isinstance(each, dict)]
        pictures = [each for each in streams if each.get("codec_type") == "video"]
        sounds = tuple(_codec(each) for each in streams if each.get("codec_type") == "audio")
        if not pictures:
            raise LocalProblem("film_damaged")
        width, height = (_number(pictures[0].get(side)) for side in ("width", "height"))
        seconds = _number(told.get("format", {}).get("duration"))
        return Film(mime_type, source.size, _codec(pictures[0]), sounds, seconds, int(width), int(height))

    async def _converted(self, source: Source, film: Film, work: FilmWork, watch: Watch) -> Prepared:
        converter = self._need(film.mime_type)
        if film.width * film.height > MOST_PIXELS:
            raise LocalProblem("film_damaged")
        target = await asyncio.to_thread(self._place, source)
        try:
            async with asyncio.timeout(time_limit_seconds(film)):
                with self._stand_in(source) as path:
                    await self._run(converter, path, target, film, work, watch)
            size = await asyncio.to_thread(_checked, target)
        except TimeoutError as error:
            await asyncio.to_thread(self._workshop.clear, target)
            raise LocalProblem("film_failed") from error
        except BaseException:
            await asyncio.shield(asyncio.to_thread(self._workshop.clear, target))
            raise
        done = (Done.CONVERTED, Done.SMALLER) if size < source.size else (Done.CONVERTED,)
        return Prepared(target, "video/mp4", Kind.VIDEO.value, size, source.size, done, temporary=True)

    async def _run(
        self, converter: Converter, path: Path, target: Path, film: Film, work: FilmWork, watch: Watch
    ) -> None:
        def told(seconds: float) -> None:
            watch.told(min(1.0, seconds / film.seconds) if film.seconds else 0.0)

        demuxer = _demuxer(film.mime_type)
        if work is FilmWork.REPACK and await converter.run(path, demuxer, repack_arguments(), target, told):
            return
        encoder = await converter.encoder()
        for squeeze in (1.0, _SECOND_TRY):
            arguments = encode_arguments(encoding_for(film, squeeze=squeeze), encoder)
            if not await converter.run(path, demuxer, arguments, target, told):
                raise await asyncio.to_thread(_failure, target)
            if await asyncio.to_thread(os.path.getsize, target) <= LIMIT_BYTES:
                return
        raise LocalProblem("film_too_large", limit_bytes=LIMIT_BYTES)

    def _need(self, mime_type: str) -> Converter:
        if self._converter is None:
            raise LocalProblem("gif_needs_converter" if mime_type == "image/gif" else "film_needs_converter")
        return self._converter

    def _place(self, source: Source) -> Path:
        try:
            return self._workshop.place(split_suffix(source.name)[0] + ".mp4")
        except OSError as error:
            raise disk_trouble(error) from error

    @contextmanager
    def _stand_in(self, source: Source) -> Iterator[Path]:
        """The same file under a name that tells nothing: what programs are called with is visible to everybody."""
        try:
            path = self._workshop.place("film")
            _link(source.path.absolute(), path)
        except OSError as error:
            raise disk_trouble(error) from error
        try:
            yield path
        finally:
            self._workshop.clear(path)


def _link(source: Path, path: Path) -> None:
    for way in (path.symlink_to, path.hardlink_to):
        try:
            way(source)
        except OSError:
            continue  # not allowed there, or another disk
        return
    shutil.copyfile(source, path)


def _look(source: Source) -> Mp4:
    try:
        return look_into(source.stream, source.size)
    except (Mp4Broken, OSError) as error:
        raise LocalProblem("film_damaged") from error


def _film_of(looked: Mp4, mime_type: str, size: int) -> Film:
    return Film(
        mime_type,
        size,
        looked.picture,
        tuple(looked.sounds),
        looked.seconds,
        looked.width,
        looked.height,
        index_first=looked.index_first,
        awkward=looked.awkward,
    )


def _bared(source: Source, looked: Mp4, mime_type: str, workshop: Workshop) -> Prepared:
    """The same bytes but for the words of the camera, in a copy."""
    if not looked.personal:
        return Prepared(source.path, mime_type, Kind.VIDEO.value, source.size, source.size, (Done.UNCHANGED,))
    try:
        target = workshop.place(source.name)
        source.stream.seek(0)
        with open_private(target) as stream:
            shutil.copyfileobj(source.stream, stream)
        with target.open("r+b") as stream:
            blank_out(stream, looked.personal)
    except OSError as error:
        raise disk_trouble(error) from error
    done = (Done.PLACE_REMOVED if looked.has_place else Done.DETAILS_REMOVED,)
    return Prepared(target, mime_type, Kind.VIDEO.value, source.size, source.size, done, temporary=True)


def _checked(target: Path) -> int:
    """Bytes of what was made, after a look whether it is what was wanted."""
    size = target.stat().st_size
    try:
        with target.open("rb") as stream:
            looked = look_into(stream, size)
    except (Mp4Broken, OSError) as error:
        raise _failure(target) from error
    if is_refused(_film_of(looked, "video/mp4", size)):
        raise LocalProblem("film_failed")
    return size


def _failure(target: Path) -> LocalProblem:
    is_full = shutil.disk_usage(target.parent).free < _SPARE_BYTES
    return LocalProblem("disk_full" if is_full else "film_failed")


def _demuxer(mime_type: str) -> str:
    demuxer = _DEMUXERS.get(mime_type)
    if demuxer is None:
        raise LocalProblem("media_type_refused", mime_type=mime_type)
    return demuxer


def _codec(stream: dict[str, Any]) -> str:
    name = str(stream.get("codec_name", ""))
    return _CODECS.get(name, name)


def _number(value: object) -> float:
    try:
        return max(0.0, float(str(value)))
    except ValueError:
        return 0.0
