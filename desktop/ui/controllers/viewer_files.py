"""What is done with a file from the viewer: kept where the person says, or handed to another program, never run."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import true_name
from desktop.domain.opening import HEAD_BYTES, Risk, opening_risk
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_target, confirmed
from desktop.ui.texts import errors
from server_stub.contract.content import Media
from server_stub.contract.ids import new_id

_PIECE: Final = 1024 * 1024


class FileActions(Controller):
    """Signals: `began(str)` a sentence; `advanced(object, object)` bytes and all of them; `ended(str)` a sentence."""

    began = Signal(str)
    advanced = Signal(object, object)
    ended = Signal(str)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.window: QWidget | None = None

    async def save(self, media: Media) -> None:
        """Under a name that is safe on any system, first beside the place: what was there stays until it is whole."""
        source = await self.desk.media_file(media.id)
        if not self.alive or self.window is None:
            return
        name = true_name(source.name, media.mime_type, self.tr("file"))
        target = await chosen_target(self.window, title=self.tr("Save as"), name=name)
        if not self.alive or target is None:
            return
        self.began.emit(self.tr("Saving {name}").format(name=target.name))
        loop = asyncio.get_running_loop()

        def told(done: int, total: int) -> None:
            loop.call_soon_threadsafe(self._tell, done, total)

        try:
            await asyncio.to_thread(copied, source, target, told)
        except OSError as error:
            if self.alive:
                self.ended.emit(_not_saved(error))
            return
        if self.alive:
            self.ended.emit(self.tr("Saved: {name}").format(name=target.name))

    async def open(self, media: Media) -> None:
        """With the program that the system has for it. What could be a program itself is not opened."""
        path = await self.desk.media_file(media.id)
        risk = await asyncio.to_thread(_risk, path)
        if not self.alive or self.window is None:
            return
        if risk is Risk.PROGRAM:
            self.ended.emit(
                self.tr("This file could be a program, so it is not opened from here. Save it only if you trust it.")
            )
            return
        if risk is Risk.UNKNOWN and not await self._may_open(path.name):
            return
        if self.alive and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.ended.emit(self.tr("No program on this computer opens this file."))

    async def _may_open(self, name: str) -> bool:
        question = self.tr(
            "Balcão does not know what {name} does when it is opened. Open it only if you expected it from this person."
        ).format(name=name)
        title, action, cancel = self.tr("Open this file?"), self.tr("Open"), self.tr("Do not open")
        return await confirmed(self.window, title=title, question=question, action=action, cancel=cancel)

    def _tell(self, done: int, total: int) -> None:
        if self.alive:
            self.advanced.emit(done, total)


def copied(source: Path, target: Path, told: Callable[[int, int], None]) -> None:
    """Blocks. Raises OSError; a half copy is not left behind."""
    beside = target.with_name(f".{new_id()}.part")
    try:
        with source.open("rb") as reading, beside.open("xb") as writing:
            total, done = os.fstat(reading.fileno()).st_size, 0
            while piece := reading.read(_PIECE):
                writing.write(piece)
                done += len(piece)
                told(done, total)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _not_saved(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return errors.error(LocalProblem("disk_full"))
    return QCoreApplication.translate("FileActions", "The file could not be written there.")


def _risk(path: Path) -> Risk:
    with path.open("rb") as stream:
        return opening_risk(path.name, stream.read(HEAD_BYTES))
