"""Takes each chosen file the way its content asks for, two at a time: implements application.preparing.Preparing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import plain_name
from desktop.domain.files import check, type_of
from desktop.domain.media_route import Route, may_be_document, route_of
from desktop.domain.prepared import Done, Expected, Prepared, QuietWatch, Watch
from desktop.infra.media.converter import find_converter
from desktop.infra.media.films import Films
from desktop.infra.media.picture_reading import is_moving
from desktop.infra.media.pictures import prepare_picture
from desktop.infra.media.sound import prepare_sound
from desktop.infra.media.sources import Source, open_chosen, size_of
from desktop.infra.media.stopping import Unwanted, in_thread
from desktop.infra.media.trouble import disk_trouble
from desktop.infra.media.workshop import Workshop
from server_stub.contract.content import Kind
from server_stub.contract.file_types import HEAD_BYTES

_AT_ONCE: Final = 2
"""Files beside each other: the person goes on typing meanwhile."""
_GIF: Final = "image/gif"


class Preparer:
    """`runtime`: where plain files may lie while the program runs."""

    def __init__(self, runtime: Path) -> None:
        self._workshop = Workshop(runtime)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def look(self, path: Path) -> Expected:
        async with _opened(path) as (source, mime_type):
            try:
                work = route_of(mime_type, as_document=False)
            except LocalProblem:
                work = Route.KEEP
            return Expected(source.name, source.size, mime_type, work.value, choice=may_be_document(mime_type))

    async def prepare(self, path: Path, *, as_document: bool, watch: Watch) -> Prepared:
        async with self._turns, _opened(path) as (source, mime_type):
            try:
                return await self._prepare(source, mime_type, watch, as_document=as_document)
            except Unwanted as error:
                raise LocalProblem("not_wanted") from error
            except LocalProblem as error:
                # A converter does not tell that its file went away beneath it.
                if error.code == "film_failed" and not await asyncio.to_thread(path.exists):
                    raise LocalProblem("file_unreadable") from error
                raise

    async def place(self, name: str) -> Path:
        try:
            return await asyncio.to_thread(self._workshop.place, plain_name(name))
        except OSError as error:
            raise disk_trouble(error) from error

    async def clear(self, path: Path) -> None:
        await asyncio.to_thread(self._workshop.clear, path)

    async def close(self) -> None:
        await asyncio.to_thread(self._workshop.close)

    async def _prepare(self, source: Source, mime_type: str, watch: Watch, *, as_document: bool) -> Prepared:
        route, shop = route_of(mime_type, as_document=as_document), self._workshop
        if route is Route.PICTURE and mime_type == _GIF and await in_thread(lambda: is_moving(source.stream), watch):
            route = Route.FILM
        if route is Route.PICTURE:
            return await in_thread(lambda: prepare_picture(source, shop, watch), watch, undo=shop.undo)
        if route is Route.SOUND:
            return await in_thread(lambda: prepare_sound(source, mime_type, shop, watch), watch, undo=shop.undo)
        if route is Route.FILM:
            films = Films(shop, await asyncio.to_thread(find_converter))
            return await films.prepare(source, mime_type, watch)
        return await in_thread(lambda: _kept(source, as_document=as_document), watch)


def _kept(source: Source, *, as_document: bool) -> Prepared:
    source.stream.seek(0)
    facts = check(source.stream.read(HEAD_BYTES), source.size, source.path.name)
    is_changed = as_document and facts.kind is not Kind.DOCUMENT
    return Prepared(
        source.path,
        facts.mime_type,
        Kind.DOCUMENT.value if as_document else facts.kind.value,
        source.size,
        source.size,
        (Done.DETAILS_KEPT if is_changed else Done.UNCHANGED,),
    )


@asynccontextmanager
async def _opened(path: Path) -> AsyncIterator[tuple[Source, str]]:
    """The file with the type that its content tells. Raises LocalProblem as `open_chosen`, and `file_empty`."""
    source, mime_type = await in_thread(lambda: _open(path), QuietWatch(), undo=_closed)
    try:
        yield source, mime_type
    finally:
        source.stream.close()


def _closed(opened: tuple[Source, str]) -> None:
    opened[0].stream.close()


def _open(path: Path) -> tuple[Source, str]:
    stream = open_chosen(path)
    try:
        source = Source(stream, path, plain_name(path.name), size_of(stream))
        if not source.size:
            raise LocalProblem("file_empty")
        return source, type_of(stream.read(HEAD_BYTES), path.name)
    except OSError as error:
        stream.close()
        raise LocalProblem("file_unreadable") from error
    except LocalProblem:
        stream.close()
        raise
