"""The signature Meta puts on webhooks."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Hub-Signature-256"


def sign(body: bytes, app_secret: str) -> str:
    """HMAC-SHA256 of exactly these bytes under the app secret, as the header value."""
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def spoil(signature: str) -> str:
    """A signature that is well formed and wrong."""
    last = "0" if signature[-1] != "0" else "1"
    return signature[:-1] + last
