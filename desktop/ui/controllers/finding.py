"""The messages that a search finds: at once what is kept here, then what only the gateway has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, found, moments, people
from desktop.ui.views.choices import Choice
from desktop.ui.views.found import FoundView
from server_stub.contract.model import Contact, Conversation, Message
from server_stub.contract.search import SearchPage
from server_stub.contract.words import Sought

LEAST_LETTERS = 2
FOUND = 50
PAUSE_SECONDS: Final = 0.25
"""Without a key before the gateway is asked; what is kept here is found at every key."""
_PAGES_AT_ONCE = 3
"""Pages of the gateway that are asked for by themselves while they hold nothing."""
_OLDER = "older"


class FindingController(Controller):
    """Signals: `message_chosen(object)` a Message; `changed()` what is found is shown now."""

    message_chosen = Signal(object)
    changed = Signal()

    def __init__(self, tools: Tools, view: FoundView, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view = view
        self._turn = 0
        self._words = ""
        self._here: dict[str, Message] = {}
        self._far: dict[str, Message] = {}
        self._people: dict[str, Contact] = {}
        self._next: str | None = None
        view.chosen.connect(self._choose)

    def look_for(self, words: str) -> None:
        """Other words make the answers to earlier ones void; the same words again, as by Enter, change nothing."""
        if words == self._words:
            return
        self._turn += 1
        self._words = words
        if len(words) < LEAST_LETTERS or not Sought.of(words):
            self._show([], "")
            return
        self.run(self._look(words, self._turn), "search messages")

    def choose_first(self) -> None:
        """As if the first message of all were clicked; nothing where none is shown."""
        first = next(iter((*self._here, *self._far)), None)
        if first is not None:
            self._choose(first)

    async def _look(self, words: str, turn: int) -> None:
        here = await self.desk.finding.local(words, limit=FOUND)
        if not self._current(turn):
            return
        self._show(here, found.going_on())
        await asyncio.sleep(PAUSE_SECONDS)
        if self._current(turn):
            await self._ask(words, turn, None)

    async def _ask(self, words: str, turn: int, page: str | None) -> None:
        """Goes on by itself while pages are empty, as they are where one may see little."""
        for _ in range(_PAGES_AT_ONCE):
            try:
                told = await self.desk.finding.everywhere(words, page=page)
            except AppError as problem:
                if self._current(turn):
                    self._view.show_state(_trouble(problem))
                return
            if not self._current(turn):
                return
            self._take(told)
            page = told.next_page
            if page is None or told.messages:
                return

    def _show(self, here: Iterable[Message], state: str) -> None:
        self._here = {message.id: message for message in here}
        self._far, self._people, self._next = {}, {}, None
        sought = Sought.of(self._words)
        self._view.show_here([self._choice(message, sought) for message in self._here.values()])
        self._view.show_far([])
        self._view.show_state(state)
        self.changed.emit()

    def _take(self, told: SearchPage) -> None:
        """What is shown above already is not shown again."""
        fresh = [message for message in told.messages if message.id not in self._here and message.id not in self._far]
        # Who asked for older ones goes on from the first of them.
        keep = fresh[0].id if self._view.far.current_key() == _OLDER and fresh else self._view.far.current_key()
        self._people.update({conversation.id: person for conversation, person in _pairs(told)})
        self._far.update({message.id: message for message in fresh})
        self._next = told.next_page
        sought = Sought.of(self._words)
        choices = [self._choice(message, sought) for message in self._far.values()]
        state = found.nothing_more(indexing=told.indexing)
        if told.next_page is not None:
            choices.append(Choice(_OLDER, found.older(), icon="clock"))
            state = found.searched_back_to(told.searched_back_to or 0)
        self._view.show_far(choices, keep=keep)
        self._view.show_state(state)
        self.changed.emit()

    def _choice(self, message: Message, sought: Sought) -> Choice:
        conversation = self.desk.conversation(message.conversation_id)
        contact = self.desk.contact(conversation.contact_id) if conversation else None
        contact = contact or self._people.get(message.conversation_id)
        when = moments.short(message.sent_at, self.desk.now())
        return Choice(message.id, people.name(contact), found.line(message, sought), end=when, sought=sought)

    def _choose(self, key: str) -> None:
        if key == _OLDER and self._next is not None:
            self._view.show_state(found.going_on())
            self.run(self._ask(self._words, self._turn, self._next), "search further back")
        elif (message := self._here.get(key) or self._far.get(key)) is not None:
            self.message_chosen.emit(message)

    def _current(self, turn: int) -> bool:
        return self.alive and turn == self._turn


def _pairs(told: SearchPage) -> Iterable[tuple[Conversation, Contact]]:
    people_by_id = {contact.id: contact for contact in told.contacts}
    return [(it, people_by_id[it.contact_id]) for it in told.conversations if it.contact_id in people_by_id]


def _trouble(problem: AppError) -> str:
    return found.offline() if problem.code == "gateway_unreachable" else errors.error(problem, ())
