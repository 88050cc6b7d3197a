"""What somebody types to find a person: words without accents, numbers in any writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from server_stub.contract.folding import fold
from server_stub.domain.identity import match_key

_NUMBER: Final = re.compile(r"\+?[\d\s().\-/\u00a0]+")
_LEAST_DIGITS: Final = 3
_BRAZIL: Final = "55"
_NATIONAL: Final = (10, 11)
"""Digits of a Brazilian number with its area code, without and with the 9th digit."""


def digits_of(text: str) -> str:
    """The digits of a number as it was typed, without the zeros of a trunk call; "" for anything else."""
    if _NUMBER.fullmatch(text.strip()) is None:
        return ""
    found = "".join(sign for sign in text if sign.isascii() and sign.isdigit()).lstrip("0")
    return found if len(found) >= _LEAST_DIGITS else ""


@dataclass(frozen=True, slots=True)
class Findable:
    """One person as far as somebody can look for them. `words` are folded; `numbers` are digits only."""

    name: str
    words: str
    numbers: str
    keys: frozenset[str]

    @classmethod
    def of(cls, name: str, others: list[str], numbers: list[str]) -> Findable:
        """`others`: username, e-mail addresses; `numbers`: telephone numbers in any writing."""
        plain = [digits_of(number) for number in numbers]
        named = fold(name)
        words = "\n".join([named, *(fold(other) for other in others)])
        return cls(named, words, " ".join(plain), frozenset(match_key(number) for number in plain if number))


class Query:
    """`matches` is true where every word is found, or the whole is a number of the person; nothing matches all."""

    def __init__(self, text: str) -> None:
        self._words = [word for word in (word.removeprefix("@") for word in fold(text).split()) if word]
        self._digits = digits_of(text)
        national = len(self._digits) in _NATIONAL
        self._keys = {match_key(self._digits)} if self._digits else set()
        if national:
            self._keys.add(match_key(_BRAZIL + self._digits))

    def matches(self, person: Findable) -> bool:
        if self._digits and (self._digits in person.numbers or not self._keys.isdisjoint(person.keys)):
            return True
        return all(word in person.words for word in self._words)
