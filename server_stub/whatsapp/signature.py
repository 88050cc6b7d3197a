"""Proof that a webhook comes from Meta: HMAC-SHA256 over the raw bytes, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

HEADER: Final = b"x-hub-signature-256"
_PREFIX: Final = b"sha256="


def sign(body: bytes, app_secret: bytes) -> bytes:
    """The value of the header for a body, as Meta sends it (`sha256=` and 64 hexadecimal digits)."""
    return _PREFIX + hmac.digest(app_secret, body, hashlib.sha256).hex().encode("ascii")


def is_genuine(body: bytes, header: bytes | None, app_secret: bytes) -> bool:
    """Whether the header was made from exactly these bytes with the app secret. An empty secret proves nothing."""
    if header is None or not app_secret:
        return False
    return hmac.compare_digest(sign(body, app_secret), header)
