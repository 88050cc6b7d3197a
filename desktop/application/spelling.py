"""Spell check as the interface uses it: a dictionary that answers beside the loop, and the person's own words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, Protocol

from desktop.application.habits import MOST_CHARACTERS

WORDS: Final = "own_words"


class Spelling(Protocol):
    """Loaded at the first question. Raises LocalProblem `spelling_unavailable`; never blocks the loop."""

    async def wrong(self, words: Collection[str], languages: Sequence[str]) -> frozenset[str]:
        """Those that are in none of the languages' dictionaries. Cancelling takes back what was not begun."""

    async def suggestions(self, word: str, languages: Sequence[str]) -> Sequence[str]:
        """The likeliest first; those of the first language come first. Takes up to a second."""

    async def rest(self) -> None:
        """Give the memory back until the next question."""

    async def close(self) -> None: ...


class KeptTexts(Protocol):
    """Where the person's words are kept: `application.habits.Habits`."""

    async def get(self, name: str) -> str: ...
    async def put(self, name: str, value: str) -> None: ...


class OwnWords:
    """The personal dictionary: per account, on this computer, sealed with everything else there."""

    def __init__(self, kept: KeptTexts) -> None:
        self._kept = kept

    async def all(self) -> list[str]:
        """In the order of the alphabet."""
        return sorted(await self._stored(), key=str.casefold)

    async def add(self, word: str) -> list[str]:
        """All of them as they are now; where there is no room the oldest goes. Raises LocalProblem `disk_full` …"""
        words = [*await self._stored(without=[word]), word]
        while len("\n".join(words)) > MOST_CHARACTERS:
            del words[0]
        return await self._keep(words)

    async def remove(self, *words: str) -> list[str]:
        """All of them as they are now. Raises LocalProblem `disk_full`, `local_store_failed`."""
        return await self._keep(await self._stored(without=words))

    async def _stored(self, *, without: Collection[str] = ()) -> list[str]:
        gone = {"", *(word.casefold() for word in without)}
        return [word for word in (await self._kept.get(WORDS)).split("\n") if word.casefold() not in gone]

    async def _keep(self, words: list[str]) -> list[str]:
        await self._kept.put(WORDS, "\n".join(words))
        return sorted(words, key=str.casefold)
