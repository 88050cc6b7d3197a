"""Places, cards, voice, stickers and notes go into the outbox; reactions and questions go straight to the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desktop.application.applied import Applied
from desktop.application.applying import cursor
from desktop.application.composing import Composing
from desktop.application.connection import Line
from desktop.application.ports import Clock, GatewayApi
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.application.storing import put_told
from desktop.domain.errors import AppError, GatewayUnreachable
from server_stub.contract.content import Card, Kind, Location
from server_stub.contract.ids import new_id
from server_stub.contract.model import Message
from server_stub.contract.requests import React
from server_stub.contract.trace import Trace


class ThreadWork:
    """Implements application.thread.Thread."""

    def __init__(self, state: State, gateway: GatewayApi, composing: Composing, line: Line, clock: Clock) -> None:
        self._state = state
        self._gateway = gateway
        self._composing = composing
        self._line = line
        self._clock = clock

    async def send_location(self, conversation_id: str, place: Location, *, quote_id: str | None = None) -> Message:
        return await self._composing.location(conversation_id, place, quote_id=quote_id)

    async def send_cards(self, conversation_id: str, cards: Sequence[Card], *, quote_id: str | None = None) -> Message:
        return await self._composing.cards(conversation_id, cards, quote_id=quote_id)

    async def send_voice(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        return await self._composing.file(conversation_id, path, caption="", quote_id=quote_id, as_kind=Kind.VOICE)

    async def send_sticker(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        return await self._composing.file(conversation_id, path, caption="", quote_id=quote_id, as_kind=Kind.STICKER)

    async def write_note(self, conversation_id: str, text: str, mentions: Sequence[str] = ()) -> Message:
        return await self._composing.note(conversation_id, text, mentions)

    async def react(self, message_id: str, emoji: str) -> None:
        if not self._line.online:
            raise GatewayUnreachable
        as_of = await self._state.store.read(cursor) or 0
        try:
            told = await self._gateway.react(message_id, React(new_id(self._clock()), emoji))
        except AppError as error:
            self._line.noticed(error)
            raise
        await self._state.change(partial(_put, message=told, as_of=as_of))

    async def trace(self, message_id: str) -> Trace:
        try:
            return await self._gateway.trace(message_id)
        except AppError as error:
            self._line.noticed(error)
            raise


def _put(tx: StoreTx, *, message: Message, as_of: int) -> Applied:
    applied = Applied()
    put_told(tx, message, applied, as_of=as_of)
    return applied
