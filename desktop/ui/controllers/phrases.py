"""Canned phrases: the ones this person uses most come first, and each is filled with what is known."""

from __future__ import annotations

from collections import Counter

import msgspec
from PySide6.QtCore import QObject

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.phrases import PhraseValues, fill, has_gap, most_used_first
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.views.composer import Composer

USES = "phrase_uses"


class PhraseController(Controller):
    def __init__(self, tools: Tools, view: Composer, conversation: ConversationController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation = view, conversation
        self._uses: Counter[str] = Counter()
        self._pointed_at = ""
        view.phrase_picked.connect(self._insert)
        tools.bus.changed.connect(self._changed)
        self.run(self._load(), "load phrase uses")

    def offer(self) -> None:
        self._view.offer_phrases(most_used_first(self.desk.phrases(), self._uses))

    def shows_gap(self) -> bool:
        """A variable that nobody filled in is pointed at once; who sends again means it."""
        text = self._view.input.text()
        if not has_gap(text) or text == self._pointed_at:
            return False
        self._pointed_at = text
        self._view.input.select_gap()
        self.tools.tell(self.tr("Something is still to be filled in. Enter again sends it as it is."))
        return True

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

    def _insert(self, key: str) -> None:
        phrase = next((item for item in self.desk.phrases() if item.key == key), None)
        conversation, contact = self._conversation.conversation, self._conversation.contact
        if phrase is None or conversation is None:
            return
        values = PhraseValues(contact.name if contact else "", self.desk.account.name, conversation.protocol)
        self._view.input.replace_phrase(fill(phrase.text, values))
        self._view.input.setFocus()
        self._uses[key] += 1
        self.tools.spawn(self._keep(), name="keep phrase uses")
        self.offer()

    async def _keep(self) -> None:
        try:
            await self.desk.habits.put(USES, msgspec.json.encode(dict(self._uses.most_common(500))).decode())
        except AppError:
            # The order is a comfort; a full disk is told by what matters.
            return

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything:
            self.offer()
