"""Canned phrases in the message: most used first, filled, with their files; and new ones made of what is written."""

from __future__ import annotations

from collections import Counter

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.phrases import PhraseValues, fill, has_gap, most_used_first, unfill
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.views.composer import Composer
from server_stub.contract.content import Media

USES = "phrase_uses"
MOST_COUNTED = 300
"""Keys whose uses are kept: they have to fit into what is kept of one habit."""


class PhraseController(Controller):
    """Signals:
    manage_asked(object): go where they are kept, with the text of a new one or "".
    file_ready(object, bool, object): paths that go with the next message of the conversation with this id, as documents
        or not.
    """

    manage_asked = Signal(object)
    file_ready = Signal(object, bool, object)

    def __init__(self, tools: Tools, view: Composer, conversation: ConversationController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation = view, conversation
        self._uses: Counter[str] = Counter()
        self._offered_for = ""
        self._pointed_at = ""
        view.phrase_picked.connect(self._insert)
        view.phrases_asked.connect(self._manage)
        view.phrase_made.connect(self.make)
        tools.bus.changed.connect(self._changed)
        conversation.opened.connect(self._moved)
        conversation.changed.connect(self._moved)
        self.run(self._load(), "load phrase uses")

    def offer(self) -> None:
        """Those of the queue in which the conversation is stand before the team's."""
        self._offered_for = self._queue_id()
        self._view.offer_phrases(most_used_first(self.desk.phrases(self._offered_for), self._uses))

    def shows_gap(self) -> bool:
        """A variable that nobody filled in is pointed at once; who sends again means it."""
        text = self._view.input.text()
        if not has_gap(text) or text == self._pointed_at:
            return False
        self._pointed_at = text
        self._view.input.select_gap()
        self.tools.tell(self.tr("Something is still to be filled in. Enter again sends it as it is."))
        return True

    def make(self) -> None:
        """A phrase of what is written or selected here: names and numbers of this conversation become variables."""
        field = self._view.input
        if not field.isVisible():
            return
        field.drop_phrase()
        text = (field.textCursor().selection().toPlainText() or field.text()).strip()
        if text:
            self.manage_asked.emit(unfill(text, self._values()))
        else:
            field.setFocus()
            self.tools.tell(self.tr("Write the text first, then save it as a phrase."))

    async def _load(self) -> None:
        kept = await self.desk.habits.get(USES)
        if not self.alive:
            return
        try:
            self._uses += Counter(msgspec.json.decode(kept, type=dict[str, int])) if kept else Counter()
        except msgspec.MsgspecError:
            # Written by a version that counts otherwise: they are counted anew.
            return
        self.offer()

    def _manage(self) -> None:
        self._view.input.drop_phrase()
        self.manage_asked.emit("")

    def _insert(self, key: str) -> None:
        phrase = next((item for item in self.desk.phrases(self._queue_id()) if item.key == key), None)
        conversation = self._conversation.conversation
        if phrase is None or conversation is None:
            return
        self._view.input.replace_phrase(fill(phrase.text, self._values()))
        self._view.input.setFocus()
        if phrase.file is not None:
            self.run(self._attach(conversation.id, phrase.file), "file of phrase")
        self._uses[key] += 1
        self.tools.spawn(self._keep(), name="keep phrase uses")
        self.offer()

    async def _attach(self, conversation_id: str, file: Media) -> None:
        path = await self.desk.phrase_book.file(file)
        if self.alive:
            self.file_ready.emit([path], False, conversation_id)

    def _values(self) -> PhraseValues:
        conversation, contact = self._conversation.conversation, self._conversation.contact
        protocol = conversation.protocol if conversation else ""
        return PhraseValues(contact.name if contact else "", self.desk.account.name, protocol)

    async def _keep(self) -> None:
        try:
            await self.desk.habits.put(USES, msgspec.json.encode(dict(self._uses.most_common(MOST_COUNTED))).decode())
        except AppError:
            # The order is a comfort; a full disk is told by what matters.
            return

    def _queue_id(self) -> str:
        conversation = self._conversation.conversation
        return "" if conversation is None else conversation.queue_id

    def _moved(self, *_: object) -> None:  # where it says which conversation it is
        if self._offered_for != self._queue_id():
            self.offer()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything:
            self.offer()
