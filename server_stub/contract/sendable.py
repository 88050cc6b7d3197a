"""What a text, a place, a contact card and a reaction must be like before WhatsApp is asked to take them (2.2)."""

from __future__ import annotations

import itertools
import math
import unicodedata
from typing import Final

from server_stub.contract.content import Card, Location
from server_stub.contract.errors import ErrorCode, GatewayRefusal

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
"""Characters, of what stands under a file."""
MOST_CARDS: Final = 5
"""Meta's schema says five, its guide 257: nobody refuses five."""
NAME_LIMIT: Final = 256
ADDRESS_LIMIT: Final = 1024
MOST_NUMBERS: Final = 10
"""Of each kind on one card."""
_LONGEST_EMOJI: Final = 16
"""Code points: a family of four with skin tones has eleven."""
_JOINERS: Final = frozenset("\u200d\ufe0f\u20e3")
_TAGS: Final = range(0xE0020, 0xE0080)
_KEYCAPS: Final = frozenset("0123456789#*")


def check_length(text: str, limit: int) -> None:
    """Raises GatewayRefusal TEXT_TOO_LONG (limit, length)."""
    if len(text) > limit:
        raise GatewayRefusal(ErrorCode.TEXT_TOO_LONG, limit=limit, length=len(text))


def check_location(place: Location) -> None:
    """Raises GatewayRefusal: LOCATION_INVALID off the globe, TEXT_TOO_LONG."""
    for value, bound in ((place.latitude, 90.0), (place.longitude, 180.0)):
        if not math.isfinite(value) or abs(value) > bound:
            raise GatewayRefusal(ErrorCode.LOCATION_INVALID)
    check_length(place.name, NAME_LIMIT)
    check_length(place.address, ADDRESS_LIMIT)


def check_cards(cards: list[Card]) -> None:
    """Each needs a name and a way to reach the person. Raises CARD_INVALID, TEXT_TOO_LONG."""
    if len(cards) > MOST_CARDS:
        raise GatewayRefusal(ErrorCode.CARD_INVALID, field="count", limit=MOST_CARDS)
    for card in cards:
        if not card.name.strip():
            raise GatewayRefusal(ErrorCode.CARD_INVALID, field="name")
        if not any(each.strip() for each in (*card.phones, *card.emails)):
            raise GatewayRefusal(ErrorCode.CARD_INVALID, field="phones")
        several = (card.phones, card.emails, card.addresses, card.links)
        if any(len(values) > MOST_NUMBERS for values in several):
            raise GatewayRefusal(ErrorCode.CARD_INVALID, field="count", limit=MOST_NUMBERS)
        for text in (card.name, card.organisation, card.role, *card.phones, *card.emails):
            check_length(text, NAME_LIMIT)
        for text in (*card.addresses, *card.links):
            check_length(text, ADDRESS_LIMIT)


def is_emoji(text: str) -> bool:
    """One emoji, as far as can be told without Unicode's tables of sequences: no letters, no words, no spaces."""
    if not 0 < len(text) <= _LONGEST_EMOJI:
        return False
    if text[0] in _KEYCAPS:
        return text[1:] in ("\u20e3", "\ufe0f\u20e3")
    return _begins_emoji(text[0]) and all(_continues_emoji(sign) for sign in text[1:]) and _is_single(text)


def _begins_emoji(sign: str) -> bool:
    return unicodedata.category(sign) == "So" or sign in "\u203c\u2049\u2194\u3030\u303d"


def _continues_emoji(sign: str) -> bool:
    return _begins_emoji(sign) or sign in _JOINERS or _is_modifier(sign) or ord(sign) in _TAGS or ord(sign) == 0xE007F


def _is_modifier(sign: str) -> bool:
    return "\U0001f3fb" <= sign <= "\U0001f3ff"


def _is_flag_letter(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_single(text: str) -> bool:
    """Pictures stand together only when joined; letters of flags only in twos."""
    letters = [sign for sign in text if _is_flag_letter(sign)]
    if letters:
        return len(letters) == 2 == len(text)
    return all(before == "\u200d" for before, sign in itertools.pairwise(text) if _begins_emoji(sign))
