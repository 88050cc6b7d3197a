"""Tells colleagues what this person looks at and where they type; nobody is told what is typed."""

from __future__ import annotations

import asyncio
from typing import Final

from desktop.application.connection import Line
from desktop.application.ports import Clock, Spawn
from desktop.application.team.chat import Presences
from desktop.application.team_state import TeamState
from desktop.domain.errors import AppError
from server_stub.contract.team import Doing

RENEW_SECONDS: Final = 45.0
"""A look lasts 60 s at the gateway."""
TYPING_EVERY_MS: Final = 5_000
"""Typing lasts 8 s there."""


class Looking:
    """A failure concerns nobody: what was told lapses by itself."""

    def __init__(
        self,
        gateway: Presences,
        team: TeamState,
        line: Line,
        spawn: Spawn,
        clock: Clock,
        *,
        renew_seconds: float = RENEW_SECONDS,
    ) -> None:
        self._gateway = gateway
        self._team = team
        self._line = line
        self._spawn = spawn
        self._clock = clock
        self._renew_seconds = renew_seconds
        self._open: set[str] = set()
        self._typed_at: dict[str, int] = {}

    def opened(self, conversation_id: str) -> None:
        self._open.add(conversation_id)
        self._say(conversation_id, Doing.VIEWING)

    def closed(self, conversation_id: str) -> None:
        if conversation_id in self._open:
            self._open.discard(conversation_id)
            self._typed_at.pop(conversation_id, None)
            self._say(conversation_id, Doing.GONE)

    def typing(self, conversation_id: str) -> None:
        now = self._clock()
        if now - self._typed_at.get(conversation_id, 0) >= TYPING_EVERY_MS:
            self._typed_at[conversation_id] = now
            self._say(conversation_id, Doing.TYPING)

    def wake(self) -> None:
        """The line is back: whatever was told without it did not arrive."""
        for conversation_id in self._open:
            self._say(conversation_id, Doing.VIEWING)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self._renew_seconds)
            for conversation_id in tuple(self._open):
                await self._tell(conversation_id, Doing.VIEWING)

    def _say(self, conversation_id: str, doing: Doing) -> None:
        if self._line.online:
            self._spawn(self._tell(conversation_id, doing), name=f"presence {conversation_id}")

    async def _tell(self, conversation_id: str, doing: Doing) -> None:
        try:
            here = await self._gateway.set_doing(conversation_id, doing)
        except AppError as error:
            self._line.noticed(error)
        else:
            self._team.see(here)
