"""Editing one picture: what was drawn, taken back and drawn again, and the new file at the end."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import LocalProblem
from desktop.domain.file_names import plain_name, split_suffix
from desktop.domain.picture_edits import History, Mark, Tool, Turn
from desktop.ui.controllers.picture_drawing import drawn, editable, written
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.views.picture_editor import PictureEditor


class PictureEditing(Controller):
    """One picture at a time; the file that is edited is only read."""

    def __init__(self, tools: Tools, anchor: QWidget, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._anchor = anchor
        self._view: PictureEditor | None = None
        self._first = self._now = QImage()
        self._history = History()
        self._tool: Tool | None = None

    async def edit(self, path: Path, name: str) -> Path | None:
        """The new file in the desk's workshop; None when nothing was changed. Raises LocalProblem."""
        if self._view is not None:
            return None
        image = await asyncio.to_thread(editable, path)
        if image is None:
            raise LocalProblem("file_damaged")
        if not self.alive or self._view is not None:
            return None
        self._first = self._now = image
        self._history, self._tool = History(), None
        view = self._view = self._made(name)
        try:
            wanted = await finished(view) == QDialog.DialogCode.Accepted and bool(self._history.done)
            return await self._kept(self._now, name) if wanted else None
        finally:
            self._view, self._first, self._now = None, QImage(), QImage()

    def _made(self, name: str) -> PictureEditor:
        view = PictureEditor(self.tools.theme, name, self._anchor.window())
        self.tools.keys.bind(view, view.deeds())
        view.show_picture(self._now)
        view.tool_chosen.connect(self._choose)
        view.turned.connect(self._turn)
        view.undone.connect(self._undo)
        view.redone.connect(self._redo)
        view.canvas.drawn.connect(self._draw)
        return view

    async def _kept(self, image: QImage, name: str) -> Path:
        stem = split_suffix(plain_name(name))[0]
        path = await self.desk.preparing.place(stem + (".png" if image.hasAlphaChannel() else ".jpg"))
        if not await asyncio.to_thread(written, image, path):
            await self.desk.preparing.clear(path)
            raise LocalProblem("disk_full")
        return path

    def _choose(self, chosen: Tool | None) -> None:
        self._tool = chosen
        if self._view is not None:
            self._view.show_tool(chosen)

    def _turn(self) -> None:
        self._add(Turn())

    def _draw(self, start: QPoint, end: QPoint) -> None:
        if self._tool is None:
            return
        mark = Mark(self._tool, start.x(), start.y(), end.x(), end.y(), secrets.randbits(64))
        mark = mark.within(self._now.width(), self._now.height())
        if not mark.is_slip:
            self._add(mark)

    def _add(self, edit: Turn | Mark) -> None:
        if self._history.add(edit):
            self._now = drawn(self._now, [edit])
            self._show()

    def _undo(self) -> None:
        if self._history.undo():
            self._now = drawn(self._first, self._history.done)
            self._show()

    def _redo(self) -> None:
        if self._history.redo():
            self._now = drawn(self._now, self._history.done[-1:])
            self._show()

    def _show(self) -> None:
        if self._view is not None:
            self._view.show_picture(self._now)
            self._view.show_steps(undo=bool(self._history.done), redo=bool(self._history.undone))
