"""Entries of do-not-contact lists: a telephone number and, where the list tells it, the day of its listing (2.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.domain.identity import match_key
from server_stub.domain.import_values import read_moment

EFFECTIVE_AFTER_MS: Final = 30 * 24 * 3_600_000
"""A listing binds from the 30th day on."""
_DECORATION: Final = re.compile(r"[\s()./-]")
_NATIONAL: Final = re.compile(r"(?:\+?55|0(?:\d{2})?)?([1-9]{2}(?:9?[6-9]\d{7}|[2-5]\d{7}))")
_ABROAD: Final = re.compile(r"(?:\+|00)(?!55)([1-9]\d{7,14})")


@dataclass(frozen=True, slots=True)
class Listing:
    """`key`: of the number without its 9th digit; `listed_at`: ms, None where the list does not tell."""

    key: str
    listed_at: int | None


def read_listing(cells: list[str], zone: ZoneInfo) -> Listing | None:
    """The first number and the first date of a line, in whatever order; None for a line without a number.

    Shape is enough: these lists come from authorities, and a number that does not exist harms nobody.
    """
    key = next((found for cell in cells if (found := _key(cell))), None)
    if key is None:
        return None
    moments = (read_moment(cell, zone) for cell in cells)
    moment = next((it for it in moments if it is not None), None)
    return Listing(key, None if moment is None else moment.at)


def _key(cell: str) -> str | None:
    digits = _DECORATION.sub("", cell)
    national = _NATIONAL.fullmatch(digits)
    if national is not None:
        return match_key(f"55{national[1]}")
    abroad = _ABROAD.fullmatch(digits)
    return None if abroad is None else match_key(abroad[1])
