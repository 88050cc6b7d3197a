"""Pictures for painted rows: answered from memory, fetched once and decoded off the interface's thread."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools

KEPT = 160
"""Decoded pictures in memory; a full screen of a timeline shows about ten."""
MOST_PIXELS = 40_000_000
"""A picture with more is not decoded: it could only be made to fill the memory."""


class PictureFetcher(Controller):
    """The MediaProvider of delegates; `arrived` is told the id of what came."""

    def __init__(self, tools: Tools, arrived: Callable[[str], None], parent: QObject) -> None:
        super().__init__(tools, parent)
        self._arrived = arrived
        self._kept: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._asked: set[tuple[str, int, int]] = set()

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        """A failed fetch is not tried again until `forget` is told that the media changed."""
        key = (media_id, size.width(), size.height())
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if key not in self._asked:
            self._asked.add(key)
            self.tools.spawn(self._fetch(key), name="fetch picture")
        return None

    def forget_failures(self) -> None:
        """Ask again for what did not come: the line is back, or a file has become ready."""
        self._asked &= self._kept.keys()

    async def _fetch(self, key: tuple[str, int, int]) -> None:
        media_id, width, height = key
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        try:
            path = await self.desk.media_file(media_id)
        except AppError:
            return
        image = await asyncio.to_thread(decoded, path, QSize(round(width * ratio), round(height * ratio)))
        if image is None or not self.alive:
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._kept[key] = pixmap
        if len(self._kept) > KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._asked.discard(gone)
        self._arrived(media_id)


def decoded(path: Path, wanted: QSize) -> QImage | None:
    """Just large enough to fill the wanted pixels; None for what is no picture or too large to be an honest one."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    return image.scaled(
        wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
