"""Pages of one conversation: from the local copy, completed from the gateway where the copy has a gap."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from desktop.application.applying import cursor
from desktop.application.connection import Line
from desktop.application.desk import Page
from desktop.application.ports import GatewayApi
from desktop.application.state import State
from desktop.application.store_ports import Coverage, StoreTx
from desktop.application.storing import place_of, put_page
from desktop.domain.errors import AppError, GatewayUnreachable
from server_stub.contract.model import Message

FETCH = 60
_NOTHING_ASKED = object()


class Timeline:
    def __init__(self, state: State, gateway: GatewayApi, line: Line) -> None:
        self._state = state
        self._gateway = gateway
        self._line = line
        self._cut_short: set[str] = set()
        self._locks: dict[str, asyncio.Lock] = {}

    async def page(self, conversation_id: str, *, before: Message | None, limit: int) -> Page:
        """Oldest first. Without a line: what there is, and `older` only where more is at hand."""
        place = None if before is None else place_of(before)
        asked: object = _NOTHING_ASKED
        while True:
            coverage, found = await self._state.store.read(
                partial(_complete_part, conversation_id=conversation_id, before=place, limit=limit + 1)
            )
            whole = coverage is not None and coverage.before is None
            if len(found) > limit or whole:
                return Page(tuple(found[-limit:]), older=len(found) > limit)
            try:
                if coverage == asked:
                    break
                if not self._line.hopeful:
                    self._cut_short.add(conversation_id)
                    break
                asked = coverage
                await self._fetch(conversation_id, coverage)
            except AppError as error:
                self._line.noticed(error)
                if isinstance(error, GatewayUnreachable):
                    self._cut_short.add(conversation_id)
                break
        return await self._whatever_is_here(conversation_id, place, limit)

    async def make_ready(self, conversation_id: str) -> None:
        """Have the latest messages here before anybody asks. Raises AppError."""
        if await self._coverage(conversation_id) is None:
            await self._fetch(conversation_id, None)

    async def make_up(self) -> None:
        """Fetch what somebody asked for while there was no line; the windows hear of it. Raises AppError."""
        while self._cut_short:
            conversation_id = self._cut_short.pop()
            coverage = await self._coverage(conversation_id)
            try:
                if coverage is None or coverage.before is not None:
                    await self._fetch(conversation_id, coverage)
            except GatewayUnreachable:
                self._cut_short.add(conversation_id)
                raise

    async def messages(self, message_ids: Sequence[str]) -> list[Message]:
        return await self._state.store.read(lambda tx: tx.messages.get_many(message_ids))

    async def _coverage(self, conversation_id: str) -> Coverage | None:
        return await self._state.store.read(lambda tx: tx.messages.coverage(conversation_id))

    async def _fetch(self, conversation_id: str, coverage: Coverage | None) -> None:
        """Ask for what is before `coverage`, unless somebody else did so in the meantime."""
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            known, as_of = await self._state.store.read(
                lambda tx: (tx.messages.coverage(conversation_id), cursor(tx) or 0)
            )
            if known != coverage:
                return
            before = None if coverage is None else coverage.before
            page = await self._gateway.messages(conversation_id, before, FETCH)
            await self._state.change(
                partial(put_page, conversation_id=conversation_id, page=page, asked_before=before, as_of=as_of)
            )

    async def _whatever_is_here(self, conversation_id: str, place: tuple[int, str] | None, limit: int) -> Page:
        found = await self._state.store.read(
            lambda tx: tx.messages.page(conversation_id, before=place, since=None, limit=limit + 1)
        )
        return Page(tuple(found[-limit:]), older=len(found) > limit)


def _complete_part(
    tx: StoreTx, *, conversation_id: str, before: tuple[int, str] | None, limit: int
) -> tuple[Coverage | None, list[Message]]:
    """The messages above the first gap."""
    coverage = tx.messages.coverage(conversation_id)
    if coverage is None:
        return None, []
    since = None if coverage.before is None else (coverage.sent_at, coverage.message_id)
    return coverage, tx.messages.page(conversation_id, before=before, since=since, limit=limit)
