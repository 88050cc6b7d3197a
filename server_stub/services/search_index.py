"""Keeps the blind index in step with the messages: from the event log, and backwards through the history, resumably.

Never part of a transaction that somebody waits for. What a text can be found by is in contract/words.py; what the index
gives away is in docs/search.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Final

from server_stub.contract.model import Message
from server_stub.contract.words import LEAST_PREFIX, Sought, searchable, tails, words
from server_stub.services.wakeups import WakeUps
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.search_rows import Progress, SearchRows
from server_stub.storage.vault import Vault

RULES: Final = "2"
"""Raise it when the same text gives other tokens: the index is then made anew."""
LONGEST_PREFIX: Final = 8
"""Letters. What is typed beyond is compared with the text itself."""
MOST_WORDS: Final = 2000
"""Different words of one message; 4,096 characters, the longest text of WhatsApp, hold no more."""
_TOKEN_BYTES: Final = 8
_KNOWN_TOKENS: Final = 100_000
_BATCH: Final = 64
_EVENTS: Final = 256
_PAGES: Final = 100
_GATHER_SECONDS: Final = 0.2
_BREATH_SECONDS: Final = 0.02
_LONGEST_SLEEP_SECONDS: Final = 60
_COMPACTED_EVERY_MS: Final = 24 * 3_600_000


class BlindWords:
    """Tokens: keyed hashes of words and their beginnings (HMAC-SHA-256, cut to 64 bits, in hexadecimal)."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._token = lru_cache(_KNOWN_TOKENS)(self._hash)

    def of_text(self, text: str) -> str:
        """All tokens of a message, in an order that tells nothing."""
        return " ".join(sorted({self._token(entry) for entry in entries(text)}))

    def expression(self, sought: Sought) -> str:
        """For MATCH: every word, or the number."""
        every = " AND ".join(f'"{self._token(word[:LONGEST_PREFIX])}"' for word in sought.words)
        return f'"{self._token(_number(sought.tail))}" OR ({every})' if sought.tail else every

    def _hash(self, entry: str) -> str:
        return self._vault.blind(entry, "search")[:_TOKEN_BYTES].hex()


def entries(text: str) -> Iterator[str]:
    """What goes into the index: short words whole, of longer ones each beginning of three to eight letters."""
    for word in list(dict.fromkeys(words(text)))[:MOST_WORDS]:
        if len(word) < LEAST_PREFIX:
            yield word
        for length in range(LEAST_PREFIX, min(len(word), LONGEST_PREFIX) + 1):
            yield word[:length]
    for tail in list(dict.fromkeys(tails(text)))[:MOST_WORDS]:
        yield _number(tail)


def _number(tail: str) -> str:
    return f"#{tail}"


class SearchIndex:
    """`run` is a worker's loop; `step` and `compact` are its works, each in small transactions."""

    def __init__(
        self,
        database: Database,
        rows: SearchRows,
        events: EventRepository,
        blind: BlindWords,
        wakeups: WakeUps,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._events = events
        self._blind = blind
        self._wakeups = wakeups
        self._clock = clock
        self._compacted_at: int | None = None

    async def run(self) -> None:
        """Until cancelled. Whatever was not taken in before, by this process or an earlier one, comes first."""
        with self._wakeups.listen(is_worker=True) as woken:
            while True:
                woken.clear()
                await self.catch_up()
                await self._compact_if_due()
                try:
                    async with asyncio.timeout(_LONGEST_SLEEP_SECONDS):
                        await woken.wait()
                except TimeoutError:
                    continue
                await asyncio.sleep(_GATHER_SECONDS)

    async def catch_up(self) -> None:
        more = True
        while more:
            more = await self.step()
            await asyncio.sleep(_BREATH_SECONDS if more else 0)

    async def step(self) -> bool:
        """Take in some messages, new ones first; False when the index is complete. Killed anywhere, it resumes."""
        progress = await self._database.read(self._rows.progress)
        first, newest = await self._database.read(self._events.bounds)
        if progress is None or progress.rules != RULES or progress.seq + 1 < first:
            afresh = progress is not None and progress.rules != RULES
            await self._database.write(lambda tx: self._rows.begin(tx, RULES, newest, afresh=afresh))
            return True
        if progress.seq < newest:
            seq, ids = await self._database.read(lambda tx: self._rows.changed_after(tx, progress.seq, _EVENTS))
            await self._take(ids, Progress(RULES, seq, progress.left))
            return True
        if progress.left:
            left = progress.left
            ids = await self._database.read(lambda tx: self._rows.older_than(tx, left, _BATCH))
            await self._take(ids, Progress(RULES, progress.seq, ids[-1] if ids else ""))
            return True
        return False

    async def compact(self) -> None:
        """Write over what was removed, a few pages at a time."""
        first = True
        while await self._database.write(partial(self._rows.compact, pages=_PAGES, first=first)):
            first = False
            await asyncio.sleep(_BREATH_SECONDS)

    async def _take(self, ids: list[str], progress: Progress) -> None:
        """Hashed beside the writer, put in by it; the progress goes with the last of them."""
        while ids:
            batch, ids = ids[:_BATCH], ids[_BATCH:]
            hashed = await self._database.read_apart(partial(self._hashed, batch))
            await self._database.write(partial(self._put, hashed))
        await self._database.write(lambda tx: self._rows.note(tx, progress))

    def _hashed(self, ids: list[str], tx: Tx) -> list[tuple[Message, str]]:
        return [(it, self._blind.of_text(searchable(it.content))) for it in self._rows.outdated(tx, ids)]

    def _put(self, hashed: list[tuple[Message, str]], tx: Tx) -> None:
        for message, tokens in hashed:
            self._rows.put(tx, message, tokens)

    async def _compact_if_due(self) -> None:
        now = self._clock()
        if self._compacted_at is not None and now - self._compacted_at < _COMPACTED_EVERY_MS:
            return
        if await self._database.read(self._rows.has_removed):
            await self.compact()
            self._compacted_at = now
