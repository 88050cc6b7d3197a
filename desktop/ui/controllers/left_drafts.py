"""A text that somebody else left unfinished here, or oneself at another computer: used, discarded or left alone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import moments
from desktop.ui.widgets.question_bar import Answer, QuestionBar
from server_stub.contract.drafts import Draft

SHOWN = 240
"""Characters of it in the bar; all of it is used."""


class LeftDrafts(Controller):
    """`used(object)`: the text goes into the field. Nothing here ever takes the place of what is in the field."""

    used = Signal(object)

    def __init__(self, tools: Tools, bar: QuestionBar, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._bar = bar
        self._id = ""
        self._waiting: list[Draft] = []
        self._passed: set[tuple[str, str, int]] = set()
        """What the person wants to see no more in this window: conversation, author, when it was typed."""
        bar.answered.connect(self._answered)
        bar.cancelled.connect(self._pass)

    def open(self, conversation_id: str) -> None:
        self._id, self._waiting = conversation_id, []
        self._bar.hide()
        if conversation_id:
            self.tools.spawn(self._look(conversation_id), name="look for drafts")

    async def _look(self, conversation_id: str) -> None:
        try:
            found = await self.desk.drafts.left(conversation_id)
        except AppError:
            # Offers only: without a line nobody is kept from writing.
            return
        if self.alive and conversation_id == self._id:
            self._waiting = [draft for draft in found if _key(draft) not in self._passed]
            self._show()

    def _show(self) -> None:
        if not self._waiting:
            self._bar.hide()
            return
        draft = self._waiting[0]
        when = moments.short(draft.changed_at, self.desk.now())
        if draft.account_id == self.desk.account.id:
            title = self.tr("You left a text unfinished at another computer ({when}).").format(when=when)
        else:
            title = self.tr("{name} left a text unfinished here ({when}).").format(name=draft.account_name, when=when)
        words = " ".join(draft.text.split())
        body = words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"
        self._bar.ask(title, body, (Answer("use", self.tr("Use it")), Answer("discard", self.tr("Discard it"))))

    def _answered(self, key: str) -> None:
        if not self._waiting:
            return
        draft = self._waiting[0]
        if key == "use":
            self.used.emit(draft.text)
        self.run(self._discard(draft), "discard draft")
        self._pass()

    def _pass(self) -> None:
        """The next one, if there is one."""
        if self._waiting:
            self._passed.add(_key(self._waiting.pop(0)))
        self._show()

    async def _discard(self, draft: Draft) -> None:
        """What its author wrote on meanwhile stays, and is offered when one looks here again."""
        await self.desk.drafts.discard(draft)


def _key(draft: Draft) -> tuple[str, str, int]:
    return draft.conversation_id, draft.account_id, draft.changed_at
