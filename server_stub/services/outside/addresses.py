"""E-mail addresses and telephone numbers outside WhatsApp: which are taken, and how they are shown."""

from __future__ import annotations

import re
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.domain.phone_entry import read_phone
from server_stub.storage.repositories.outside import EMAIL

_LONGEST: Final = 254
"""Of an address in SMTP (RFC 5321, 4.5.3)."""
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN: Final = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def read_address(channel: str, text: str) -> str:
    """As it is kept and sent to: a plain address with its domain in ASCII, or E.164. Raises ADDRESS_INVALID."""
    found = _read_email(text) if channel == EMAIL else read_phone(text)
    if found is None:
        raise GatewayRefusal(ErrorCode.ADDRESS_INVALID, channel=channel)
    return found


def masked(address: str) -> str:
    """Enough to recognise what one knows, and no more."""
    local, at, domain = address.partition("@")
    if at:
        return f"{local[0]}•••@{domain}"
    return f"{address[:5]}•••{address[-4:]}"


def _read_email(text: str) -> str | None:
    local, _, domain = text.strip().rpartition("@")
    try:
        plain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return None
    whole = f"{local}@{plain}"
    sound = len(local) <= 64 and len(whole) <= _LONGEST and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(plain)
    return whole if sound else None
