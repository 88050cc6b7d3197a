"""Signed links for people without an account: they name one subject for one use and run out."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Final

from server_stub.storage.vault import Vault

_MAC_BYTES: Final = 16
_LONGEST: Final = 300


class LinkInvalid(Exception):
    """Forged, damaged, for another use, or over. `expired` tells the last from the rest."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("link expired" if expired else "link invalid")
        self.expired = expired


class Links:
    """Signs with a key of the vault's, so that a token says nothing and cannot be made by others."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def sign(self, use: str, subject: str, expires_at: int) -> str:
        """A token for addresses: letters, digits, "-" and "_". `use` keeps links of different kinds apart."""
        body = f"{expires_at:x}.{subject}".encode()
        return base64.urlsafe_b64encode(self._mac(use, body) + body).rstrip(b"=").decode()

    def subject(self, use: str, token: str, now: int) -> str:
        """Whom or what the token names. Raises LinkInvalid."""
        try:
            raw = base64.urlsafe_b64decode(token[:_LONGEST] + "=" * (-len(token[:_LONGEST]) % 4))
        except (ValueError, binascii.Error):
            raise LinkInvalid(expired=False) from None
        mac, body = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        if len(token) > _LONGEST or not hmac.compare_digest(mac, self._mac(use, body)):
            raise LinkInvalid(expired=False)
        expires_at, _, subject = body.decode().partition(".")
        if now >= int(expires_at, 16):
            raise LinkInvalid(expired=True)
        return subject

    def _mac(self, use: str, body: bytes) -> bytes:
        return self._vault.blind(body.decode("latin-1"), f"link:{use}")[:_MAC_BYTES]
