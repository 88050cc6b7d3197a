"""Decoded pixels written as JPEG or PNG that WhatsApp takes: sRGB, eight bits, as good as 5 MB allow."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import LocalProblem
from desktop.domain.prepared import Watch
from desktop.infra.media.picture_reading import Facts
from desktop.infra.media.stopping import check_wanted
from server_stub.contract.media_rules import limit_of

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE: Final = 4096
"""Pixels; the phones of customers show less."""
_QUALITIES: Final = (90, 85, 78, 70, 60)
_SHRINK: Final = 0.75
_TRIES: Final = 10
_PNG_WORTH: Final = 1024 * 1024
"""A drawing that needs more bytes than this as PNG is rather a photograph."""
_WITH_ALPHA: Final = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_DEEP: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})


@dataclass(frozen=True, slots=True)
class Encoded:
    data: bytes
    mime_type: str
    size: tuple[int, int]


def encoded(image: Image.Image, facts: Facts, watch: Watch) -> Encoded:
    """Raises LocalProblem `picture_not_small_enough` (limit_bytes)."""
    from PIL import Image

    plain = _plain(image, facts)
    if max(plain.size) > LONGEST_SIDE:
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    for attempt in range(_TRIES):
        check_wanted(watch)
        watch.told(0.5 + attempt / (2 * _TRIES))
        found = _fitting(plain, is_drawn=facts.is_drawn)
        if found is not None:
            return found
        width, height = plain.size
        plain = plain.resize(
            (max(1, round(width * _SHRINK)), max(1, round(height * _SHRINK))), Image.Resampling.LANCZOS
        )
    raise LocalProblem("picture_not_small_enough", limit_bytes=limit_of("image/jpeg"))


def _fitting(plain: Image.Image, *, is_drawn: bool) -> Encoded | None:
    if plain.mode == "RGBA":
        return _within(_png(plain), "image/png", plain, limit_of("image/png"))
    if is_drawn:
        sharp = _within(_png(plain), "image/png", plain, _PNG_WORTH)
        if sharp is not None:
            return sharp
    for quality in _QUALITIES:
        made = _within(_jpeg(plain, quality), "image/jpeg", plain, limit_of("image/jpeg"))
        if made is not None:
            return made
    return None


def _within(data: bytes, mime_type: str, image: Image.Image, limit: int) -> Encoded | None:
    return Encoded(data, mime_type, image.size) if len(data) <= limit else None


def _plain(image: Image.Image, facts: Facts) -> Image.Image:
    """RGB, or RGBA where something shows through; always a copy without anything beside the pixels."""
    if image.mode in _DEEP:
        # Sixteen bits a sample; Pillow would cut them off at 255 instead of dividing.
        image = image.convert("F").point(lambda value: value * (1 / 256) + 0).convert("L")
    profile = image.info.get("icc_profile") if facts.has_foreign_colours else None
    has_alpha = image.mode in _WITH_ALPHA or "transparency" in image.info
    if image.mode == "CMYK" and profile:
        plain = _in_srgb(image, profile) or image.convert("RGB")
    else:
        plain = image.convert("RGBA" if has_alpha else "RGB")
        plain = (_in_srgb(plain, profile) if profile else None) or plain
    if plain.mode == "RGBA" and plain.getextrema()[3][0] == 255:
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """None where the profile makes no sense: the colours are then taken as they are."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, icc_profile=None)
    return out.getvalue()
