"""The sticker studio: one picture at a time is made ready beside the loop, shown, and sent to the open conversation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from desktop.domain.errors import AppError
from desktop.domain.sticker import Fit, MadeSticker
from desktop.ui.controllers.attached_file import RowWatch
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.sticker_saving import StickerSaving
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_file, finished
from desktop.ui.texts import errors
from desktop.ui.views.window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.views.sticker_studio import StickerStudio

_LOOK_MS: Final = 100
"""How often the progress is looked at."""
_KINDS: Final = "(*.png *.jpg *.jpeg *.gif *.webp *.heic *.heif *.avif *.bmp *.tif *.tiff *.apng)"


class StickerStudioController(Controller):
    """One studio at a time; what was made and not sent goes with it."""

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        conversation: ConversationController,
        saving: StickerSaving,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._conversation, self._saving = window, conversation, saving
        self._studio: StickerStudio | None = None
        self._path: Path | None = None
        self._fit = Fit.WHOLE
        self._watch = RowWatch()
        self._made: MadeSticker | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        conversation.opened.connect(self._leave)

    def open(self) -> None:
        if self._conversation.id and self._studio is None:
            self.run(self._show(), "sticker studio")

    async def _show(self) -> None:
        from desktop.ui.views.sticker_studio import StickerStudio

        studio = StickerStudio(self.tools.theme, self._window)
        studio.file_asked.connect(self._ask_file)
        studio.file_given.connect(self._take)
        studio.fit_chosen.connect(self._refit)
        studio.send_asked.connect(self._send)
        studio.keep_asked.connect(self._keep)
        self._studio, self._path, self._fit = studio, None, Fit.WHOLE
        try:
            await finished(studio)
        finally:
            self._studio = None
            self._stop()
            await self._drop()

    def _leave(self) -> None:
        if self._studio is not None:
            self._studio.reject()

    def _ask_file(self) -> None:
        self.run(self._choose(), "choose picture")

    async def _choose(self) -> None:
        if self._studio is None:
            return
        kinds = self.tr("Pictures") + " " + _KINDS
        path = await chosen_file(self._studio, title=self.tr("Choose a picture"), kinds=kinds)
        if path is not None and self.alive:
            self._take(path)

    def _take(self, path: Path) -> None:
        self._path = path
        self._begin()

    def _refit(self, fit: Fit) -> None:
        self._fit = fit
        self._begin()

    def _begin(self) -> None:
        """Whatever was being made is not wanted any more."""
        if self._studio is None or self._path is None:
            return
        self._stop()
        self._watch = RowWatch()
        self._studio.show_working(0.0)
        self._timer.start()
        self.run(self._make(self._path, self._fit, self._watch), "make sticker")

    async def _make(self, path: Path, fit: Fit, watch: RowWatch) -> None:
        try:
            made = await self.desk.stickers.make(path, fit=fit, watch=watch)
        except AppError as problem:
            if self.alive and watch is self._watch and not watch.stopped and self._studio is not None:
                self._timer.stop()
                self._studio.show_nothing(errors.error(problem))
            return
        if not self.alive or watch is not self._watch or self._studio is None:
            await self.desk.stickers.clear(made.path)
            return
        self._timer.stop()
        self._studio.show_made(made)
        await self._drop()
        self._made = made

    def _send(self) -> None:
        if self._made is not None and self._studio is not None:
            self._studio.set_busy()
            self.run(self._deliver(self._studio, self._made, self._conversation.id), "send sticker")

    def _keep(self) -> None:
        """For the team; it can still be sent afterwards."""
        if self._made is not None and self._studio is not None and self._path is not None:
            self._saving.add(self._made.path, self._studio, name=self._path.stem, moves=self._made.is_moving)

    async def _deliver(self, studio: StickerStudio, made: MadeSticker, conversation_id: str) -> None:
        try:
            await self.desk.send_file(conversation_id, made.path)
        except AppError as problem:
            if self.alive and self._studio is studio:
                studio.show_problem(errors.error(problem, self.desk.purposes()))
            return
        if self.alive and self._studio is studio:
            studio.accept()

    def _stop(self) -> None:
        self._watch.stop()
        self._timer.stop()

    async def _drop(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            await self.desk.stickers.clear(made.path)

    def _look(self) -> None:
        if self._studio is not None:
            self._studio.show_working(self._watch.done)
