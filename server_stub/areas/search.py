"""Searching the whole history: the blind index, the worker that feeds it, and its one route."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import search as routes
from server_stub.services.search import Search
from server_stub.services.search_index import BlindWords, SearchIndex
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.search_rows import SearchRows
from server_stub.workers.supervisor import Supervisor


class SearchArea(Area):
    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core = base.core
        rows, blind = SearchRows(core.vault), BlindWords(core.vault)
        events = EventRepository(core.vault)
        self.index = SearchIndex(core.database, rows, events, blind, core.wakeups, core.clock)
        self.search = Search(rows, core.reading, blind)

    def handlers(self) -> list[Any]:
        return list(routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {"search_service": self.search}

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("search index", self.index.run)
