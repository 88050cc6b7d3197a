"""Searching as the sample desk does it: by the real rule over its timelines, and pages of the gateway as given."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from desktop.domain.errors import GatewayUnreachable
from server_stub.contract.model import Message
from server_stub.contract.search import SearchPage
from server_stub.contract.words import Sought, searchable


class SampleFinding:
    """`pages` are what the gateway answers by cursor, `further` the same for one conversation.

    `held` keeps its answer back until it is set.
    """

    def __init__(self, timelines: Mapping[str, Sequence[Message]]) -> None:
        self._timelines = timelines
        self.pages: dict[str | None, SearchPage] = {None: SearchPage([])}
        self.further: dict[str | None, SearchPage] = {None: SearchPage([])}
        self.offline = False
        self.held: asyncio.Event | None = None
        self.asked: list[tuple[str, str | None]] = []

    async def local(self, query: str, *, limit: int) -> list[Message]:
        return self._found(query, [item for kept in self._timelines.values() for item in kept])[:limit]

    async def in_conversation(self, conversation_id: str, query: str) -> list[Message]:
        return self._found(query, self._timelines.get(conversation_id, []))

    async def further_back(self, conversation_id: str, query: str, *, page: str | None = None) -> SearchPage:
        self.asked.append((query, page))
        if self.offline:
            raise GatewayUnreachable
        return self.further[page]

    async def everywhere(self, query: str, *, page: str | None = None, limit: int = 30) -> SearchPage:
        self.asked.append((query, page))
        if self.held is not None:
            await self.held.wait()
        if self.offline:
            raise GatewayUnreachable
        return self.pages[page]

    @staticmethod
    def _found(query: str, messages: Sequence[Message]) -> list[Message]:
        sought = Sought.of(query)
        found = [item for item in messages if sought.matches(searchable(item.content))]
        return sorted(found, key=lambda item: (item.sent_at, item.id), reverse=True)
