"""Pictures opened and decoded with Pillow, imported at the first one; broken ones and bombs are refused."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from desktop.domain.errors import LocalProblem

if TYPE_CHECKING:
    from PIL import Image

T = TypeVar("T")
MOST_MEGAPIXELS: Final = 80
"""A picture of so many needs a third of a gigabyte while it is worked on. Below what Pillow itself warns of."""
_FORMATS: Final = ("JPEG", "MPO", "PNG", "WEBP", "BMP", "TIFF", "GIF", "HEIF", "AVIF", "ICO")
"""No others: some of Pillow's readers start other programs."""
_DECODED_SIDE: Final = 4096
_ORIENTATION: Final = 0x0112
_GPS: Final = 0x8825
_HARMLESS_INFO: Final = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile", "gamma"})
_DAMAGE: Final = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError),
    *(EOFError, OverflowError, MemoryError, struct.error, zlib.error),
)
"""What Pillow's readers raise when a file is not what it says."""
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a header tells besides the size."""

    is_turned: bool = False
    is_moving: bool = False
    has_place: bool = False
    has_details: bool = False
    has_foreign_colours: bool = False
    """Its colours are meant in another space than sRGB."""
    is_drawn: bool = False
    """From a format without loss: a screenshot or drawing, which PNG keeps sharp and small."""


def open_picture(stream: BinaryIO) -> Image.Image:
    """The picture, not decoded yet; not to be closed, because Pillow would close `stream` with it.

    Raises LocalProblem `file_damaged`, `picture_too_large` (megapixels).
    """
    _know_formats()
    image = guarded(lambda: _open(stream))
    width, height = image.size
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise _too_large()
    return image


def facts_of(image: Image.Image) -> Facts:
    return guarded(lambda: _facts(image))


def pixels(image: Image.Image, *, upright: bool = False) -> Image.Image:
    """Decoded; with `upright` turned as it was held, and of a very large JPEG only as many pixels as are wanted."""

    def work() -> Image.Image:
        from PIL import ImageOps

        if upright and image.format in ("JPEG", "MPO"):
            image.draft("RGB", (_DECODED_SIDE, _DECODED_SIDE))
        image.load()
        return ImageOps.exif_transpose(image) if upright else image

    return guarded(work)


def is_moving(stream: BinaryIO) -> bool:
    """Whether a GIF has more than one frame. Raises as `open_picture`."""
    image = open_picture(stream)
    return guarded(lambda: bool(getattr(image, "is_animated", False)))


def _open(stream: BinaryIO) -> Image.Image:
    from PIL import Image

    stream.seek(0)
    try:
        return Image.open(stream, formats=[name for name in _FORMATS if name in Image.OPEN])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error


def _facts(image: Image.Image) -> Facts:
    exif = image.getexif()
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    words = xmp if isinstance(xmp, bytes) else str(xmp).encode()
    several = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    return Facts(
        is_turned=exif.get(_ORIENTATION, 1) not in (0, 1),
        is_moving=several and image.format in ("GIF", "WEBP", "PNG", "AVIF"),
        has_place=bool(exif.get_ifd(_GPS)) or b"GPSL" in words,
        has_details=bool(exif) or bool(set(image.info) - _HARMLESS_INFO),
        has_foreign_colours=_is_foreign(image.info.get("icc_profile")),
        is_drawn=image.format in ("PNG", "BMP", "GIF", "ICO", "TIFF"),
    )


def _is_foreign(profile: bytes | None) -> bool:
    """By the name in the profile, which is text in one or in two bytes a letter."""
    return bool(profile) and b"sRGB" not in profile and "sRGB".encode("utf-16-be") not in profile


def _know_formats() -> None:
    """Pillow loads its readers; those of iPhones are added once. Without libheif these are refused as unreadable."""
    from PIL import Image

    with _loading:
        Image.init()
        if "HEIF" not in Image.OPEN:
            try:
                from pi_heif import register_heif_opener
            except ImportError:
                return
            register_heif_opener()


def guarded(work: Callable[[], T]) -> T:
    """What a damaged picture makes Pillow raise comes out as LocalProblem `file_damaged`."""
    try:
        return work()
    except LocalProblem:
        raise
    except _DAMAGE as error:
        raise LocalProblem("file_damaged") from error


def _too_large() -> LocalProblem:
    return LocalProblem("picture_too_large", megapixels=MOST_MEGAPIXELS)
