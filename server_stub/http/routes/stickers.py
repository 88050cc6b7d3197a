"""Stickers of the team: who works here lists, fetches, adds, names and removes them."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, delete, get, post, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.stickers import Sticker, StickerWords
from server_stub.http.needs import Data, Now, Who
from server_stub.http.routes.media import announced_size
from server_stub.services.stickers import WEBP, StickerBook

Book = NamedDependency[StickerBook]
_TAGS = ["stickers"]
_FOR_EVER: Final = "private, max-age=31536000, immutable"
"""The bytes of a sticker never change: another picture is another sticker."""


@get("/v1/stickers", summary="Stickers of the team", tags=_TAGS)
async def list_stickers(database: Data, stickers: Book) -> list[Sticker]:
    """Oldest first."""
    return await database.read(stickers.all)


@get("/v1/stickers/{sticker_id:str}/file", summary="The picture of a sticker", tags=_TAGS)
async def sticker_file(
    sticker_id: FromPath[str], request: Request[Any, Any, State], database: Data, stickers: Book
) -> Response[bytes]:
    """WebP, for ever the same: 304 for who has it."""
    found, data = await database.read(lambda tx: stickers.picture(tx, sticker_id))
    tag = f'"{found.digest}"'
    headers = {"etag": tag, "cache-control": _FOR_EVER, "x-content-type-options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=WEBP)


@post(
    "/v1/stickers",
    summary="Add a sticker",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it is read, and refused with a code
)
async def add_sticker(
    request: Request[Any, Any, State],
    caller: Who,
    stickers: Book,
    pack: FromQuery[str] = "",
    name: FromQuery[str] = "",
    keywords: FromQuery[str] = "",
) -> Sticker:
    """The raw body; keywords with commas between them. The same picture in the same pack is there once."""
    words = StickerWords(pack, name, keywords.split(","))
    return await stickers.add(caller.account, words, announced_size(request), request.stream())


@put("/v1/stickers/{sticker_id:str}", summary="Name a sticker, or move it to another pack", tags=_TAGS)
async def describe_sticker(
    sticker_id: FromPath[str], data: JSONBody[StickerWords], caller: Who, database: Data, stickers: Book, clock: Now
) -> Sticker:
    """One's own, or any for leads and administrators. 409 where the pack has the same picture already."""
    return await database.write(lambda tx: stickers.describe(tx, caller.account, sticker_id, data, clock()))


@delete("/v1/stickers/{sticker_id:str}", summary="Remove a sticker", tags=_TAGS, status_code=200)
async def remove_sticker(sticker_id: FromPath[str], caller: Who, database: Data, stickers: Book, clock: Now) -> Sticker:
    """One's own, or any for leads and administrators. What was sent stays where it was sent."""
    return await database.write(lambda tx: stickers.remove(tx, caller.account, sticker_id, clock()))


@post("/v1/stickers/{sticker_id:str}/restore", summary="Bring a sticker back", tags=_TAGS, status_code=200)
async def restore_sticker(
    sticker_id: FromPath[str], caller: Who, database: Data, stickers: Book, clock: Now
) -> Sticker:
    """Within a week after it was removed."""
    return await database.write(lambda tx: stickers.restore(tx, caller.account, sticker_id, clock()))


HANDLERS = [list_stickers, sticker_file, add_sticker, describe_sticker, remove_sticker, restore_sticker]
