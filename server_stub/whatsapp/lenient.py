"""Reading JSON that may have any shape: wrong types read as absent, numbers as text and text as numbers."""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

import msgspec

Json: TypeAlias = Any
"""Whatever JSON can say."""

_EMPTY: Final[dict[str, Json]] = {}
_SECONDS_BELOW: Final = 100_000_000_000
"""A moment below this is in seconds (until the year 5138), above in milliseconds (from 1973)."""
_LATEST: Final = 4_102_444_800_000
"""Moments after the year 2099 are not moments."""
_BOM: Final = b"\xef\xbb\xbf"
_decoder = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()


def loads(body: bytes) -> Json:
    """Decode a body. Half emoji and wrong UTF-8 are replaced, not refused. Raises ValueError where it is no JSON."""
    try:
        return _decoder.decode(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except ValueError:
        return _mended(body)


def dumps(value: Json) -> bytes:
    return _encoder.encode(value)


def text(value: Json) -> str:
    """Text as it is, a number in digits, else empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def whole(value: Json) -> int | None:
    """A whole number, also written as text or with a fraction of zero."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    try:
        return int(value) if isinstance(value, str | float) else None
    except (ValueError, OverflowError):
        return None


def real(value: Json) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else _EMPTY


def listing(value: Json) -> list[Json]:
    """A list as it is; a lone object as a list of one."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def moment(value: Json) -> int | None:
    """Milliseconds since the epoch from WhatsApp's seconds, text or number; None for what is not a moment."""
    number = int(value) if type(value) is str and value.isdecimal() and len(value) < 20 else whole(value)
    if number is None or number < 0:
        return None
    in_ms = number * 1000 if number < _SECONDS_BELOW else number
    return in_ms if in_ms <= _LATEST else None


def _mended(body: bytes) -> Json:
    """The slow way for bodies that a strict decoder refuses: names cut in the middle of an emoji do occur."""
    written = body.removeprefix(_BOM).decode("utf-8", "replace")
    try:
        value = json.loads(written, parse_constant=lambda _: None)
        whole_text = json.dumps(value, ensure_ascii=False)
        # UTF-16 joins the two halves of a pair; a half without its other half becomes U+FFFD.
        return _decoder.decode(whole_text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
