"""All of the team's work over one connection pool."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx

from desktop.domain.errors import AppError
from desktop.infra.gateway.calling import nobody
from desktop.infra.gateway.team.cases import HttpCases
from desktop.infra.gateway.team.chat import HttpChat
from desktop.infra.gateway.team.leads import HttpLeads
from desktop.infra.gateway.team.queues import HttpQueues
from desktop.infra.gateway.team.shift import HttpShift
from desktop.infra.gateway.team.transfers import HttpTransfers


class HttpTeam(HttpQueues, HttpCases, HttpTransfers, HttpShift, HttpLeads, HttpChat):
    """Implements application.team.whole.Team. `seen` hears which channel was read, for what is kept here."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        noticed: Callable[[AppError], None] = nobody,
        seen: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(http, noticed)
        self._seen = seen

    async def chat_seen(self, channel: str, up_to: str) -> None:
        await super().chat_seen(channel, up_to)
        if self._seen is not None:
            await self._seen(channel)
