"""The team's stickers as one person looks at them: packs, what was used last, what is liked, what a word finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from server_stub.contract.folding import fold
from server_stub.contract.model import Account, Role
from server_stub.contract.stickers import Sticker

MOST_RECENT: Final = 16
MOST_LIKED: Final = 200
_FILE: Final = "sticker-"


def sticker_file(digest: str) -> str:
    """Under which name a picture is kept on this computer: the same one in two packs is kept once."""
    return _FILE + digest


def packs(stickers: Iterable[Sticker]) -> dict[str, list[Sticker]]:
    """By the pack's name, packs in alphabetical order however they are written, stickers in that of their names."""
    found: dict[str, list[Sticker]] = {}
    for each in sorted(stickers, key=lambda it: (fold(it.pack), it.pack, fold(it.name), it.id)):
        found.setdefault(each.pack, []).append(each)
    return found


def found_by(typed: str, stickers: Iterable[Sticker]) -> list[Sticker]:
    """Those in whose name, keywords or pack every word that was typed begins a word; first those it names.

    Accents and capitals do not matter.
    """
    words = fold(typed).split()
    if not words:
        return []
    ranked: list[tuple[int, str, Sticker]] = []
    for each in stickers:
        name, more = fold(each.name).split(), fold(" ".join((*each.keywords, each.pack))).split()
        if all(any(word.startswith(typed_word) for word in (*name, *more)) for typed_word in words):
            is_named = all(any(word.startswith(typed_word) for word in name) for typed_word in words)
            ranked.append((0 if is_named else 1, fold(each.name), each))
    return [each for _, _, each in sorted(ranked, key=lambda it: (it[0], it[1], it[2].id))]


def used(recent: Sequence[str], sticker_id: str) -> tuple[str, ...]:
    """Ids of what was used last, newest first, each once."""
    return (sticker_id, *(each for each in recent if each != sticker_id))[:MOST_RECENT]


def toggled(liked: Sequence[str], sticker_id: str) -> tuple[str, ...]:
    """Ids of what is liked, newest first, with this one or without it."""
    if sticker_id in liked:
        return tuple(each for each in liked if each != sticker_id)
    return (sticker_id, *liked)[:MOST_LIKED]


def known(ids: Iterable[str], stickers: Iterable[Sticker]) -> list[Sticker]:
    """Of these ids those that are still there, in their order."""
    by_id = {each.id: each for each in stickers}
    return [by_id[each] for each in ids if each in by_id]


def may_change(sticker: Sticker, account: Account) -> bool:
    """One's own; leads and administrators any."""
    return sticker.made_by == account.id or account.role in (Role.LEAD, Role.ADMIN)
