"""Numbers as people type them, read as E.164: Brazilian writings of all kinds, others with their country code."""

from __future__ import annotations

from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_HOME: Final = "BR"
_LONGEST: Final = 40
_OLD_MOBILE_DIGITS: Final = 10
_FIRST_OF_MOBILES: Final = frozenset("6789")


def read_phone(text: str) -> str | None:
    """ "+5511987654321" from "(11) 98765-4321", "011 8765-4321", "5511987654321"; None where it is no number.

    Abroad begins with + or 00: without it, a wrong Brazilian number could pass for a right one of elsewhere.
    A Brazilian mobile written without its 9th digit gets it: since 2016 every one has it (reference 3.1).
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        return None
    return _read(f"+{written[2:]}" if written.startswith("00") else written)


def written_phone(digits: str) -> str:
    """A number as its country writes it, "+55 11 4000-1234"; what cannot be read stays as it is."""
    plain = "".join(sign for sign in digits if sign.isdigit())
    try:
        number = phonenumbers.parse(f"+{plain}", None)
    except NumberParseException:
        return digits
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))


def _read(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, _HOME)
    except NumberParseException:
        return None
    national = phonenumbers.national_significant_number(number)
    if number.country_code == 55 and len(national) == _OLD_MOBILE_DIGITS and national[2] in _FIRST_OF_MOBILES:
        number = phonenumbers.parse(f"+55{national[:2]}9{national[2:]}", None)
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
