"""Stickers of the team in the open conversation: picked, sent, liked, renamed, removed, and added from messages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.application.desk import Link
from desktop.domain import team_stickers as rules
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers.composer import ComposerController
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.media import PictureFetcher
from desktop.ui.controllers.message_menu import KEEP
from desktop.ui.controllers.sticker_saving import StickerSaving
from desktop.ui.controllers.sticker_studio import StickerStudioController
from desktop.ui.controllers.thread_work import ThreadController
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.models.sticker_cells import StickerCell, StickerGroup
from desktop.ui.texts import team_stickers as words
from desktop.ui.views.composer import Composer
from desktop.ui.views.window import MainWindow
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Message
from server_stub.contract.stickers import Sticker

if TYPE_CHECKING:
    from desktop.ui.views.sticker_panel import StickerPanel

_RECENT: Final = "sticker_recent"
_LIKED: Final = "sticker_liked"


class StickerController(Controller):
    """The panel is built when it is wanted first. `window`: what forms stand over; `over`: what it floats over."""

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        over: QWidget,
        thread: ThreadController,
        conversation: ConversationController,
        timeline: TimelineController,
        composer: ComposerController,
        view: Composer,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._over, self._view = window, over, view
        self._conversation, self._composer = conversation, composer
        self.saving = StickerSaving(tools, self)
        self.studio = StickerStudioController(tools, window, conversation, self.saving, self)
        # It goes with what is painted, not with this: a panel that is open at the end is painted once more.
        self.pictures = PictureFetcher(tools, self._arrived, over, find=self._file)
        self._panel: StickerPanel | None = None
        self._recent: tuple[str, ...] = ()
        self._liked: tuple[str, ...] = ()
        self._known = False
        view.sticker_asked.connect(self.toggle)
        thread.shelf_asked.connect(self.toggle)
        thread.sticker_asked.connect(self.studio.open)
        timeline.menu.chosen.connect(self._chosen_in_menu)
        tools.bus.changed.connect(self._changed)

    def toggle(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.leave()
        elif self._conversation.id and self._view.may_write:
            self.run(self._open(), "stickers")

    async def _open(self) -> None:
        if not self._known:
            recent, liked = await self.desk.habits.get(_RECENT), await self.desk.habits.get(_LIKED)
            self._recent, self._liked, self._known = tuple(recent.split()), tuple(liked.split()), True
        if not self.alive:
            return
        if self._panel is None:
            self._panel = self._build()
        self.pictures.animations.set_still(still=self.tools.theme.is_still)
        self._offer(self._panel)
        if not self._panel.isVisible():
            own = self._view.sticker_button
            self._panel.toggle(own if own.isVisible() else self._view.emoji_button, self._view.input)

    def _build(self) -> StickerPanel:
        from desktop.ui.views.sticker_panel import StickerPanel

        panel = StickerPanel(self.tools.theme, self.pictures, self._over)
        panel.chosen.connect(self._send)
        panel.searched.connect(self._search)
        panel.liked.connect(self._like)
        panel.menu_asked.connect(self._show_menu)
        panel.studio_asked.connect(self.studio.open)
        return panel

    def _offer(self, panel: StickerPanel) -> None:
        known = self.desk.team_stickers.all()
        shown = [
            (words.recent(), rules.known(self._recent, known)),
            (words.liked(), rules.known(self._liked, known)),
            *rules.packs(known).items(),
        ]
        groups = [StickerGroup(title, self._cells(found)) for title, found in shown if found]
        panel.offer(groups, words.none(is_online=self.desk.connection.link is Link.ONLINE))

    def _search(self, typed: str) -> None:
        if self._panel is None:
            return
        if typed.strip():
            found = rules.found_by(typed, self.desk.team_stickers.all())
            self._panel.show_found(self._cells(found), words.not_found())
        else:
            self._offer(self._panel)

    def _cells(self, stickers: Sequence[Sticker]) -> list[StickerCell]:
        return [
            StickerCell(
                each.id,
                words.spoken(each),
                title=each.name,
                more=words.more(each),
                moves=each.animated,
                is_liked=each.id in self._liked,
            )
            for each in stickers
        ]

    # Sending and liking

    def _send(self, sticker_id: str) -> None:
        sticker, conversation_id = self._sticker(sticker_id), self._conversation.id
        if sticker is not None and conversation_id:
            self.run(self._deliver(conversation_id, sticker, self._composer.quoted), "send sticker")

    async def _deliver(self, conversation_id: str, sticker: Sticker, quoted: str) -> None:
        await self.desk.team_stickers.send(conversation_id, sticker, quote_id=quoted or None)
        if self.alive:
            if quoted and self._composer.quoted == quoted:
                self._composer.unquote()
            self._recent = rules.used(self._recent, sticker.id)
            await self.desk.habits.put(_RECENT, " ".join(self._recent))

    def _like(self, sticker_id: str) -> None:
        self._liked = rules.toggled(self._liked, sticker_id)
        self._refill()
        self.run(self.desk.habits.put(_LIKED, " ".join(self._liked)), "remember favourite stickers")

    # The menu of one of them

    def _show_menu(self, sticker_id: str, position: QPoint) -> None:
        sticker = self._sticker(sticker_id)
        if sticker is None or self._panel is None:
            return
        menu = QMenu(self._panel)
        menu.setObjectName("sticker_actions")
        menu.setAccessibleName(sticker.name)
        icon = self.tools.theme.icon
        is_liked = sticker.id in self._liked
        star = self.tr("No longer a favourite") if is_liked else self.tr("Favourite")
        menu.addAction(icon("star"), star, partial(self._like, sticker.id))
        if rules.may_change(sticker, self.desk.account):
            menu.addAction(icon("pencil"), self.tr("Rename…"), partial(self._rename, sticker))
            menu.addAction(icon("trash"), self.tr("Remove for the whole team"), partial(self._remove, sticker))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def _rename(self, sticker: Sticker) -> None:
        if self._panel is not None:
            self._panel.leave()
        self.saving.rename(sticker, self._window)

    def _remove(self, sticker: Sticker) -> None:
        self.run(self._take_away(sticker), "remove sticker")

    async def _take_away(self, sticker: Sticker) -> None:
        await self.desk.team_stickers.remove(sticker.id)
        if self.alive:
            self.tools.telling.offer_undo(words.removed(sticker), partial(self._bring_back, sticker.id))

    def _bring_back(self, sticker_id: str) -> None:
        self.run(self.desk.team_stickers.restore(sticker_id), "bring sticker back")

    # From a message

    def _chosen_in_menu(self, message: Message, name: str) -> None:
        if name == KEEP:
            self.run(self._keep(message), "keep sticker")

    async def _keep(self, message: Message) -> None:
        media = message.content.media
        if media is not None:
            path = await self.desk.media_file(media.id)
            if self.alive:
                self.saving.add(path, self._window, moves=media.animated)

    # What changes

    async def _file(self, sticker_id: str) -> Path:
        sticker = self._sticker(sticker_id)
        if sticker is None:
            raise AppError(ErrorCode.STICKER_UNKNOWN.value)
        return await self.desk.team_stickers.file(sticker)

    def _arrived(self, sticker_id: str) -> None:
        if self._panel is not None:
            self._panel.refresh(sticker_id)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.connection or changes.everything:
            self.pictures.forget_failures()
        if changes.catalogue or changes.connection or changes.everything:
            self._refill()

    def _refill(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._search(self._panel.sought)

    def _sticker(self, sticker_id: str) -> Sticker | None:
        return next((each for each in self.desk.team_stickers.all() if each.id == sticker_id), None)
