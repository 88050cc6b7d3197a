"""What fits into an SMS: the GSM 7-bit alphabet (3GPP TS 23.038), plain spelling, and how many parts a text takes."""

from __future__ import annotations

import unicodedata
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("^{}\\[~]|€")
_PLAIN: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "`": "'", "ª": "a", "º": "o", "•": "-"}
)


def plain_spelling(text: str) -> str:
    """Without accents and typographic signs: one sign outside the alphabet would halve what fits."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def fits_gsm7(text: str) -> bool:
    return all(sign in _BASIC or sign in _EXTENDED for sign in text)


def parts_of(text: str) -> int:
    """How many messages it is charged as: 160 septets alone, 153 each of several; 70 and 67 units outside GSM-7."""
    if fits_gsm7(text):
        length, alone, of_several = sum(2 if sign in _EXTENDED else 1 for sign in text), 160, 153
    else:
        length, alone, of_several = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else -(-length // of_several)
