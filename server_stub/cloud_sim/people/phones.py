"""Brazilian telephone numbers as people dial them and as WhatsApp stores them."""

from __future__ import annotations

import re

FIRST_AREA_WITHOUT_NINE = 31
_BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
_PUNCTUATION = re.compile(r"[+\s()\-.]")


def is_bsuid(text: str) -> bool:
    """Whether `text` has the form of a business-scoped user id (`BR.1349…`, `BR.ENT.…`)."""
    return _BSUID.fullmatch(text) is not None


def digits_of(text: str) -> str | None:
    """The digits of a dialled number without punctuation; None when something else is in it."""
    bare = _PUNCTUATION.sub("", text)
    return bare if bare.isascii() and bare.isdigit() and 8 <= len(bare) <= 15 else None


def with_country(digits: str, country: str = "55") -> str:
    """Put the business's country code before a national number, as Meta does."""
    return country + digits if len(digits) in (10, 11) else digits


def wa_id_of(digits: str) -> str:
    """The account id for a number: mobile numbers of area 31 and above lose their leading 9.

    Many Brazilian accounts are stored in the older 12-digit form, and Meta answers with that form
    whatever the caller dialled; areas 11 to 28 keep 13 digits.
    """
    if len(digits) != 13 or not digits.startswith("55") or digits[4] != "9":
        return digits
    if int(digits[2:4]) < FIRST_AREA_WITHOUT_NINE:
        return digits
    return digits[:4] + digits[5:]
