"""Notes that call this person by name: whoever opens the conversation has seen them, at every computer of theirs."""

from __future__ import annotations

from collections.abc import Callable

from desktop.application.applied import Applied
from desktop.application.connection import Line
from desktop.application.ports import GatewayApi, Spawn
from desktop.application.state import State
from desktop.domain.errors import AppError


class Mentions:
    """`is_open` answers whether a conversation is open at this window."""

    def __init__(
        self, state: State, gateway: GatewayApi, line: Line, spawn: Spawn, is_open: Callable[[str], bool]
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._line = line
        self._spawn = spawn
        self._is_open = is_open
        self._telling: set[str] = set()
        state.follow(self._take)

    def look(self, conversation_id: str) -> None:
        """It is being opened."""
        conversation = self._state.inbox.conversation(conversation_id)
        calls = conversation is not None and self._state.inbox.account.id in conversation.mentioned
        if calls and conversation_id not in self._telling:
            self._telling.add(conversation_id)
            self._spawn(self._tell(conversation_id), name=f"mention {conversation_id}")

    def wake(self) -> None:
        """The line is back: what was told without it did not arrive."""
        for conversation in self._state.inbox.conversations():
            if self._is_open(conversation.id):
                self.look(conversation.id)

    async def _tell(self, conversation_id: str) -> None:
        try:
            await self._gateway.mention_seen(conversation_id)
        except AppError as error:
            self._line.noticed(error)
        finally:
            self._telling.discard(conversation_id)

    def _take(self, applied: Applied) -> None:
        for conversation_id in applied.conversations:
            if self._is_open(conversation_id):
                self.look(conversation_id)
