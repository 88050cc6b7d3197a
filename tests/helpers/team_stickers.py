"""Stickers as the team adds them, right and wrong ones, and how a test adds one to a gateway."""

from __future__ import annotations

import httpx
import msgspec
from PIL import Image, ImageDraw

from server_stub.contract.stickers import Sticker
from tests.helpers.media_files import moving, picture

STATIC_LIMIT, MOVING_LIMIT = 100 * 1024, 500 * 1024


def still_sticker(hue: int = 0, side: int = 512) -> bytes:
    """A disc of another colour for each `hue`, from 0 to 359."""
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 20, side - 20, side - 20), fill=f"hsl({hue}, 80%, 50%)")
    return picture(image, "WEBP", lossless=True)


def moving_sticker(side: int = 512) -> bytes:
    return moving("WEBP", 4, (side, side))


WRONG = {
    "a PNG": (picture(Image.new("RGB", (512, 512)), "PNG"), 415, "media_type_refused"),
    "no picture": (b"RIFFxxxxWAVEfmt ", 415, "media_type_refused"),
    "nothing": (b"", 415, "media_type_refused"),
    "too small": (still_sticker(side=511), 415, "sticker_sides_wrong"),
    "moving and too small": (moving_sticker(300), 415, "sticker_sides_wrong"),
    "cut off in its head": (still_sticker()[:20], 400, "file_unreadable"),
    "cut off near its end": (still_sticker()[:-20], 400, "file_unreadable"),
    "still and too heavy": (still_sticker().ljust(STATIC_LIMIT + 1, b"\0"), 413, "media_too_large"),
    "moving and too heavy": (moving_sticker().ljust(MOVING_LIMIT + 1, b"\0"), 413, "media_too_large"),
}
"""What is refused, with the status and the code of the gateway's answer."""


async def add_sticker(client: httpx.AsyncClient, data: bytes, name: str, pack: str = "Loja", **more: str) -> Sticker:
    answer = await client.post("/v1/stickers", params={"pack": pack, "name": name, **more}, content=data)
    assert answer.status_code == 201, answer.text
    return msgspec.json.decode(answer.content, type=Sticker)
