"""Canned phrases on this computer: as the events tell them, asked for anew at each connection, changed by request."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.application.applied import Applied
from desktop.application.applying import keep_phrases
from desktop.application.connection import Line
from desktop.application.media import MediaFiles, file_name
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.domain.errors import AppError
from desktop.domain.phrases import with_changed
from server_stub.contract.content import Media
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PhraseChanged, SavePhrase

T = TypeVar("T")


class PhraseGateway(Protocol):
    """Requests about phrases; they raise what all requests raise."""

    async def phrases(self) -> list[Phrase]: ...
    async def save(self, scope: str, key: str, given: SavePhrase) -> Phrase: ...
    async def remove(self, scope: str, key: str, revision: int) -> None: ...
    async def upload(self, path: Path) -> Media: ...
    def download(self, file_id: str) -> AsyncGenerator[bytes, None]: ...


class PhraseShelf:
    """Implements application.phrases.PhraseBook. What was changed here is shown here before its event comes."""

    def __init__(self, state: State, gateway: PhraseGateway, files: MediaFiles, line: Line) -> None:
        self._state = state
        self._gateway = gateway
        self._files = files
        self._line = line

    def layers(self) -> Sequence[Phrase]:
        return self._state.inbox.catalogue.phrases

    async def refresh(self) -> None:
        """An event that comes meanwhile may be newer than the answer: then it is asked for again."""
        while True:
            before = self.layers()
            told = tuple(await self._noticing(self._gateway.phrases()))
            if told == before:
                return
            applied = await self._state.change(partial(_replace, before=before, told=told))
            if applied.catalogue is not None:
                return

    async def save(self, scope: str, key: str, given: SavePhrase) -> Phrase:
        saved = await self._noticing(self._gateway.save(scope, key, given))
        await self._state.change(partial(_change, told=PhraseChanged(saved)))
        return saved

    async def remove(self, phrase: Phrase) -> None:
        await self._noticing(self._gateway.remove(phrase.scope, phrase.key, phrase.revision))
        await self._state.change(partial(_change, told=PhraseChanged(phrase, removed=True)))

    async def upload(self, path: Path) -> Media:
        return await self._noticing(self._gateway.upload(path))

    async def file(self, media: Media) -> Path:
        return await self._files.kept(media.id, file_name(media.id, media), self._gateway.download)

    async def _noticing(self, request: Awaitable[T]) -> T:
        try:
            return await request
        except AppError as error:
            self._line.noticed(error)
            raise


def _replace(tx: StoreTx, *, before: Sequence[Phrase], told: Sequence[Phrase]) -> Applied:
    """Nothing where they are no longer those of `before`."""
    applied = Applied()
    if tx.inbox.catalogue().phrases == before:
        keep_phrases(tx, told, applied)
    return applied


def _change(tx: StoreTx, *, told: PhraseChanged) -> Applied:
    applied = Applied()
    keep_phrases(tx, with_changed(tx.inbox.catalogue().phrases, told), applied)
    return applied
