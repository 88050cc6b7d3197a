"""Rules for recognising people: numbers as WhatsApp writes them, the Brazilian 9th digit, business-scoped ids."""

from __future__ import annotations

import re
from typing import Final

_BSUID: Final = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]+")
_DECORATION: Final = str.maketrans("", "", "+ -().\u00a0")


def is_bsuid(value: str) -> bool:
    """Business-scoped user id: two letters of a country, a dot, then letters and digits (reference 3.2)."""
    return value[2:3] == "." and _BSUID.fullmatch(value) is not None


def clean_phone(value: str) -> str:
    """Digits only, where the value is a number written in any way; anything else as it is."""
    if value.isascii() and value.isdigit():
        return value
    digits = value.translate(_DECORATION)
    return digits if digits.isascii() and digits.isdigit() else value


def match_key(digits: str) -> str:
    """Two numbers with the same key may be one person: a reason to ask somebody, never a proof (reference 3.1).

    Brazilian mobiles are the same with and without the 9th digit. A mobile without its 9 must not meet a landline:
    subscriber numbers beginning with 6–9 are mobiles, 2–5 landlines.
    """
    if digits.startswith("55") and len(digits) in (12, 13):
        area, subscriber = digits[2:4], digits[4:]
        if len(subscriber) == 9 and subscriber[0] == "9":
            return f"BRM:{area}{subscriber[1:]}"
        if len(subscriber) == 8:
            return f"{'BRM' if subscriber[0] in '6789' else 'BRL'}:{area}{subscriber}"
    return f"E164:{digits}"


def same_number(one: str, other: str) -> bool:
    """Whether two writings inside one webhook mean the same number, with or without the 9th digit."""
    return one == other or match_key(one) == match_key(other)


def shown_phone(wa_id: str) -> str | None:
    """E.164 of a number as WhatsApp stores it, for the eyes; None for ids that are not numbers."""
    return f"+{wa_id}" if wa_id.isascii() and wa_id.isdigit() else None
