"""Phrases deleted, hidden and put back to what the operator wrote; each of it can be undone for a moment."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.phrase_list import Entry, to_save
from desktop.ui.controllers.tools import Controller, Tools
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import SHARED, SavePhrase


class PhraseRemoving(Controller):
    """`done(object)`: id of the entry that is different now."""

    done = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._book = tools.desk.phrase_book

    async def remove(self, entry: Entry) -> None:
        """What stands in the operator's file cannot be deleted from here: it is hidden. Raises AppError."""
        before = entry.kept
        if entry.scope == SHARED and (before is None or entry.original is not None):
            revision = 0 if before is None else before.revision
            await self._book.save(SHARED, entry.phrase.key, SavePhrase(hidden=True, revision=revision))
        elif before is not None:
            await self._book.remove(before)
        self._offer_undo(self.tr("/{key} is deleted."), entry)

    async def bring_back(self, entry: Entry) -> None:
        """What the operator wrote is offered again. Raises AppError."""
        if entry.kept is not None:
            await self._book.remove(entry.kept)
            self._offer_undo(self.tr("/{key} says again what it said first."), entry)

    def _offer_undo(self, told: str, entry: Entry) -> None:
        if self.alive:
            self.done.emit(entry.id)
            self.tools.telling.offer_undo(told.format(key=entry.phrase.key), partial(self._undo, entry))

    def _undo(self, entry: Entry) -> None:
        if self.alive:
            self.run(self._restore(entry), "undo phrase")

    async def _restore(self, entry: Entry) -> None:
        """As it was before, over whatever stands there now."""
        now = self._row(entry.scope, entry.phrase.key)
        if entry.kept is not None:
            await self._book.save(entry.scope, entry.phrase.key, to_save(entry.kept, now.revision if now else 0))
        elif now is not None:
            await self._book.remove(now)
        if self.alive:
            self.done.emit(entry.id)

    def _row(self, scope: str, key: str) -> Phrase | None:
        return next((each for each in self._book.layers() if (each.scope, each.key) == (scope, key)), None)
