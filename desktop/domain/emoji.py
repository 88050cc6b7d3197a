"""Emoji by name: found in Portuguese and English, in the skin tone of choice, after a colon in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.matching import fold

TONES: Final = 5
RECENT: Final = 36
"""So many are remembered."""
USUAL: Final = (
    *("🙂", "😊", "👍", "🙏", "❤️", "😂", "😍", "🥰", "😘", "😉", "🎉", "👏"),
    *("✅", "😀", "🤣", "🤩", "🤔", "😢", "😭", "😅", "🙌", "💪", "👌", "👋"),
    *("🤝", "💛", "💚", "💙", "🎁", "✨", "🔥", "❌", "⚠️", "📦", "🚚", "💳"),
)
"""What people in shops write most: before others where both are found equally well, and what is there at first."""
_AFTER_COLON: Final = re.compile(r"(?:^|[\s(\[{\"'])(:([^\W\d_][\w+-]{1,23}))$")
"""Not "10:30", "https:", "::" or ":D": a space or bracket before the colon, and at least two signs after it."""
_SHORT: Final = 3
"""Shorter words are only looked for at the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Emoji:
    """`names` and `keys` (folded, the name first) by language, Portuguese and English; `tones` lightest first."""

    sign: str
    group: int
    names: tuple[str, str]
    keys: tuple[str, str]
    tones: tuple[str, ...] = ()

    def toned(self, tone: int) -> str:
        """`tone`: 1 light to 5 dark, 0 for none."""
        return self.tones[tone - 1] if 0 < tone <= len(self.tones) else self.sign


@dataclass(slots=True)
class EmojiBook:
    """All of them, in the standard's order."""

    emoji: Sequence[Emoji]
    _sought: list[str] = field(init=False)
    _by_sign: dict[str, Emoji] = field(init=False)
    _usual: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._sought = ["|".join(("", *each.keys, "")) for each in self.emoji]
        self._by_sign = {sign: each for each in self.emoji for sign in (each.sign, *each.tones)}
        self._usual = {sign: place for place, sign in enumerate(USUAL)}

    def get(self, sign: str) -> Emoji | None:
        """Whose sign it is, in whatever tone."""
        return self._by_sign.get(sign)

    def known(self, signs: Iterable[str]) -> list[Emoji]:
        found = (self.get(sign) for sign in signs)
        return list(dict.fromkeys(each for each in found if each is not None))

    def search(self, words: str, *, limit: int = 200) -> list[Emoji]:
        """Best first: whole names, whole words, beginnings of names, then beginnings and parts of keywords."""
        wanted = fold(words.replace("_", " ").strip(": "))
        if not wanted:
            return []
        first = self.get(words.strip())
        parts = wanted.split()
        ranked: list[tuple[int, int, int]] = []
        for place, sought in enumerate(self._sought):
            rank = _rank(wanted, parts, sought, self.emoji[place].keys)
            if rank:
                ranked.append((-rank, self._usual.get(self.emoji[place].sign, len(USUAL)), place))
        found = [self.emoji[place] for _, _, place in sorted(ranked)]
        return list(dict.fromkeys([first, *found] if first else found))[:limit]


def _rank(wanted: str, parts: list[str], sought: str, keys: tuple[str, str]) -> int:
    """0: not found; more is better."""
    if wanted in sought:
        if any(key == wanted or key.startswith(f"{wanted}|") for key in keys):
            return 6
        names = [f" {key.partition('|')[0]} " for key in keys]
        if f"|{wanted}|" in sought or any(f" {wanted} " in name for name in names):
            return 5
        if any(f" {wanted}" in name for name in names):
            return 4
        if f"|{wanted}" in sought:
            return 3
        if f" {wanted}" in sought:
            return 2
        return 1 if len(wanted) >= _SHORT else 0
    if len(parts) > 1 and all(f"|{part}" in sought or f" {part}" in sought for part in parts):
        return 2
    return 0


def asked_after_colon(before: str) -> str:
    """What is looked for where the text before the cursor ends in ":cora"; "" where nobody asks."""
    found = _AFTER_COLON.search(before)
    return "" if found is None else found[2]


def with_recent(recent: Sequence[str], used: str) -> tuple[str, ...]:
    """The one used last comes first, each once."""
    return tuple(dict.fromkeys((used, *recent)))[:RECENT]
