"""Files in and out: raw bodies up, ranges down."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.requests import Uploaded
from server_stub.http.needs import Data, Who
from server_stub.services.media import MediaFiles
from server_stub.services.uploads import Uploads
from server_stub.storage.repositories.media import MediaRow
from server_stub.storage.vault import UnreadableError

_TAGS = ["media"]
_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_MIME_TYPE: Final = re.compile(r"[\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80}(; ?[\w!#$&^.+-]+=[\w!#$&^.+-]+){0,3}", re.ASCII)
"""What a sender announced goes into a header only where it is nothing else than a type."""


@post(
    "/v1/conversations/{conversation_id:str}/media",
    summary="Upload a file",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it streams, by what it turns out to be
)
async def upload(
    conversation_id: FromPath[str],
    request: Request[Any, Any, State],
    caller: Who,
    uploads: NamedDependency[Uploads],
    file_name: FromQuery[str] = "",
) -> Uploaded:
    """The raw body; its type is told by its content, not by its name. 415 and 413 say what WhatsApp does not take."""
    return await uploads.take(caller.account, conversation_id, file_name, announced_size(request), request.stream())


@get("/v1/media/{media_id:str}", summary="A file, or a range of it", tags=_TAGS)
async def download(
    media_id: FromPath[str],
    request: Request[Any, Any, State],
    caller: Who,
    database: Data,
    uploads: NamedDependency[Uploads],
    media_files: NamedDependency[MediaFiles],
) -> Response[Any]:
    """409 while it is not here. One range per request; 416 where it begins after the end."""
    row = await database.read(lambda tx: uploads.visible(tx, caller.account, media_id))
    return await file_answer(row, request, media_files)


@get("/v1/media/{media_id:str}/thumbnail", summary="A small picture of a file", tags=_TAGS)
async def thumbnail(
    media_id: FromPath[str],
    caller: Who,
    database: Data,
    uploads: NamedDependency[Uploads],
    media_files: NamedDependency[MediaFiles],
) -> Response[bytes]:
    """WebP, for the files whose `thumbnail` says that there is one."""
    row = await database.read(lambda tx: uploads.visible(tx, caller.account, media_id))
    try:
        drawn = await media_files.thumbnail(row)
    except UnreadableError:
        raise GatewayRefusal(ErrorCode.NOT_FOUND) from None
    headers = {"x-content-type-options": "nosniff", "cache-control": "private, no-store"}
    return Response(drawn, media_type="image/webp", headers=headers)


def announced_size(request: Request[Any, Any, State]) -> int | None:
    """Content-Length in bytes, where the client tells one that can be read."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else None


async def file_answer(row: MediaRow, request: Request[Any, Any, State], files: MediaFiles) -> Response[Any]:
    """The file or the range that was asked for. Raises NOT_FOUND where its bytes are lost."""
    headers = _headers(row)
    asked = request.headers.get("range")
    part = None if asked is None else _part(asked, row.size)
    if part == (0, 0) and row.size:
        return Response(b"", status_code=416, headers={**headers, "content-range": f"bytes */{row.size}"})
    start, stop = part or (0, row.size)
    # The first piece is read before the answer begins: a file that is lost must not look like a whole one.
    pieces = files.read(row, start, stop)
    try:
        first = await anext(pieces, b"")
    except UnreadableError:
        raise GatewayRefusal(ErrorCode.NOT_FOUND) from None
    headers["content-length"] = str(stop - start)
    if part is not None:
        headers["content-range"] = f"bytes {start}-{stop - 1}/{row.size}"
    return Stream(_chain(first, pieces), status_code=200 if part is None else 206, headers=headers)


async def _chain(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def _headers(row: MediaRow) -> dict[str, str]:
    """Never shown by a browser as a page: attachment, and no guessing of types."""
    name = quote(row.detail.file_name or row.id)
    # Of the whole file, also with a part of it (RFC 9530): who puts parts together can tell whether they fit.
    digest = {"repr-digest": f"sha-256=:{row.detail.sha256}:"} if row.detail.sha256 else {}
    return {
        **digest,
        "content-type": row.mime_type if _MIME_TYPE.fullmatch(row.mime_type) else "application/octet-stream",
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "x-content-type-options": "nosniff",
        "accept-ranges": "bytes",
        "cache-control": "private, no-store",
    }


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """(start, stop) of a range; (0, 0) where it cannot be given; None for what is ignored, e.g. several ranges."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if first == "":
        return max(0, size - int(last)), size if int(last) else 0
    start, stop = int(first), min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else (0, 0)


HANDLERS = [upload, download, thumbnail]
