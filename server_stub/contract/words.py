"""What a text can be found by: its words without case and accents, and the numbers in it however they are written.

One rule for both sides: the desktop's index, the gateway's blind index, and the check of what they found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Content, Kind
from server_stub.contract.folding import fold

LEAST_PREFIX: Final = 3
"""Letters from which on the beginning of a word is enough; shorter ones must be the whole word."""
_TAIL: Final = 8
"""Digits of a subscriber's number without area code and 9th digit: what all writings of it have in common."""
_PROTOCOL: Final = 18
"""Digits of a protocol number, of which many end alike: all of them must be there."""
_MOST_WORDS: Final = 8
_COUNTRY: Final = "55"
_NUMBER: Final = re.compile(r"\d(?:[\s().\-/\u00a0]{0,3}\d)+", re.ASCII)
_DIGITS: Final = re.compile(r"\d+", re.ASCII)
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")
"""With accents that are written as signs of their own."""
_ONLY_NUMBER: Final = re.compile(r"[+\d\s().\-/\u00a0]+", re.ASCII)


def words(text: str) -> list[str]:
    """In their order, folded: letters and digits; everything else separates."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


def tails(text: str) -> Iterator[str]:
    """The last eight digits of every number in the text that has at least so many, however it is grouped."""
    for number in _NUMBER.finditer(text):
        digits = ""
        for group in _DIGITS.findall(number[0]):
            digits += group
            if len(digits) >= _TAIL:
                yield digits[-_TAIL:]


def national(number: str) -> str:
    """The digits without Brazil's country code and 9th digit (Anatel resolution 553/2010): equal for all writings."""
    digits = "".join(_DIGITS.findall(number)).lstrip("0")
    if len(digits) in (12, 13) and digits.startswith(_COUNTRY):
        digits = digits[len(_COUNTRY) :]
    return digits[:2] + digits[3:] if len(digits) == 11 and digits[2] == "9" else digits


def typed_number(query: str) -> str:
    """The digits of a query that is a number, as `national` writes them; "" for words."""
    if _ONLY_NUMBER.fullmatch(query.strip()) is None:
        return ""
    digits = national(query)
    return digits[1:] if len(digits) == _TAIL + 1 and digits[0] == "9" else digits


def searchable(content: Content) -> str:
    """The words of a message that a person would look for, a line for each part of it."""
    parts = [content.text, content.footer]
    if content.kind == Kind.SYSTEM:
        parts.append(content.params.get("protocol", ""))
    if content.media is not None:
        parts.append(content.media.file_name)
    if content.location is not None:
        parts += [content.location.name, content.location.address]
    if content.choice is not None:
        parts += [content.choice.title, content.choice.description]
    for card in content.cards:
        parts += [card.name, card.organisation, *card.phones, *card.emails]
    parts += [answer.value for answer in content.answers]
    if content.order is not None:
        parts.append(content.order.note)
    if content.referral is not None:
        parts += [content.referral.headline, content.referral.body]
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Sought:
    """A query: every word must be there, or the whole is a number that is. `tail` is "" where it is no number.

    `number`: all digits of one as long as a protocol, else "".
    """

    words: tuple[str, ...]
    tail: str
    number: str = ""

    @classmethod
    def of(cls, query: str) -> Sought:
        """The first eight different words count."""
        digits = "".join(_DIGITS.findall(query)) if _ONLY_NUMBER.fullmatch(query.strip()) else ""
        tail = digits[-_TAIL:] if len(digits) >= _TAIL else ""
        number = digits if len(digits) == _PROTOCOL else ""
        return cls(tuple(dict.fromkeys(words(query)))[:_MOST_WORDS], tail, number)

    def __bool__(self) -> bool:
        return bool(self.words)

    def matches(self, text: str) -> bool:
        """By the rule, whatever an index says."""
        if self.tail and any(self._is_in(one[0]) for one in _NUMBER.finditer(text)):
            return True
        there = words(text)
        return bool(self.words) and all(any(_is(word, one) for one in there) for word in self.words)

    def marks(self, text: str) -> list[tuple[int, int]]:
        """(start, length) of every word of the text that begins with a sought one, and of the number."""
        found = [
            (one.start(), len(one[0]))
            for one in _WORD.finditer(text)
            if any(_is(word, part) for part in words(one[0]) for word in self.words)
        ]
        if self.tail:
            found += [(one.start(), len(one[0])) for one in _NUMBER.finditer(text) if self._is_in(one[0])]
        return sorted(set(found))

    def _is_in(self, number: str) -> bool:
        """Whether a number of a text is, or ends in, the one that is sought."""
        if self.number:
            return self.number in "".join(_DIGITS.findall(number))
        return self.tail in tails(number)


def _is(sought: str, word: str) -> bool:
    return word.startswith(sought) if len(sought) >= LEAST_PREFIX else word == sought
