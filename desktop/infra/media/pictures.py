"""Pictures for WhatsApp: JPEG or PNG in sRGB, upright, up to 5 MB, telling nothing but what they show (2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import split_suffix
from desktop.domain.picture_bytes import PictureBroken, without_metadata
from desktop.domain.prepared import Done, Prepared, Watch
from desktop.infra.files import open_private
from desktop.infra.media.picture_encoding import encoded
from desktop.infra.media.picture_reading import Facts, facts_of, open_picture, pixels
from desktop.infra.media.sources import Source
from desktop.infra.media.trouble import disk_trouble
from desktop.infra.media.workshop import Workshop
from server_stub.contract.content import Kind
from server_stub.contract.media_rules import STICKER_SIDE, limit_of

if TYPE_CHECKING:
    from PIL import Image

_PLAIN_PNG: Final = frozenset({2, 6})
"""Colour types RGB and RGBA of the PNG header."""


def prepare_picture(source: Source, workshop: Workshop, watch: Watch) -> Prepared:
    """Blocks for up to some seconds. Raises Unwanted, and LocalProblem: `file_damaged`, `disk_full`,
    `picture_too_large` (megapixels), `picture_not_small_enough` (limit_bytes).
    """
    image = open_picture(source.stream)
    facts = facts_of(image)
    if _is_sticker(image, facts, source.size):
        pixels(image)
        return _as_it_is(source, "image/webp", Kind.STICKER)
    if _is_fine(image, facts, source):
        return _bared(image, facts, source, workshop)
    return _made_anew(image, facts, source, workshop, watch)


def _is_sticker(image: Image.Image, facts: Facts, size: int) -> bool:
    if image.format != "WEBP" or image.size != (STICKER_SIDE, STICKER_SIDE):
        return False
    return size <= limit_of("image/webp", animated=facts.is_moving)


def _is_fine(image: Image.Image, facts: Facts, source: Source) -> bool:
    """Nothing about its pixels has to change."""
    if facts.is_turned or facts.has_foreign_colours or facts.is_moving:
        return False
    if image.format in ("JPEG", "MPO"):
        return image.mode == "RGB" and source.size <= limit_of("image/jpeg")
    if image.format != "PNG" or source.size > limit_of("image/png"):
        return False
    source.stream.seek(0)
    head = source.stream.read(26)
    return head[24] == 8 and head[25] in _PLAIN_PNG


def _bared(image: Image.Image, facts: Facts, source: Source, workshop: Workshop) -> Prepared:
    mime_type = "image/png" if image.format == "PNG" else "image/jpeg"
    pixels(image)  # only decoding shows that it is whole
    source.stream.seek(0)
    data = source.stream.read()
    try:
        bare = without_metadata(data)
    except PictureBroken as error:
        raise LocalProblem("file_damaged") from error
    if len(bare) == len(data):
        return _as_it_is(source, mime_type, Kind.IMAGE)
    return _kept(bare, mime_type, source, workshop, (_removed(facts),))


def _made_anew(image: Image.Image, facts: Facts, source: Source, workshop: Workshop, watch: Watch) -> Prepared:
    before = image.size
    done = [_removed(facts)] if facts.has_place or facts.has_details else []
    upright = pixels(image, upright=True)
    watch.told(0.4)
    made = encoded(upright, facts, watch)
    if made.mime_type != f"image/{(image.format or '').lower()}" and image.format != "MPO":
        done.append(Done.CONVERTED)
    if facts.is_turned:
        done.append(Done.TURNED)
    if max(made.size) < max(before):
        done.append(Done.SCALED)
    if len(made.data) < source.size:
        done.append(Done.SMALLER)
    if facts.is_moving:
        done.append(Done.FIRST_FRAME)
    return _kept(made.data, made.mime_type, source, workshop, tuple(done))


def _removed(facts: Facts) -> Done:
    return Done.PLACE_REMOVED if facts.has_place else Done.DETAILS_REMOVED


def _as_it_is(source: Source, mime_type: str, kind: Kind) -> Prepared:
    return Prepared(source.path, mime_type, kind.value, source.size, source.size, (Done.UNCHANGED,))


def _kept(data: bytes, mime_type: str, source: Source, workshop: Workshop, done: tuple[Done, ...]) -> Prepared:
    suffix = ".png" if mime_type == "image/png" else ".jpg"
    try:
        target = workshop.place(split_suffix(source.name)[0] + suffix)
        with open_private(target) as stream:
            stream.write(data)
    except OSError as error:
        raise disk_trouble(error) from error
    return Prepared(target, mime_type, Kind.IMAGE.value, len(data), source.size, done, temporary=True)
