"""The viewer of a conversation's files: which one is shown, what comes of loading it, and what its buttons do."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.domain.gallery import Show, show_as
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.viewer_files import FileActions
from desktop.ui.controllers.viewing import View, view_of
from desktop.ui.dialogs import finished
from desktop.ui.texts import errors, moments, names, people
from desktop.ui.views.viewer import Viewer
from desktop.ui.widgets.film_player import FilmPlayer
from server_stub.contract.content import Media
from server_stub.contract.model import Message

_PAGE = 60
_AHEAD = 5
"""So near to the earliest known one, the page before it is read."""


class ViewerController(Controller):
    """`message_wanted(object)`: id of a message that is to be shown in the conversation."""

    message_wanted = Signal(object)

    def __init__(self, tools: Tools, anchor: QWidget, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._anchor = anchor
        self._view: Viewer | None = None
        self._items: list[Message] = []
        self._at = 0
        self._more = True
        self._cut_short = False
        self._turn = 0
        self._page = 0
        self._still: QImage | None = None
        self._player = FilmPlayer(self)
        self._player.unplayable.connect(self._tell_unplayable)
        self._player.pictured.connect(self._show_frame)
        self._files = FileActions(tools, self)

    def open(self, message: Message) -> None:
        """With this message's file; the others of its conversation are found meanwhile."""
        if self._view is None and message.content.media is not None:
            self.run(self._look(message), "view files")

    async def _look(self, message: Message) -> None:
        focus = self._anchor.window().focusWidget()
        self._items, self._at, self._more, self._cut_short = [message], 0, True, False
        view = self._view = self._made()
        self._show()
        self.run(self._gather(message), "find files")
        try:
            await finished(view)
        finally:
            self._turn += 1
            self._view = self._files.window = self._still = None
            self._player.close()
        if self.alive and focus is not None:
            focus.setFocus()

    def _made(self) -> Viewer:
        view = Viewer(self.tools.theme, self._anchor.window())
        view.moved.connect(self._move)
        view.retried.connect(self._show)
        view.skipped.connect(self._player.skip)
        view.tools.copied.connect(self._copy)
        view.tools.saved.connect(self._save)
        view.tools.opened.connect(self._open)
        view.tools.jumped.connect(self._jump)
        view.film.toggled.connect(self._player.toggle)
        view.film.sought.connect(self._player.seek)
        view.pages.turned.connect(self._turn_page)
        self._player.moved.connect(view.film.show_place)
        self._player.playing.connect(view.film.show_playing)
        self._files.began.connect(view.progress.begin)
        self._files.advanced.connect(view.progress.advance)
        self._files.ended.connect(view.progress.end)
        self._files.window = view
        self.tools.keys.bind(view, view.deeds())
        return view

    async def _gather(self, first: Message) -> None:
        """Pages from the newest until the opened message is among them; a sticker stays alone at its place."""
        view, known = self._view, list[Message]()
        while self._view is view and self._more and (not known or _place(known[-1]) > _place(first)):
            page = await self._earlier(first.conversation_id, known[-1] if known else None)
            known += page
            if not page:
                break
        if self._view is view and view is not None:
            merged = {item.id: item for item in (*known, first)}
            self._items = sorted(merged.values(), key=_place)
            self._at = [item.id for item in self._items].index(first.id)
            self._show_place()

    async def _earlier(self, conversation_id: str, before: Message | None) -> list[Message]:
        page = await self.desk.gallery(conversation_id, before=before, limit=_PAGE)
        self._more, self._cut_short = page.more, page.cut_short
        return list(page.messages)

    async def _gather_earlier(self) -> None:
        view, first, self._more = self._view, self._items[0], False
        found = await self._earlier(first.conversation_id, first)
        if self._view is view and self._items[0] is first:
            self._items = [*found[::-1], *self._items]
            self._at += len(found)
            self._show_place()

    def _move(self, steps: int) -> None:
        at = self._at + steps
        if self._view is None or not 0 <= at < len(self._items):
            return
        self._at = at
        self._show()
        if self._more and at < _AHEAD:
            self.run(self._gather_earlier(), "find earlier files")

    @property
    def _message(self) -> Message:
        return self._items[self._at]

    def _show(self) -> None:
        view, message = self._view, self._message
        if view is None or message.content.media is None:
            return
        self._turn += 1
        self._page, self._still = 0, None
        self._player.close()
        view.head.show_words(self._title(message), self._detail(message))
        view.progress.end("")
        self._show_place()
        view.tools.show_abilities(look=False, copy=False, file=True)
        view.show_sentence(self.tr("Loading…"))
        self.run(self._load(message, message.content.media, self._turn), "load file")

    def _show_place(self) -> None:
        view = self._view
        if view is not None:
            count = len(self._items)
            place = self.tr("{place} of {count}").format(place=self._at + 1, count=count)
            if self._cut_short:
                place = self.tr("{place} of {count} kept here, no connection").format(place=self._at + 1, count=count)
            view.head.show_place(place if count > 1 or self._cut_short else "")
            view.show_neighbours(earlier=self._at > 0, later=self._at + 1 < count)

    async def _load(self, message: Message, media: Media, turn: int) -> None:
        show = show_as(media)
        try:
            path = await self.desk.media_file(media.id)
        except AppError as problem:
            if (view := self._current(turn)) is not None:
                view.tools.show_abilities(look=False, copy=False, file=False)
                view.show_sentence(errors.error(problem, self.desk.purposes()), retry=True)
            return
        if show is Show.FILM:
            if (view := self._current(turn)) is not None:
                view.show_film(self._says(message))
                self._player.open(path)
            return
        found = await asyncio.to_thread(view_of, path, show, self._page)
        if (view := self._current(turn)) is not None:
            self._put(view, message, found)

    def _current(self, turn: int) -> Viewer | None:
        return self._view if self.alive and turn == self._turn else None

    def _put(self, view: Viewer, message: Message, found: View) -> None:
        says = self._says(message)
        self._still = found.moving.frames[0] if found.moving is not None else found.picture
        view.tools.show_abilities(look=self._still is not None, copy=self._still is not None, file=True)
        if found.moving is not None:
            view.show_moving(found.moving.frames, found.moving.delays_ms, says)
        elif found.picture is not None:
            view.show_picture(found.picture, says)
            if found.pages:
                view.pages.show_page(self._page, found.pages)
        elif found.text is not None:
            view.show_text(found.text, says)
        else:
            view.show_sentence(self.tr("This file cannot be shown here. You can save it or open it with its program."))

    def _turn_page(self, steps: int) -> None:
        message = self._message
        if self._view is not None and message.content.media is not None:
            self._page = max(0, self._page + steps)
            self._turn += 1
            self.run(self._load(message, message.content.media, self._turn), "turn page")

    def _show_frame(self, image: QImage) -> None:
        view = self._view
        if view is not None:
            view.canvas.show_picture(image, keep_view=self._still is not None)
            if self._still is None:
                view.tools.show_abilities(look=True, copy=True, file=True)
            self._still = image

    def _tell_unplayable(self) -> None:
        if self._view is not None:
            self._view.show_sentence(
                self.tr("This computer cannot play this file here. You can save it or open it with its program.")
            )

    def _copy(self) -> None:
        if self._still is not None and self._view is not None:
            QGuiApplication.clipboard().setImage(self._still)
            self._view.progress.end(self.tr("Picture copied."))

    def _save(self) -> None:
        self._do(save=True)

    def _open(self) -> None:
        self._do(save=False)

    def _do(self, *, save: bool) -> None:
        view, media = self._view, self._message.content.media
        if view is not None and media is not None:
            work = self._files.save(media) if save else self._files.open(media)
            self.run(work, "save file" if save else "open file", refused=view.progress.end)

    def _jump(self) -> None:
        view, message_id = self._view, self._message.id
        if view is not None:
            view.accept()
            self.message_wanted.emit(message_id)

    def _title(self, message: Message) -> str:
        media = message.content.media
        name = media.file_name if media is not None else ""
        return name or names.kind(message.content.kind)

    def _detail(self, message: Message) -> str:
        who = self.tr("We sent it")
        if message.direction == "in":
            conversation = self.desk.conversation(message.conversation_id)
            who = people.name(self.desk.contact(conversation.contact_id) if conversation is not None else None)
        caption = " ".join(message.content.text.split())[:200]
        return " · ".join(part for part in (who, moments.day_and_time(message.sent_at), caption) if part)

    def _says(self, message: Message) -> str:
        return f"{names.kind(message.content.kind)}, {self._title(message)}, {self._detail(message)}"


def _place(message: Message) -> tuple[int, str]:
    return message.sent_at, message.id
