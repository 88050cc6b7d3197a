"""Writing: drafts that survive, phrases filled, quotes, and a text that is cleared only when it is safe."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.phrases import PhraseValues, fill
from desktop.ui.controllers.attachments import Attachments
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.promotion import PromotionController
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, names, people
from desktop.ui.views.composer import Composer
from server_stub.contract.model import Message

DRAFT_PAUSE_MS = 400
"""Without a key for so long, the draft is kept; a crash costs at most these letters."""


class ComposerController(Controller):
    """`trouble(object)`: a sentence about what could not be sent; empty when it is over."""

    trouble = Signal(object)

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
        self._quoted = ""
        self._sending: set[str] = set()
        """Conversations in which a message is on its way into the outbox; files may take a while before it."""
        self._drafts: dict[str, str] = {}
        self.attachments = Attachments(tools, view, self)
        self.promotion = PromotionController(tools, view.promotion, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.keep_draft)
        self._connect()

    def open(self, conversation_id: str) -> None:
        """Leave what was being written where it is, and go on where this conversation was left."""
        self.keep_draft()
        self._id = conversation_id
        self.unquote()
        self.attachments.open(conversation_id)
        self.promotion.leave()
        self.trouble.emit("")
        self._view.input.set_text(self._drafts.get(conversation_id, ""))
        self._view.offer_phrases(self.desk.phrases())
        if conversation_id and conversation_id not in self._drafts:
            self.run(self._load_draft(conversation_id), "load draft")

    def keep_draft(self) -> None:
        """Write it down now; also called when the window closes."""
        self._pause.stop()
        if self._id and self._id in self._drafts:
            self.tools.spawn(self._save(self._id, self._drafts[self._id]), name="save draft")

    async def flush(self) -> None:
        """The window closes or is built again: write the draft down before anything stops."""
        self._pause.stop()
        if self._id and self._id in self._drafts:
            await self._save(self._id, self._drafts[self._id])

    def quote(self, message: Message) -> None:
        ours = message.direction == "out"
        who = self.tr("You") if ours else people.name(self._conversation.contact)
        self._quoted = message.id
        self._view.quote.show_quote(who, message.content.text or names.kind(message.content.kind))
        self._view.input.setFocus()

    def unquote(self) -> None:
        self._quoted = ""
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
        view.send_asked.connect(self._send)
        view.input.text_edited.connect(self._edited)
        view.input.quote_moved.connect(self._move_quote)
        view.input.escaped.connect(self._escape)
        view.quote.cancelled.connect(self.unquote)
        view.phrase_picked.connect(self._insert_phrase)
        self._timeline.quote_asked.connect(self.quote)
        self._timeline.promotion_asked.connect(self.promotion.asked_by_gateway)
        self.tools.bus.changed.connect(self._changed)

    # Drafts

    async def _load_draft(self, conversation_id: str) -> None:
        text = await self.desk.draft(conversation_id)
        # Whoever typed in the meantime knows better than the store.
        if self.alive and conversation_id == self._id and conversation_id not in self._drafts:
            self._drafts[conversation_id] = text
            self._view.input.set_text(text)

    async def _save(self, conversation_id: str, text: str) -> None:
        try:
            await self.desk.save_draft(conversation_id, text)
        except AppError as problem:
            if self.alive:
                self.trouble.emit(errors.error(problem, self.desk.purposes()))

    def _edited(self) -> None:
        if not self._id:
            return
        if self._view.promotion.asks:
            self.promotion.leave()
        text = self._view.input.text()
        self._drafts[self._id] = text
        self._pause.start()
        if text.strip():
            self.tools.spawn(self._tell_typing(self._id), name="typing")

    async def _tell_typing(self, conversation_id: str) -> None:
        try:
            await self.desk.typing(conversation_id)
        except AppError:
            # Nobody misses "typing…"; the next key tries again.
            return

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything:
            self._view.offer_phrases(self.desk.phrases())

    # Phrases and quotes

    def _insert_phrase(self, key: str) -> None:
        phrase = next((item for item in self.desk.phrases() if item.key == key), None)
        conversation, contact = self._conversation.conversation, self._conversation.contact
        if phrase is None or conversation is None:
            return
        values = PhraseValues(contact.name if contact else "", self.desk.account.name, conversation.protocol)
        self._view.input.replace_phrase(fill(phrase.text, values))
        self._view.input.setFocus()

    def _move_quote(self, steps: int) -> None:
        message = self._timeline.neighbour(self._quoted, steps)
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

    def _send(self) -> None:
        if self._id in self._sending or not self._id or not self._view.send.isEnabled():
            return
        words = "\n".join((self._view.input.text(), *self.attachments.captions))
        if not self.promotion.ask_about(words, self._go, left=self._view.focus):
            self._go(None)

    def _go(self, promotional: bool | None) -> None:  # by position, as promotion.Go
        if self._id in self._sending or not self._id or not self._view.send.isEnabled():
            return
        self._sending.add(self._id)
        work = self._deliver(self._id, self._view.input.text(), self._quoted or None, promotional)
        self.run(work, "send message")

    async def _deliver(self, conversation_id: str, text: str, quote_id: str | None, promotional: bool | None) -> None:
        """The text stays in the field until it is safe in the outbox."""
        try:
            if self.attachments.waits_in(conversation_id):
                await self.attachments.send(conversation_id, text.strip(), quote_id, promotional=promotional)
                await self.desk.save_draft(conversation_id, "")
            else:
                await self.desk.send_text(conversation_id, text.strip(), quote_id=quote_id, promotional=promotional)
        except AppError as problem:
            if self.alive:
                self.trouble.emit(errors.error(problem, self.desk.purposes()))
            return
        finally:
            self._sending.discard(conversation_id)
        if self.alive:
            self._clear(conversation_id, text)

    def _clear(self, conversation_id: str, sent: str) -> None:
        """What was typed while it was being sent is the beginning of the next message."""
        if conversation_id != self._id:
            self._drafts.pop(conversation_id, None)
            return
        self._pause.stop()
        now = self._view.input.text()
        rest = now[len(sent) :] if now.startswith(sent) else now
        self._drafts[conversation_id] = rest
        if rest:
            self.keep_draft()
        self._view.input.set_text(rest)
        self._view.refresh_send()
        self.unquote()
        self.trouble.emit("")
        self._timeline.to_bottom()
