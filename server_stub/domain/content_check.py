"""Numbers that must never be sent in clear: payment cards and full CPFs, found by their check digits (3.2, row 46)."""

from __future__ import annotations

import re
from typing import Final

from server_stub.domain.regions import is_area

CARD: Final = "card"
CPF: Final = "cpf"

# As cards are printed, or in one piece. What hangs on other digits, letters or dots is a boleto, a key or an address.
_ALONE: Final = r"(?<![\w.,/-])(?:{})(?![\w/-]|[.,]\d)"
_CARD: Final = re.compile(
    _ALONE.replace("{}", r"\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}")
)
_CPF: Final = re.compile(_ALONE.replace("{}", r"\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11}|\d{9}-\d{2}"))
_SAYS_CPF: Final = re.compile(r"\bcpf\b", re.IGNORECASE)


def forbidden_number(text: str) -> str:
    """Which kind of number the text holds: "card", "cpf", or "" for none."""
    if any(_is_card(re.sub(r"\D", "", found.group())) for found in _CARD.finditer(text)):
        return CARD
    said = _SAYS_CPF.search(text) is not None
    return CPF if any(_is_cpf_here(found.group(), said=said) for found in _CPF.finditer(text)) else ""


def is_luhn(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812)."""
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_cpf(digits: str) -> bool:
    """Eleven digits, not all the same, with both check digits right (modulo 11)."""
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    return all(_check(digits[:length]) == int(digits[length]) for length in (9, 10))


def _is_card(digits: str) -> bool:
    return _length_fits(digits) and is_luhn(digits)


def _length_fits(digits: str) -> bool:
    """Lengths that the brands of each leading digit use; nobody issues 18 digits, which our protocol numbers have."""
    length = len(digits)
    return {
        "3": length in (14, 15, 16),
        "4": length in (13, 16, 19),
        "5": length == 16,
        "6": length in (16, 19),
        "2": length == 16,
    }.get(digits[0], False)


def _is_cpf_here(written: str, *, said: bool) -> bool:
    """Eleven bare digits may be a mobile number whose digits happen to check: then the text has to say "CPF"."""
    digits = re.sub(r"\D", "", written)
    if not is_cpf(digits):
        return False
    mobile = digits[2] == "9" and is_area(digits[:2])
    return said or written != digits or not mobile


def _check(digits: str) -> int:
    weights = range(len(digits) + 1, 1, -1)
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) * 10 % 11
    return rest % 10
