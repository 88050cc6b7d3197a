"""The emoji and their names, read from the resources at the first one that is wanted (4 ms)."""

from __future__ import annotations

from functools import cache

import msgspec

from desktop.domain.emoji import Emoji, EmojiBook
from desktop.ui.language import RESOURCES

_Row = tuple[str, int, str, str, str, str, tuple[str, ...]]


class _File(msgspec.Struct):
    emoji: list[_Row]


@cache
def emoji_book() -> EmojiBook:
    raw = (RESOURCES / "emoji" / "emoji.json").read_bytes()
    rows = msgspec.json.decode(raw, type=_File).emoji
    return EmojiBook(
        [
            Emoji(sign, group, (portuguese, english), (keys_pt, keys_en), tones)
            for sign, group, portuguese, english, keys_pt, keys_en, tones in rows
        ]
    )
