"""One-time codes: easy to read aloud, found in whatever the person wrote around them."""

from __future__ import annotations

import re
import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, 1, I and L, U and V side by side: nobody has to guess which one it is."""
PREFIX: Final = "BALCAO"
LENGTH: Final = 8
_IN_TEXT: Final = re.compile(rf"\bBALC[AÃ]O[\s–-]?([{ALPHABET}]{{{LENGTH}}})\b", re.IGNORECASE)
_TYPED_DIGITS: Final = 6


def new_code() -> str:
    """About 39 bits of chance, as "BALCAO-7K2M9QXH": to be sent by the person in a message."""
    return f"{PREFIX}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def code_in(text: str) -> str | None:
    """The code in a message, written as `new_code` writes it; None where there is none."""
    found = _IN_TEXT.search(text[:500])
    return None if found is None else f"{PREFIX}-{found.group(1).upper()}"


def new_typed_code() -> str:
    """Six digits to be typed from a message into a page; few attempts are allowed (submission.TYPED_ATTEMPTS)."""
    return f"{secrets.randbelow(10**_TYPED_DIGITS):0{_TYPED_DIGITS}}"


def typed_code(text: str) -> str:
    """What somebody typed, without blanks and hyphens; "" where it cannot be a code."""
    digits = "".join(text.split()).replace("-", "")
    return digits if len(digits) == _TYPED_DIGITS and digits.isascii() and digits.isdigit() else ""
