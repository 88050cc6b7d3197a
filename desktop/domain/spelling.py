"""The words of a text that a dictionary can judge, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

MOST_CHARACTERS: Final = 5_000
"""Of one paragraph: more than a message may hold is not written by hand, and looking through it would be felt."""
_LONGEST_WORD: Final = 60
_LETTER: Final = "[^\\W\\d_]"
"""Any letter; accents that are signs of their own (U+0300 to U+036F) belong to the letter before them."""
_MARKS: Final = "[\u0300-\u036f]*"
_RUN: Final = f"(?:{_LETTER}{_MARKS})+"
_WORD: Final = re.compile(f"{_RUN}(?:['’\\-\u2010\u2011]{_RUN})*")
_ASIDE: Final = re.compile(r"\{\{[^{}]*\}\}|```.*?```|`[^`]*`")
"""Variables, and code as WhatsApp marks it: these may have spaces inside."""
_CHUNK: Final = re.compile(r"\S+")
_NO_PROSE: Final = re.compile(r"^[/:]\w|//|www\.|[@\d]|[^\W_][._][^\W_]")
"""Somewhere between two spaces: phrase by its key, emoji by its name, address, e-mail, mention, number, file name."""
_LAUGHTER: Final = re.compile(r"k{2,}|(?:rs)+|a?(?:h[aeiu]){2,}h?", re.IGNORECASE)
_PLAIN: Final = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `length` count UTF-16 units, as Qt does; `text` is how a dictionary writes it."""

    start: int
    length: int
    text: str

    @property
    def end(self) -> int:
        return self.start + self.length

    def touches(self, position: int) -> bool:
        """Whether a cursor there is in the word or at one of its ends."""
        return self.start <= position <= self.end


def words(paragraph: str) -> list[Word]:
    """What may be judged, in order. Without addresses, numbers, variables, mentions, names in capitals, laughter."""
    if len(paragraph) > MOST_CHARACTERS:
        return []
    found: list[Word] = []
    counted = units = 0
    for match in _WORD.finditer(_CHUNK.sub(_blank_no_prose, _ASIDE.sub(_blank, paragraph))):
        text = unicodedata.normalize("NFC", match[0]).translate(_PLAIN)
        units += utf16_length(paragraph[counted : match.start()])
        length = utf16_length(match[0])
        if _is_prose(text):
            found.append(Word(units, length, text))
        counted, units = match.end(), units + length
    return found


def utf16_length(text: str) -> int:
    """Units of UTF-16: an emoji has two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def parts(word: str) -> list[str]:
    """Of a compound: it is right where the whole is, or each of these. Empty for a simple word."""
    pieces = [piece for piece in word.split("-") if piece]
    return pieces if len(pieces) > 1 else []


def _blank(match: re.Match[str]) -> str:
    """As many signs that are no letters, so that everything stays where it is."""
    return " " * len(match[0])


def _blank_no_prose(match: re.Match[str]) -> str:
    return _blank(match) if _NO_PROSE.search(match[0]) else match[0]


def _is_prose(word: str) -> bool:
    """Neither a letter alone, nor capitals, nor a name as "WhatsApp", nor another script, nor laughter."""
    if len(word) < 2 or len(word) > _LONGEST_WORD or word.isupper():
        return False
    if any(later.isupper() and earlier.islower() for earlier, later in pairwise(word)):
        return False
    return all(_is_latin(letter) for letter in word) and _LAUGHTER.fullmatch(word) is None


def _is_latin(sign: str) -> bool:
    """An ordinal as in "nº" is none."""
    return sign not in "ªº" and (sign < "\u0250" or "\u1e00" <= sign < "\u1f00")
