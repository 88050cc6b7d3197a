"""Files that go with a message: chosen, dropped or pasted, and sent one after the other."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desktop.domain.errors import LocalProblem
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_files
from desktop.ui.views.composer import Composer

MOST = 10


class Attachments(Controller):
    """Pasted pictures lie in a folder of their own until they are sent or taken away."""

    def __init__(self, tools: Tools, view: Composer, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._pasted: Path | None = None
        self._count = 0
        self._id = ""
        self._sending = False
        self._waiting: dict[str, list[Path]] = {}
        view.attach_asked.connect(self.choose)
        view.files_given.connect(self.add)
        view.image_given.connect(self._paste)
        view.attachments.emptied.connect(self._sweep)

    @property
    def paths(self) -> list[Path]:
        return self._view.attachments.paths

    def choose(self) -> None:
        self.run(self._choose(), "choose files")

    def add(self, paths: Sequence[Path]) -> None:
        """Folders are left out with a sentence; WhatsApp's own limits are checked when sending."""
        readable = [path for path in paths if path.is_file()]
        if len(readable) < len(paths):
            self.tools.tell(self.tr("Only files can be attached, one by one."))
        room = MOST - len(self.paths)
        if len(readable) > room:
            self.tools.tell(self.tr("At most {count} files at once.").format(count=MOST))
        self._view.attachments.add(readable[:room])
        self._view.refresh_send()
        self._view.input.setFocus()

    def open(self, conversation_id: str) -> None:
        """What was attached in one conversation waits there while another one is open."""
        self._waiting[self._id] = self.paths
        self._id = conversation_id
        self._show(self._waiting.get(conversation_id, []))

    def clear(self) -> None:
        self._show([])
        self._sweep()

    async def send(
        self, conversation_id: str, caption: str, quote_id: str | None, *, promotional: bool | None = None
    ) -> None:
        """The first carries caption and quote. What was sent leaves the bar: a failure never sends it twice."""
        rest = self.paths
        self._sending = True
        try:
            while rest:
                await self.desk.send_file(
                    conversation_id, rest[0], caption=caption, quote_id=quote_id, promotional=promotional
                )
                caption, quote_id, promotional = "", None, None
                rest = rest[1:]
                if not self.alive:
                    return
                if conversation_id == self._id:
                    self._show(rest)
                self._waiting[conversation_id] = rest
        finally:
            self._sending = False
        self._sweep()

    def finish(self) -> None:
        """The window closes: pasted pictures that were not sent go with it."""
        self._waiting = {}
        self.clear()

    def _show(self, paths: Sequence[Path]) -> None:
        self._view.attachments.clear()
        self._view.attachments.add(paths)
        self._view.refresh_send()

    async def _choose(self) -> None:
        paths = await chosen_files(self._view.window(), title=self.tr("Attach files"))
        if self.alive and paths:
            self.add(paths)

    def _paste(self, image: QImage) -> None:
        self.run(self._keep(QImage(image)), "paste picture")

    async def _keep(self, image: QImage) -> None:
        if self._pasted is None:
            self._pasted = Path(tempfile.mkdtemp(prefix="balcao-"))
        self._count += 1
        path = self._pasted / f"{self.tr('picture')}-{self._count}.png"
        if not await asyncio.to_thread(image.save, str(path)):
            raise LocalProblem("disk_full")
        if self.alive:
            self.add([path])

    def _sweep(self) -> None:
        """Pasted pictures go as soon as nothing waits to be sent."""
        waiting = any(paths for key, paths in self._waiting.items() if key != self._id)
        if self._pasted is not None and not (self.paths or waiting or self._sending):
            shutil.rmtree(self._pasted, ignore_errors=True)
            self._pasted = None
