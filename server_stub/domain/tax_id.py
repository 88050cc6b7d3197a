"""The CNPJ, whose first twelve signs may be letters since July 2026."""

from __future__ import annotations

import re
from typing import Final

_SHAPE: Final = re.compile(r"[0-9A-Z]{12}[0-9]{2}")
_MARKS: Final = re.compile(r"[./\-\s]")


def is_cnpj(text: str) -> bool:
    """True for a CNPJ in any writing whose two check digits fit. A letter counts as its code minus 48."""
    signs = _MARKS.sub("", text).upper()
    if _SHAPE.fullmatch(signs) is None or len(set(signs)) == 1:
        return False
    return all(_check_digit(signs[:length]) == signs[length] for length in (12, 13))


def _check_digit(signs: str) -> str:
    weights = [2 + place % 8 for place in range(len(signs))]
    total = sum((ord(sign) - 48) * weight for sign, weight in zip(reversed(signs), weights, strict=True))
    rest = total % 11
    return "0" if rest < 2 else str(11 - rest)
