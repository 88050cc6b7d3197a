"""Pictures become stickers of the team: named in a form, which stays with the reason where it is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.domain.team_stickers import packs
from desktop.ui.controllers.tools import Controller
from desktop.ui.dialogs import finished
from desktop.ui.texts import errors
from desktop.ui.texts import team_stickers as words
from server_stub.contract.stickers import Sticker, StickerWords

if TYPE_CHECKING:
    from desktop.ui.views.sticker_form import StickerForm

Keep = Callable[[StickerWords], Awaitable[Sticker]]


class StickerSaving(Controller):
    """One form at a time; the pack that was used last is offered first."""

    _last_pack = ""

    def add(self, path: Path, over: QWidget, *, name: str = "", moves: bool = False) -> None:
        """`path`: WebP as WhatsApp wants it; `over`: what the form stands over."""
        known = self._packs()
        pack = self._last_pack or next(iter(known), "")
        self.run(self._add(path, over, StickerWords(pack, name), moves=moves), "add sticker")

    def rename(self, sticker: Sticker, over: QWidget) -> None:
        self.run(self._rename(sticker, over), "rename sticker")

    async def _add(self, path: Path, over: QWidget, offered: StickerWords, *, moves: bool) -> None:
        kept = await self._ask(path, over, offered, partial(self.desk.team_stickers.add, path), moves=moves)
        if kept is not None:
            self.tools.tell(words.added(kept))

    async def _rename(self, sticker: Sticker, over: QWidget) -> None:
        path = await self.desk.team_stickers.file(sticker)
        known = StickerWords(sticker.pack, sticker.name, sticker.keywords)
        keep = partial(self.desk.team_stickers.describe, sticker.id)
        await self._ask(path, over, known, keep, moves=sticker.animated, is_new=False)

    async def _ask(
        self, path: Path, over: QWidget, offered: StickerWords, keep: Keep, *, moves: bool, is_new: bool = True
    ) -> Sticker | None:
        """What was kept; None where the form was left."""
        from desktop.ui.views.sticker_form import StickerForm

        if not self.alive:
            return None
        form = StickerForm(self.tools.theme, self._packs(), offered, over)
        title = self.tr("Add to the team's stickers") if is_new else self.tr("Rename the sticker")
        form.entitle(title, self.tr("Add") if is_new else self.tr("Rename"))
        form.show_picture(path, moves=moves)
        kept: list[Sticker] = []
        form.confirmed.connect(partial(self._confirmed, form, keep, kept))
        await finished(form)
        return kept[-1] if kept and self.alive else None

    def _confirmed(self, form: StickerForm, keep: Keep, kept: list[Sticker], told: StickerWords) -> None:
        form.ok.setEnabled(False)
        self.run(self._keep(form, keep, kept, told), "keep sticker")

    async def _keep(self, form: StickerForm, keep: Keep, kept: list[Sticker], told: StickerWords) -> None:
        try:
            kept.append(await keep(told))
        except AppError as problem:
            if self.alive and form.isVisible():
                form.refresh()
                form.show_problem(errors.error(problem))
            return
        self._last_pack = told.pack
        if self.alive and form.isVisible():
            form.accept()

    def _packs(self) -> list[str]:
        return list(packs(self.desk.team_stickers.all()))
