"""What a conversation's gallery holds: from the local copy, and beyond its first gap from the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from desktop.application.applied import Applied
from desktop.application.applying import cursor
from desktop.application.connection import Line
from desktop.application.desk import GalleryPage
from desktop.application.state import State
from desktop.application.store_ports import Coverage, StoreTx
from desktop.application.storing import place_of, put_told
from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.domain.gallery import is_in_gallery
from server_stub.contract.model import Message
from server_stub.contract.requests import MessagePage


class Elsewhere(Protocol):
    """The gateway, as far as the gallery needs it. Raises AppError."""

    async def files(self, conversation_id: str, before: str | None, limit: int) -> MessagePage: ...


class Gallery:
    def __init__(self, state: State, elsewhere: Elsewhere, line: Line) -> None:
        self._state = state
        self._elsewhere = elsewhere
        self._line = line

    async def page(self, conversation_id: str, before: Message | None, limit: int) -> GalleryPage:
        """Newest first. Without a line: what is here, and said to be cut short where that may not be all."""
        here, coverage = await self._state.store.read(
            lambda tx: (gallery_page(tx, conversation_id, before, limit), tx.messages.coverage(conversation_id))
        )
        if coverage is not None and coverage.before is None:
            return GalleryPage(here, more=len(here) == limit)
        complete = [it for it in here if coverage is not None and place_of(it) >= _end(coverage)]
        if len(complete) == limit:
            return GalleryPage(complete, more=True)
        try:
            further = await self._further(conversation_id, _start(complete, before, coverage), limit)
        except AppError as error:
            self._line.noticed(error)
            if not isinstance(error, GatewayUnreachable):
                raise
            return GalleryPage(here, more=True, cut_short=True)
        found = [it for it in further.messages[::-1] if is_in_gallery(it)]
        return GalleryPage([*complete, *found], more=further.before is not None)

    async def _further(self, conversation_id: str, start: str | None, limit: int) -> MessagePage:
        """Kept here as well: by it a file has its name, and its message is found when somebody goes there."""
        as_of = await self._state.store.read(lambda tx: cursor(tx) or 0)
        page = await self._elsewhere.files(conversation_id, start, limit)
        await self._state.change(partial(_put, messages=page.messages, as_of=as_of))
        return page


def gallery_page(tx: StoreTx, conversation_id: str, before: Message | None, limit: int) -> list[Message]:
    """Of the local copy, newest first; fewer than `limit` only at the beginning of what is known."""
    found: list[Message] = []
    place = None if before is None else place_of(before)
    while len(found) < limit:
        # Voices and stickers carry files too: what they take from a page is made up by the next.
        some = tx.messages.with_files(conversation_id, place, limit)
        found += [each for each in some if is_in_gallery(each)]
        if len(some) < limit:
            break
        place = place_of(some[-1])
    return found[:limit]


def _put(tx: StoreTx, *, messages: Sequence[Message], as_of: int) -> Applied:
    applied = Applied()
    for message in messages:
        put_told(tx, message, applied, as_of=as_of)
    applied.inbound.clear()
    return applied


def _start(complete: Sequence[Message], before: Message | None, coverage: Coverage | None) -> str | None:
    """The place from which the gateway is asked, as it writes places itself."""
    if complete:
        return _written(*place_of(complete[-1]))
    if coverage is not None and (before is None or place_of(before) > _end(coverage)):
        return coverage.before
    return None if before is None else _written(*place_of(before))


def _end(coverage: Coverage) -> tuple[int, str]:
    return coverage.sent_at, coverage.message_id


def _written(sent_at: int, message_id: str) -> str:
    return f"{sent_at}.{message_id}"
