"""Fetches in the background what a snapshot left out: older conversations, latest messages, phrases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from desktop.application.applying import OLDER_CONVERSATIONS, apply_conversations, cursor
from desktop.application.connection import Line
from desktop.application.ports import GatewayApi
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.application.timeline import Timeline
from desktop.domain.errors import AppError, Refused, SignedOut

READY_CONVERSATIONS: Final = 40
"""As many as the first screen shows can be opened and searched without a network."""


class Backfill:
    """`run` is one long task; `wake` after each connection. What it cannot fetch now it fetches after the next one."""

    def __init__(
        self,
        state: State,
        gateway: GatewayApi,
        timeline: Timeline,
        line: Line,
        refresh_phrases: Callable[[], Awaitable[None]],
    ) -> None:
        self._state = state
        self._gateway = gateway
        self._timeline = timeline
        self._line = line
        self._refresh_phrases = refresh_phrases
        self._due = asyncio.Event()

    def wake(self) -> None:
        self._due.set()

    async def run(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            try:
                await self._timeline.make_up()
                # The operator's file may have been changed while the gateway was down.
                await self._refresh_phrases()
                await self._older_conversations()
                await self._latest_messages()
            except AppError as error:
                self._line.noticed(error)

    async def _older_conversations(self) -> None:
        while (before := await self._state.store.read(_older)) is not None:
            as_of = await self._state.store.read(cursor) or 0
            page = await self._gateway.conversations(before)
            await self._state.change(partial(apply_conversations, page=page, as_of=as_of))

    async def _latest_messages(self) -> None:
        for conversation in self._state.inbox.conversations()[:READY_CONVERSATIONS]:
            try:
                await self._timeline.make_ready(conversation.id)
            except SignedOut:
                raise
            except Refused:
                # It went to somebody else a moment ago.
                continue


def _older(tx: StoreTx) -> str | None:
    return tx.notes.value(OLDER_CONVERSATIONS)
