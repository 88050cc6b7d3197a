"""A bounded look into MP4 and QuickTime: codecs, length, order of the parts; nothing is decoded (ISO 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

_INDEX_BYTES: Final = 32 * 1024 * 1024
"""An index of more is no film that anybody sends."""
_MOST_BOXES: Final = 20_000
_PLACE: Final = (b"\xa9xyz", b"loci", b"location")
"""How QuickTime, 3GPP and Apple call the place."""
_HIGH_PROFILE: Final = 100


class Mp4Broken(ValueError):
    """It is not what it says, or ends too early."""


@dataclass(frozen=True, slots=True)
class Box:
    """`begin` of the box and of its `content`, and its `end`: bytes from the beginning of the file or index."""

    kind: bytes
    begin: int
    content: int
    end: int


@dataclass(slots=True)
class Mp4:
    """`picture` and `sounds`: codecs by their four letters. `seconds` 0 where the index does not say."""

    picture: str = ""
    sounds: list[str] = field(default_factory=list)
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    index_first: bool = False
    awkward: bool = False
    personal: list[tuple[int, int]] = field(default_factory=list)
    """Where in the file boxes begin and end that hold words of the camera: place, maker, time."""
    has_place: bool = False


def look_into(stream: BinaryIO, size: int) -> Mp4:
    """Raises Mp4Broken."""
    found, seen_data, has_index = Mp4(), False, False
    for box in _boxes_of_file(stream, size):
        if box.kind == b"mdat":
            seen_data = True
        elif box.kind == b"moov":
            has_index, found.index_first = True, not seen_data
            if box.end - box.content > _INDEX_BYTES:
                raise Mp4Broken("index too large")
            stream.seek(box.content)
            _read_index(stream.read(box.end - box.content), box.content, found)
    if not has_index:
        raise Mp4Broken("no index")
    return found


def blank_out(stream: BinaryIO, boxes: list[tuple[int, int]]) -> None:
    """Make them boxes of zeros named "free", which every player skips; no other byte moves."""
    for begin, end in boxes:
        stream.seek(begin + 4)
        stream.write(b"free".ljust(end - begin - 4, b"\0"))


def _read_index(index: bytes, begin: int, found: Mp4) -> None:
    for box in _boxes(index, 0, len(index)):
        if box.kind == b"mvhd":
            found.seconds = _duration(index, box)
        elif box.kind == b"trak":
            _read_track(index, box, begin, found)
        elif box.kind in (b"udta", b"meta"):
            _note_personal(index, box, begin, found)


def _note_personal(index: bytes, box: Box, begin: int, found: Mp4) -> None:
    found.personal.append((begin + box.begin, begin + box.end))
    words = index[box.content : box.end]
    found.has_place = found.has_place or any(sign in words for sign in _PLACE)


def _read_track(index: bytes, track: Box, begin: int, found: Mp4) -> None:
    for box in _boxes(index, track.content, track.end):
        if box.kind in (b"udta", b"meta"):
            _note_personal(index, box, begin, found)
    handler = _inside(index, track, b"mdia", b"hdlr")
    table = _inside(index, track, b"mdia", b"minf", b"stbl")
    if handler is None or table is None:
        return
    kind = index[handler.content + 8 : handler.content + 12]
    description = _inside(index, table, b"stsd")
    if description is None or kind not in (b"vide", b"soun"):
        return
    entry = next(_boxes(index, description.content + 8, description.end), None)
    if entry is None:
        raise Mp4Broken("no description")
    codec = entry.kind.decode("latin-1")
    if kind == b"soun":
        found.sounds.append(codec)
    elif not found.picture:
        found.picture = codec
        found.width, found.height = struct.unpack_from(">HH", index.ljust(entry.content + 28), entry.content + 24)
        found.awkward = _has_high_profile(index, entry) and _inside(index, table, b"ctts") is not None


def _has_high_profile(index: bytes, entry: Box) -> bool:
    """By the decoder's configuration, which stands behind 78 bytes that every picture has."""
    if entry.end - entry.content <= 78:
        return False
    for box in _boxes(index, entry.content + 78, entry.end):
        if box.kind == b"avcC":
            return index[box.content + 1] == _HIGH_PROFILE
    return False


def _duration(index: bytes, box: Box) -> float:
    try:
        if index[box.content] == 1:
            scale, units = struct.unpack_from(">IQ", index, box.content + 20)
        else:
            scale, units = struct.unpack_from(">II", index, box.content + 12)
    except (struct.error, IndexError) as error:
        raise Mp4Broken("cut off") from error
    unknown = units in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return 0.0 if unknown or not scale else float(units) / float(scale)


def _inside(index: bytes, box: Box, *path: bytes) -> Box | None:
    for name in path:
        found = next((each for each in _boxes(index, box.content, box.end) if each.kind == name), None)
        if found is None:
            return None
        box = found
    return box


def _boxes(index: bytes, at: int, end: int) -> Iterator[Box]:
    """One behind the other. Four zero bytes at the end are no box: QuickTime ends some lists so."""
    while at + 8 <= end:
        box = _box(index[at : at + 16], at, end)
        yield box
        at = box.end


def _boxes_of_file(stream: BinaryIO, size: int) -> Iterator[Box]:
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > size:
            return
        stream.seek(at)
        box = _box(stream.read(16), at, size)
        yield box
        at = box.end
    raise Mp4Broken("too many parts")


def _box(head: bytes, at: int, end: int) -> Box:
    length, kind = struct.unpack_from(">I4s", head.ljust(16, b"\0"))
    content = at + 8
    if length == 1:
        length, content = struct.unpack_from(">Q", head.ljust(16, b"\0"), 8)[0], at + 16
    elif length == 0:
        length = end - at
    if length < content - at or at + length > end:
        raise Mp4Broken("cut off")
    return Box(kind, at, content, at + length)
