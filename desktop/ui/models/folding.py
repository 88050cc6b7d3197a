"""Text as it is compared when people search: without case and accents."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Lower case without accents: "Conceição" → "conceicao"."""
    plain = text.casefold()
    return plain if plain.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", plain))
