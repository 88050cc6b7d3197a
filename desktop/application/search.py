"""Searching everything kept locally, without a line, and the whole history at the gateway."""

from __future__ import annotations

import asyncio
from typing import Final

from desktop.application.connection import Line
from desktop.application.finding import Elsewhere
from desktop.application.ports import LocalStore
from desktop.domain.errors import AppError
from server_stub.contract.model import Message
from server_stub.contract.search import SearchPage
from server_stub.contract.words import Sought

MOST_IN_CONVERSATION: Final = 2000
_FURTHER: Final = 50
_PIECE: Final = 200
_BREATH_SECONDS: Final = 0.05


class Search:
    """Implements Finding. `run` brings the index of an older version up to date and ends."""

    def __init__(self, store: LocalStore, elsewhere: Elsewhere, line: Line) -> None:
        self._store = store
        self._elsewhere = elsewhere
        self._line = line

    async def local(self, query: str, *, limit: int) -> list[Message]:
        sought = Sought.of(query)
        return await self._store.read(lambda tx: tx.messages.search(sought, limit)) if sought else []

    async def in_conversation(self, conversation_id: str, query: str) -> list[Message]:
        sought = Sought.of(query)
        if not sought:
            return []
        return await self._store.read(lambda tx: tx.messages.found_in(conversation_id, sought, MOST_IN_CONVERSATION))

    async def further_back(self, conversation_id: str, query: str, *, page: str | None = None) -> SearchPage:
        known = await self._store.read(lambda tx: tx.messages.coverage(conversation_id))
        if known is not None and known.before is None:
            return SearchPage([])
        # Up to this place nothing is missing here; of its own millisecond something may be.
        before = None if known is None else known.sent_at + 1
        try:
            return await self._elsewhere.search(
                query, page, _FURTHER, conversation_id=conversation_id, before=None if page else before
            )
        except AppError as error:
            self._line.noticed(error)
            raise

    async def everywhere(self, query: str, *, page: str | None = None, limit: int = 30) -> SearchPage:
        try:
            return await self._elsewhere.search(query, page, limit)
        except AppError as error:
            self._line.noticed(error)
            raise

    async def run(self) -> None:
        """A piece at a time, so that nobody who writes waits for it; where it stopped it goes on."""
        more = True
        while more:
            more = await self._store.write(lambda tx: tx.messages.renew_words(_PIECE))
            await asyncio.sleep(_BREATH_SECONDS if more else 0)
