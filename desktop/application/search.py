"""Searching everything kept locally: whole words and beginnings of words, whatever their case and accents."""

from __future__ import annotations

from desktop.application.ports import LocalStore
from desktop.domain.matching import words as folded_words
from server_stub.contract.model import Message


class Search:
    def __init__(self, store: LocalStore) -> None:
        self._store = store

    async def find(self, query: str, *, limit: int) -> list[Message]:
        """Newest first, those that hold every word; nothing for a query without letters or digits."""
        words = folded_words(query)
        if not words:
            return []
        return await self._store.read(lambda tx: tx.messages.search(words, limit))
