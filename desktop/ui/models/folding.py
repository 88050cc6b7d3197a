"""Text as it is compared when people search: without case and accents."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents: "Conceição" → "conceicao"."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    spread = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
