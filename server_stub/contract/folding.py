"""The same word however it is written: for finding and comparing, on both sides, never for showing."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Small letters without accents, so that "Conceição" is found by "conceicao". All other signs stay.

    Opt-outs are read by rules of their own (domain/optout_words.py), to which stretched and spelled-out words matter.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
