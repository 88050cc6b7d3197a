"""Writing: drafts that survive, phrases filled, quotes, and a text that is cleared only when it is safe."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.ui.controllers.attachments import Attachments
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.left_drafts import LeftDrafts
from desktop.ui.controllers.long_text import LongTextController
from desktop.ui.controllers.own_drafts import OwnDrafts
from desktop.ui.controllers.phrases import PhraseController
from desktop.ui.controllers.promotion import PromotionController
from desktop.ui.controllers.sending import Letter, Sending
from desktop.ui.controllers.signing import SigningController
from desktop.ui.controllers.spelling import SpellingController
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.unsending import Sent, Unsending
from desktop.ui.models.rows import is_answerable
from desktop.ui.texts import errors, names, people
from desktop.ui.views.composer import Composer
from server_stub.contract.model import Message


class ComposerController(Controller):
    """Signals:
    trouble(object): a sentence about what could not be sent; empty when it is over.
    moving_on(): a message was sent, and the person wants to go on to who waits next.
    return_asked(object): id of the conversation in which a text has come back.
    """

    trouble = Signal(object)
    moving_on = Signal()
    return_asked = Signal(object)

    def __init__(
        self,
        tools: Tools,
        view: Composer,
        conversation: ConversationController,
        timeline: TimelineController,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation, self._timeline = view, conversation, timeline
        self._id = ""
        self._quoted: Message | None = None
        self._drafts = OwnDrafts(tools, self)
        self._left = LeftDrafts(tools, view.left_text, self)
        self.phrases = PhraseController(tools, view, conversation, self)
        SigningController(tools, view, self)
        self.spelling = SpellingController(tools, view.input, conversation, self)
        self.attachments = Attachments(tools, view, self)
        self.phrases.file_ready.connect(self.attachments.add)
        self.promotion = PromotionController(tools, view.promotion, self)
        self.long_text = LongTextController(tools, view.too_long, self)
        self.unsending = Unsending(tools, self.flush, self)
        self._sending = Sending(tools, self.attachments, self.unsending, self)
        self.next_after_send = False
        self._goes_on = False
        """The message that is being sent is the last one here for now."""
        self._connect()

    def open(self, conversation_id: str) -> None:
        """Leave what was being written where it is, and go on where this conversation was left."""
        self._id = conversation_id
        self.unquote()
        self.attachments.open(conversation_id)
        self.promotion.leave()
        self.long_text.leave()
        self.trouble.emit("")
        self._view.input.set_text(self._drafts.open(conversation_id))
        self._left.open(conversation_id)
        self.phrases.offer()

    async def flush(self) -> None:
        """The window closes or is built again: write the draft down before anything stops."""
        await self._drafts.flush()

    def quote(self, message: Message) -> None:
        ours = message.direction == "out"
        who = self.tr("You") if ours else people.name(self._conversation.contact)
        self._quoted = message
        self._view.quote.show_quote(who, message.content.text or names.kind(message.content.kind))
        self._view.input.setFocus()

    @property
    def quoted(self) -> str:
        """Id of the message that is being answered; empty for none."""
        return self._quoted.id if self._quoted else ""

    def unquote(self) -> None:
        self._quoted = None
        self._view.quote.hide()

    def focus(self) -> None:
        self._view.focus()

    def attach(self) -> None:
        if self._id and self._view.may_write:
            self.attachments.choose()

    def insert(self, text: str) -> None:
        self._view.input.insert_text(text)
        self._view.input.setFocus()

    def _connect(self) -> None:
        view = self._view
        view.send_asked.connect(self._send_here)
        view.send_and_next_asked.connect(self._send_and_go_on)
        view.unsend_asked.connect(self.unsending.undo)
        view.input.text_pasted.connect(self._pasted)
        view.input.paste_refused.connect(self.long_text.refuse)
        self.unsending.came_back.connect(self._take_back)
        view.input.text_edited.connect(self._edited)
        view.input.quote_moved.connect(self._move_quote)
        view.input.escaped.connect(self._escape)
        view.quote.cancelled.connect(self.unquote)
        self._timeline.quote_asked.connect(self.quote)
        self._timeline.promotion_asked.connect(self.promotion.asked_by_gateway)
        self._drafts.loaded.connect(self._show_draft)
        self._drafts.trouble.connect(self.trouble)
        self._left.used.connect(self._use_left)

    # Drafts

    def _show_draft(self, conversation_id: str, text: str) -> None:
        if conversation_id == self._id:
            self._view.input.set_text(text)

    def _edited(self) -> None:
        if not self._id:
            return
        if self._view.promotion.asks:
            self.promotion.leave()
        if self.long_text.asks:
            self.long_text.leave()
        self._drafts.edited(self._view.input.text())

    def _use_left(self, text: str) -> None:
        """Behind what is there already; Ctrl+Z takes it out again."""
        field = self._view.input
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
        field.insert_text(f"\n{text}" if field.text().strip() else text)
        self._view.focus()

    # Quotes

    def _move_quote(self, steps: int) -> None:
        message = self._timeline.neighbour(self._quoted.id if self._quoted else "", steps, is_answerable)
        if message is not None:
            self.quote(message)
            self._timeline.show(message)
        elif steps > 0:
            self.unquote()

    def _escape(self) -> None:
        if self._quoted:
            self.unquote()
        elif self.attachments.paths:
            self.attachments.clear()

    # Sending

    def _send_here(self) -> None:
        self._goes_on = self.next_after_send
        self._send()

    def _send_and_go_on(self) -> None:
        self._goes_on = True
        self._send()

    @property
    def _may_send(self) -> bool:
        return bool(self._id) and not self._sending.is_busy(self._id) and self._view.send.isEnabled()

    def _send(self) -> None:
        if self._may_send and not self.phrases.shows_gap() and not self._ask_about_length(left=self._view.focus):
            self._send_whole()

    def _send_whole(self) -> None:
        """However long it is: that was asked."""
        if not self._may_send:
            return
        words = "\n".join((self._view.input.text(), *self.attachments.captions))
        if not self.promotion.ask_about(words, self._go, left=self._view.focus):
            self._go(None)

    def _go(self, promotional: bool | None) -> None:  # by position, as promotion.Go
        if not self._may_send:
            return
        text, has_files = self._view.input.text(), bool(self.attachments.paths)
        letter = Letter(self._id, text, self._view.limit, self._quoted, promotional, has_files)
        self._sending.begin(letter)
        self.run(self._deliver(letter), "send message")

    async def _deliver(self, letter: Letter) -> None:
        """The text stays in the field until it is safe in the outbox."""
        left = letter.parts()
        try:
            await self._sending.queue(letter, left)
        except AppError as problem:
            if self.alive:
                self.trouble.emit(errors.error(problem, self.desk.purposes()))
                if len(left) < len(letter.parts()):
                    self._clear(letter, rest="\n".join(left))
            return
        finally:
            self._sending.end(letter)
        if self.alive:
            self._clear(letter)
            self.trouble.emit("")
            if self._goes_on and letter.conversation_id == self._id:
                self.moving_on.emit()

    def _clear(self, letter: Letter, *, rest: str = "") -> None:
        """What was typed while it was being sent is the beginning of the next message. `rest`: what did not go."""
        if letter.conversation_id != self._id:
            self._drafts.forget(letter.conversation_id)
            if rest:
                self._drafts.put(letter.conversation_id, rest)
            return
        now = self._view.input.text()
        rest += now[len(letter.text) :] if now.startswith(letter.text) else now
        self._put(rest)
        self.unquote()
        self._timeline.to_bottom()

    def _put(self, text: str) -> None:
        """What the field holds from now on, and the draft."""
        self._drafts.put(self._id, text, kept=not text)
        self._view.input.set_text(text)
        self._view.refresh_send()

    # Texts that are too long, and texts that come back

    def _pasted(self) -> None:
        """The focus stays in the text: nobody has said yet that it is ready."""
        self._ask_about_length(left=None)

    def _ask_about_length(self, *, left: Callable[[], None] | None) -> bool:
        text = self._view.input.text()
        return self.long_text.ask_about(
            text, self._view.limit, several=self._send_whole, as_file=self._send_as_file, left=left
        )

    def _send_as_file(self) -> None:
        self.run(self._attach_text(self._id, self._view.input.text()), "text as file")

    async def _attach_text(self, conversation_id: str, text: str) -> None:
        path = await self.long_text.as_file(text)
        if self.alive and conversation_id == self._id and self._view.input.text() == text:
            self._put("")
            self._drafts.keep()
            self.attachments.add([path])

    def _take_back(self, sent: Sent, draft: str) -> None:
        conversation_id = sent.message.conversation_id
        if conversation_id != self._id:
            self._drafts.put(conversation_id, draft, kept=True)
            self.return_asked.emit(conversation_id)
            return
        # What was typed meanwhile is newer than the draft.
        self._put("\n".join(filter(None, (sent.message.content.text, self._view.input.text()))))
        if sent.quoted is not None and self._quoted is None:
            self.quote(sent.quoted)
        self._view.focus()
