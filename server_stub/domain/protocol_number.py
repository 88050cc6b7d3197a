"""The number that a customer may quote: date, unit, daily sequence and a check digit, 18 digits (consent rules 2.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

LENGTH: Final = 18
DAILY_LIMIT: Final = 999_999
# São Paulo has had no daylight saving since 2019; a fixed offset needs no time-zone files, which Windows does not have.
SAO_PAULO: Final = timezone(timedelta(hours=-3))

# Damm's quasigroup of order 10: totally anti-symmetric, hence every wrong digit and every adjacent swap is found.
_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

_PARTS: Final = re.compile(r"[\s.\-\u2010-\u2015\u2212/_·]")


def check_digit(digits: str) -> int:
    """The digit that makes the Damm sum of `digits` and itself zero."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def day_of(now: int) -> str:
    """AAAAMMDD in São Paulo at `now` (ms UTC)."""
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(SAO_PAULO).strftime("%Y%m%d")


def protocol_number(day: str, unit: str, sequence: int) -> str:
    """18 digits. Raises ValueError for parts that do not fit: `day` AAAAMMDD, `unit` 3 digits, `sequence` 1–999,999."""
    if len(day) != 8 or len(unit) != 3 or not (day + unit).isdecimal() or not (day + unit).isascii():
        raise ValueError("day must have 8 digits and unit 3")
    if not 1 <= sequence <= DAILY_LIMIT:
        raise ValueError("the daily sequence goes from 1 to 999999")
    body = f"{day}{unit}{sequence:06d}"
    return f"{body}{check_digit(body)}"


def grouped(number: str) -> str:
    """As people read it aloud: date, unit, sequence and check digit apart."""
    return (
        f"{number[:4]} {number[4:8]} {number[8:11]} {number[11:17]} {number[17:]}" if len(number) == LENGTH else number
    )


def digits_of(text: str) -> str:
    """The digits of a number however it was typed; "" where there is anything but digits and what parts them."""
    return "" if _PARTS.sub("", text).strip("0123456789") else "".join(sign for sign in text if sign in "0123456789")


def is_protocol_number(text: str) -> bool:
    """Whether these 18 digits, as read over the phone, are one of ours by their check digit."""
    return len(text) == LENGTH and text.isascii() and text.isdecimal() and check_digit(text) == 0
