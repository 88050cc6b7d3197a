"""Stickers of the team: made by anybody who works here, named, kept in packs, sent by everybody."""

from __future__ import annotations

from typing import Final

import msgspec

NAME_LIMIT: Final = 60
"""Characters of a sticker's name, and of its pack's."""
KEYWORD_LIMIT: Final = 40
MOST_KEYWORDS: Final = 20
MOST_STICKERS: Final = 1_000
"""Of one team, over all packs."""


class Sticker(msgspec.Struct, frozen=True, omit_defaults=True):
    """`digest`: SHA-256 of its bytes in hexadecimal; the same picture in two packs is one file. `size` in bytes."""

    id: str
    pack: str
    name: str
    digest: str
    size: int
    made_by: str
    made_at: int
    keywords: list[str] = []
    animated: bool = False
    removed_at: int | None = None
    """It can be brought back for a week; only its event carries this, no list does."""


class StickerWords(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a sticker is called and found by."""

    pack: str
    name: str
    keywords: list[str] = []


def tidy(words: StickerWords) -> StickerWords:
    """Without blanks too many and without keywords said twice."""
    keywords = dict.fromkeys(" ".join(each.split()) for each in words.keywords)
    keywords.pop("", None)
    return StickerWords(" ".join(words.pack.split()), " ".join(words.name.split()), list(keywords))


def wrong_words(words: StickerWords) -> str:
    """The first field of tidy words that cannot be: pack, name or keywords; "" where all can."""
    if not 0 < len(words.pack) <= NAME_LIMIT:
        return "pack"
    if not 0 < len(words.name) <= NAME_LIMIT:
        return "name"
    too_long = any(len(each) > KEYWORD_LIMIT or "," in each for each in words.keywords)
    return "keywords" if too_long or len(words.keywords) > MOST_KEYWORDS else ""
