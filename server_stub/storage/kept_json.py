"""Settings kept as JSON, read so that what an older or newer program wrote never stops this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def read_kept(text: str | bytes, shape: type[T], given: Mapping[str, Any] | None = None) -> T:
    """`shape` from a JSON object and what is `given` beside it, which wins.

    Unknown keys are kept out; a value that no longer fits its field is as if it were missing, and the default holds.
    Raises msgspec.ValidationError only where a field without a default is missing.
    """
    kept = _object(text) | dict(given or {})
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(shape):
        if field.encode_name not in kept:
            continue
        try:
            values[field.encode_name] = msgspec.convert(kept[field.encode_name], field.type)
        except msgspec.ValidationError:
            continue
    return msgspec.convert(msgspec.to_builtins(values), shape)


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return {}
    return found if isinstance(found, dict) else {}
