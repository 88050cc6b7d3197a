"""Pictures for painted rows: answered from memory, fetched once and decoded off the interface's thread."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from desktop.domain.errors import AppError, GatewayUnreachable
from desktop.ui.controllers.animations import Animations, Key, is_in_front
from desktop.ui.controllers.decoding import animation, decoded
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.delegates.media import UNHEARD, VoiceLook
from desktop.ui.delegates.words import Word

Finder = Callable[[str], Awaitable[Path]]
KEPT = 160
"""Decoded pictures in memory; a full screen of a timeline shows about ten."""


class Voices(Protocol):
    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook: ...


class PictureFetcher(Controller):
    """The MediaProvider of delegates; `arrived` is told the id of what came, or of what turned out not to come.

    `find` answers where the file of an id lies; without it ids are those of messages' files, small where that will do.
    """

    def __init__(
        self, tools: Tools, arrived: Callable[[str], None], parent: QObject, *, find: Finder | None = None
    ) -> None:
        super().__init__(tools, parent)
        self._arrived = arrived
        self._find = find or self.desk.picture_file
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._asked: set[tuple[Key, bool]] = set()
        """Of what is fetched or was: its key, and whether it was looked at for movement."""
        self._troubles: dict[str, Word] = {}
        self.voices: Voices | None = None
        """Who plays what is heard; without one nothing is known of it."""
        self.animations = Animations(arrived, _milliseconds, is_in_front, self)

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        """A failed fetch is not tried again until `forget_failures` is told that the media changed."""
        return self._kept_or_asked((media_id, size.width(), size.height()), moves=False)

    def sticker(self, media_id: str, size: QSize) -> QPixmap | None:
        """The same for a picture that may move: what it shows now."""
        key = (media_id, size.width(), size.height())
        return self.animations.frame(key) or self._kept_or_asked(key, moves=True)

    def trouble(self, media_id: str) -> Word | None:
        """Why there is no picture and none is being fetched."""
        return self._troubles.get(media_id)

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        return UNHEARD if self.voices is None else self.voices.voice(media_id, fetch=fetch)

    def forget_failures(self) -> None:
        """Ask again for what did not come: the line is back, or a file has become ready."""
        self._asked = {asked for asked in self._asked if asked[0] in self._kept}
        self._troubles.clear()

    def _kept_or_asked(self, key: Key, *, moves: bool) -> QPixmap | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        is_asked = (key, True) in self._asked or (not moves and (key, False) in self._asked)
        if not is_asked and (found is None or moves):
            self._asked.add((key, moves))
            self.tools.spawn(self._fetch(key, moves=moves), name="fetch picture")
        return found

    async def _fetch(self, key: Key, *, moves: bool) -> None:
        media_id, width, height = key
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        wanted = QSize(round(width * ratio), round(height * ratio))
        try:
            path = await self._find(media_id)
        except AppError as problem:
            self._fail(media_id, Word.NOT_FETCHED if isinstance(problem, GatewayUnreachable) else Word.UNAVAILABLE)
            return
        image = await asyncio.to_thread(decoded, path, wanted)
        if image is None:
            self._fail(media_id, Word.NO_PICTURE)
            return
        moving = await asyncio.to_thread(animation, path, wanted) if moves else None
        if not self.alive:
            return
        self._keep(key, _pixmap(image, ratio))
        if moving is not None:
            self.animations.keep(key, [_pixmap(frame, ratio) for frame in moving.frames], moving.delays_ms)
        self._arrived(media_id)

    def _keep(self, key: Key, pixmap: QPixmap) -> None:
        self._troubles.pop(key[0], None)
        self._kept[key] = pixmap
        if len(self._kept) > KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._asked -= {(gone, True), (gone, False)}

    def _fail(self, media_id: str, word: Word) -> None:
        if self.alive:
            self._troubles[media_id] = word
            self._arrived(media_id)


def _pixmap(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _milliseconds() -> float:
    return time.monotonic() * 1000
