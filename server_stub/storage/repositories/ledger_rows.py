"""How an event of the ledger becomes bytes: the canonical form that its hash is taken of, and what a row holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

import msgspec

GENESIS: Final = "0" * 64
"""What the first event names as the hash before it."""
SALT_BYTES: Final = 16
PAYLOAD_CONTEXT: Final = "consent_event.payload"
EVIDENCE_SHA256: Final = "evidence_sha256"
"""In the payload, which the chain covers: the digest of the event's evidence."""
NOTICE_SHA256: Final = "notice_sha256"
"""In the payload: the digest of the text that the person saw."""
NOTICE_REGISTERED_LATER: Final = "notice_registered_later"
"""In the payload, of a text that was in use elsewhere: who registered it and when, and what period they stated."""


class Row(msgspec.Struct, frozen=True):
    """What the hash of an event covers. The fields stand in alphabetical order: so they are written."""

    actor: str
    brand: str
    captured_at: int
    channel: str
    contact_id: str
    event_id: str
    key_id: str
    notice_version_id: str | None
    payload_commitment: str
    prev_hash: str
    proof_level: int
    purpose: str
    recorded_at: int
    seq: int
    source: str
    source_key: str | None
    type: str
    valid_until: int | None


FIELDS: Final = Row.__struct_fields__
COLUMNS: Final = ", ".join(f"consent_event.{name}" for name in FIELDS)
WIDTH: Final = len(FIELDS)
_NUMBERS: Final = frozenset({"captured_at", "proof_level", "recorded_at", "seq", "valid_until"})
"""A blob in place of one of these would be written as a string, which no hash fits."""
_NOTICE: Final = FIELDS.index("notice_version_id")
_CAUSE: Final = FIELDS.index("source_key")
_texts = itemgetter(*(at for at, name in enumerate(FIELDS) if name not in _NUMBERS and at not in (_NOTICE, _CAUSE)))
_encode = msgspec.json.Encoder().encode


def row_digest(values: Sequence[Any]) -> bytes:
    """SHA-256 of the canonical form of an event, from the values of FIELDS in their order.

    msgspec writes what `canonical` would, byte for byte (there are only strings, whole numbers and nulls), and several
    times faster. It would write a blob, too, as Base64; no column holds one, so such a row was changed: no hash fits.
    """
    try:
        "".join(_texts(values))  # the quickest way to find a blob among them; the two that may be null come after
        if bytes in (type(values[_NOTICE]), type(values[_CAUSE])):
            return b""
        return hashlib.sha256(_encode(Row(*values))).digest()
    except (TypeError, ValueError):  # a blob, or text that is no text: somebody wrote it past this program
        return b""


def canonical(value: dict[str, Any]) -> bytes:
    """JSON with sorted keys and no blanks: the same value always gives the same bytes, also in other languages."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Bound(msgspec.Struct, frozen=True):
    """What a payload binds to its event besides what it says."""

    evidence_sha256: str | None = None
    notice_sha256: str | None = None
    notice_registered_later: dict[str, Any] | None = None


def registered_later(at: int, by: str, in_use_from: int | None, in_use_until: int | None) -> dict[str, Any] | None:
    """What `NOTICE_REGISTERED_LATER` holds; None for a text that was published here."""
    if in_use_until is None:
        return None
    return {"at": at, "by": by, "in_use_from": in_use_from, "in_use_until": in_use_until}


bound_in = msgspec.json.Decoder(Bound).decode
