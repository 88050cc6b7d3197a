"""Messages of the open conversation: pages as they are wanted, changes as they come, what a click means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.message_menu import COPY, LINK, MEDIA, QUOTE, MessageMenu
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.viewer import ViewerController
from desktop.ui.delegates.bubble import HISTORY
from desktop.ui.delegates.describe import copied_text
from desktop.ui.delegates.failure_part import DISCARD, RETRY
from desktop.ui.delegates.text_parts import MORE
from desktop.ui.dialogs import confirmed, finished
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.texts import failures
from desktop.ui.texts.row_words import RowWords
from desktop.ui.views.edit_history import EditHistory
from desktop.ui.views.jump_button import JumpButton
from server_stub.contract.delivery import Status
from server_stub.contract.gate import Reason
from server_stub.contract.model import Message

MOST_ROWS = 400
KEPT_ROWS = 200
"""Of a conversation that stays open at its end while messages come in: what is above them is in the store."""
_CANCELLED = "cancelled"
"""Taken back by the agent: what one did oneself is no trouble."""


class TimelineController(Controller):
    """Signals: `quote_asked(object)` a Message to answer; `trouble(object)` a sentence about a failed message.

    `promotion_asked(object)`: a Message that was refused until somebody says whether it is an offer.
    """

    quote_asked = Signal(object)
    promotion_asked = Signal(object)
    trouble = Signal(object)

    def __init__(self, tools: Tools, view: ThreadView, model: TimelineModel, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._model = view, model
        self._id = ""
        self._turn = 0
        self.menu = MessageMenu(tools.theme, view, tools.desk.purposes, self)
        self.menu.chosen.connect(self._do)
        self._viewer = ViewerController(tools, view, self)
        self._viewer.message_wanted.connect(self._go_to)
        self._jump = JumpButton(tools.theme, view)
        self._jump.clicked.connect(view.to_bottom)
        view.new_below.connect(self._jump.show_count)
        view.older_wanted.connect(self._load_older)
        view.message_activated.connect(self._quote)
        view.context_requested.connect(self._show_menu)
        view.quote_activated.connect(self._go_to)
        view.media_wanted.connect(self._open_media)
        view.link_activated.connect(self._open_link)
        view.action_activated.connect(self._act)
        tools.bus.changed.connect(self._changed)

    def open(self, conversation_id: str, *, around: Message | None = None, share: float | None = None) -> None:
        """Show the newest page; with `around`, go back until that message is in view: marked, or with `share` of it
        above the view as it was when somebody was reading there.
        """
        self._id = conversation_id
        self._turn += 1
        self._model.reset_messages([])
        if conversation_id:
            self.run(self._load(conversation_id, self._turn, around, share), "load messages")

    def message(self, message_id: str) -> Message | None:
        return self._model.message(message_id)

    def neighbour(self, message_id: str, steps: int, fits: Callable[[Message], bool] | None = None) -> Message | None:
        """The message before or after, of those that fit; from nothing, the newest. None beyond the ends."""
        row = self._model.row_of(message_id) if message_id else self._model.rowCount()
        if row is None:
            return None
        row += steps
        while 0 <= row < self._model.rowCount():
            found = self._model.row_at(row)
            if isinstance(found, Message) and (fits is None or fits(found)):
                return found
            row += steps
        return None

    def show(self, message: Message) -> None:
        """Bring it into view and mark it for a moment."""
        row = self._model.row_of(message.id)
        if row is not None:
            self._view.show_row(row, flash=True)

    def reading(self) -> tuple[Message, float] | None:
        """The first message in view and which share of it lies above; None while the newest is in view."""
        if self._view.is_at_bottom:
            return None
        for message_id, top, height in self._view.rows_in_view():
            message = self._model.message(message_id)
            if message is not None:
                return message, -top / max(1, height)
        return None

    def to_bottom(self) -> None:
        self._view.to_bottom()

    async def _load(self, conversation_id: str, turn: int, around: Message | None, share: float | None = None) -> None:
        unread = self._unread(conversation_id)
        page = await self.desk.page(conversation_id)
        if not self._current(turn):
            return
        self._model.reset_messages(page.messages, unread=unread, older=page.older)
        self._view.to_bottom()
        self._view.set_older(page.older)
        while around is not None and self._model.row_of(around.id) is None and page.older:
            page = await self.desk.page(conversation_id, before=self._model.oldest)
            if not self._current(turn):
                return
            self._model.prepend(page.messages, older=page.older)
            self._view.set_older(page.older)
        if around is not None and share is not None:
            self._view.read_on(self._model.row_of(around.id) or 0, share)
        elif around is not None:
            self.show(around)

    def _load_older(self) -> None:
        if self._id:
            self.run(self._older(self._id, self._turn), "load older messages")

    async def _older(self, conversation_id: str, turn: int) -> None:
        page = await self.desk.page(conversation_id, before=self._model.oldest)
        if self._current(turn):
            self._model.prepend(page.messages, older=page.older)
            self._view.set_older(page.older)

    def _current(self, turn: int) -> bool:
        return self.alive and turn == self._turn

    def _unread(self, conversation_id: str) -> int:
        conversation = self.desk.conversation(conversation_id)
        return conversation.unread if conversation else 0

    def _changed(self, changes: ChangeSet) -> None:
        if not self._id:
            return
        if changes.everything:
            self.run(self._load(self._id, self._turn, None), "reload messages")
            return
        ids = changes.messages.get(self._id, frozenset()) | changes.statuses.get(self._id, frozenset())
        if ids:
            self.run(self._refresh(ids, self._turn), "refresh messages")

    async def _refresh(self, ids: frozenset[str], turn: int) -> None:
        messages = await self.desk.messages(sorted(ids))
        if self._current(turn):
            self._tell_failures(messages)
            self._model.apply(messages)
            self._model.remove(ids - {message.id for message in messages})
            if self._view.is_at_bottom and self._model.forget_older(MOST_ROWS, KEPT_ROWS):
                self._view.set_older(True)

    def _tell_failures(self, messages: Sequence[Message]) -> None:
        """A message that fails while one looks is explained at once, an older one in its menu."""
        for message in messages:
            known = self._model.message(message.id)
            if message.status is Status.FAILED and (known is None or known.status is not Status.FAILED):
                if _is_unclear(message):
                    self.promotion_asked.emit(message)
                elif message.failure is None or message.failure.code != _CANCELLED:
                    self.trouble.emit(failures.failure(message.failure, self.desk.purposes()))

    def _quote(self, message_id: str) -> None:
        if (message := self._model.message(message_id)) is not None:
            self.quote_asked.emit(message)

    def _go_to(self, message_id: str) -> None:
        if not message_id:
            self._tell_gone()
        elif self._model.row_of(message_id) is not None:
            self._view.show_row(self._model.row_of(message_id) or 0, flash=True)
        else:
            self.run(self._find(message_id, self._turn), "go to quoted message")

    async def _find(self, message_id: str, turn: int) -> None:
        found = await self.desk.messages([message_id])
        if self._current(turn) and found and found[0].conversation_id == self._id:
            await self._load(self._id, turn, found[0])
        elif self._current(turn):
            self._tell_gone()

    def _tell_gone(self) -> None:
        self.tools.tell(self.tr("The original message is not here: it is older than what is kept."))

    def _show_menu(self, message_id: str, position: QPoint) -> None:
        message = self._model.message(message_id)
        if message is not None:
            self.menu.show(message, position)

    def _do(self, shown: Message, name: str) -> None:
        message = self._model.message(shown.id)
        if message is None:
            return
        if name == QUOTE:
            self.quote_asked.emit(message)
        elif name == COPY:
            words = RowWords(self.desk.purposes)
            QGuiApplication.clipboard().setText(message.content.text or copied_text(message, words))
        elif name == MEDIA:
            self._open_media(message.content.media.id)
        elif name.startswith(LINK):
            self._open_link(name.removeprefix(LINK))
        elif name == MORE:
            self._view.action_activated.emit(message.id, MORE)
        else:
            self._act(message.id, name)

    def _act(self, message_id: str, name: str) -> None:
        message = self._model.message(message_id)
        if name == RETRY and message is not None and _is_unclear(message):
            self.promotion_asked.emit(message)
        elif name == RETRY:
            self.run(self.desk.retry(message_id), "send again")
        elif name == DISCARD:
            self.run(self._discard(message_id), "remove message")
        elif name == HISTORY:
            self.run(self._show_history(message_id), "show earlier versions")

    async def _show_history(self, message_id: str) -> None:
        versions = await self.desk.versions(message_id)
        if self.alive and versions:
            await finished(EditHistory(self.tools.theme, versions, self._view.window()))
        elif self.alive:
            self.tools.tell(self.tr("What the message said before is not kept."))

    async def _discard(self, message_id: str) -> None:
        message = self._model.message(message_id)
        question = self.tr("It was not sent. Its text is lost when you remove it.")
        if message is not None and message.hold is not None:
            question = self.tr("It waits to be sent. When you remove it, it does not go; its text stays here.")
        title, action, cancel = self.tr("Remove the message?"), self.tr("Remove"), self.tr("Keep")
        if await confirmed(self._view.window(), title=title, question=question, action=action, cancel=cancel):
            await self.desk.discard(message_id)

    def _open_media(self, media_id: str) -> None:
        if (message := self._model.message_of_media(media_id)) is not None:
            self._viewer.open(message)

    def _open_link(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme() == "tel":
            QGuiApplication.clipboard().setText(address.removeprefix("tel:"))
            self.tools.tell(self.tr("Number copied."))
            return
        # What a customer writes must not start programs of this computer.
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)


def _is_unclear(message: Message) -> bool:
    return message.failure is not None and message.failure.code == Reason.DENY_PROMO_UNCLEAR
