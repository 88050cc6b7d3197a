"""The course of sounds: read once beside the loop and kept, together with why one cannot be heard."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from desktop.application.sound import Sounds, Wave
from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.delegates.words import Word

KEPT: Final = 400
"""Courses in memory: 44 numbers each."""
_TROUBLES: Final = {"sound_damaged": Word.NO_SOUND, "sound_empty": Word.SILENT}
_LATER: Final = frozenset({"media_not_ready"})
"""The file is on its way: no trouble, and asked for again when it is wanted."""


class VoiceWaves(Controller):
    """`arrived` is told the id of what became known."""

    def __init__(self, tools: Tools, sounds: Sounds, arrived: Callable[[str], None], parent: QObject) -> None:
        super().__init__(tools, parent)
        self._sounds, self._arrived = sounds, arrived
        self._kept: OrderedDict[str, Wave] = OrderedDict()
        self._asked: set[str] = set()
        self.troubles: dict[str, Word] = {}

    def wave(self, media_id: str, *, fetch: bool) -> Wave | None:
        """What is known at once; with `fetch` it is looked for, once."""
        found = self._kept.get(media_id)
        if found is not None:
            self._kept.move_to_end(media_id)
        elif fetch and media_id not in self._asked:
            self._asked.add(media_id)
            self.tools.spawn(self._look(media_id), name="read sound")
        return found

    async def load(self, media_id: str) -> Path | None:
        """The file for a player; None where it cannot be played, which `troubles` then says."""
        self.troubles.pop(media_id, None)
        try:
            path = await self.desk.media_file(media_id)
            if media_id not in self._kept:
                self._keep(media_id, await asyncio.to_thread(self._sounds.wave, path))
        except AppError as problem:
            self.fail(media_id, _word(problem))
            return None
        return path

    def fail(self, media_id: str, trouble: Word) -> None:
        if self.alive:
            self.troubles[media_id] = trouble
            self._arrived(media_id)

    def forget_failures(self) -> None:
        """Ask again: the line is back, or a file has become ready."""
        self._asked &= self._kept.keys()
        self.troubles = {key: word for key, word in self.troubles.items() if word in _TROUBLES.values()}

    async def _look(self, media_id: str) -> None:
        try:
            path = await self.desk.media_file(media_id)
            wave = await asyncio.to_thread(self._sounds.wave, path)
        except AppError as problem:
            # What could not be fetched is told when somebody wants to hear it.
            if problem.code in _TROUBLES:
                self.fail(media_id, _TROUBLES[problem.code])
            return
        if self.alive:
            self._keep(media_id, wave)

    def _keep(self, media_id: str, wave: Wave) -> None:
        self._kept[media_id] = wave
        while len(self._kept) > KEPT:
            old, _ = self._kept.popitem(last=False)
            self._asked.discard(old)
        self._arrived(media_id)


def _word(problem: AppError) -> Word:
    if isinstance(problem, GatewayUnreachable) or problem.code in _LATER:
        return Word.NOT_FETCHED
    return _TROUBLES.get(problem.code, Word.UNAVAILABLE)
