"""Spell check while writing: asks the dictionaries beside the loop, and never says the same trouble twice."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.application.spelling import OwnWords
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, LocalProblem
from desktop.domain.spelling import words
from desktop.domain.spelling_book import LANGUAGES, SpellingBook
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.texts import errors
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.views.spelling_menu import SpellingMenu
from desktop.ui.views.spelling_words import SpellingWords
from desktop.ui.widgets.spelling_marks import SpellingMarks


class SpellingController(Controller):
    """`language_chosen(object)`: another of LANGUAGES, from the menu."""

    language_chosen = Signal(object)

    def __init__(
        self, tools: Tools, field: ComposerInput, conversation: ConversationController, parent: QObject
    ) -> None:
        super().__init__(tools, parent)
        self._field, self._conversation = field, conversation
        self._book = SpellingBook()
        self._own = OwnWords(self.desk.habits)
        self._chosen = self._language = "off"
        """What the person wants, and what is done: off as well where the dictionaries are unavailable."""
        self._in_flight: set[str] = set()
        self._wrong: QTextCursor | None = None
        self._suggesting: asyncio.Task[None] | None = None
        self._dialog: SpellingWords | None = None
        self.marks = SpellingMarks(tools.theme, field, self._book)
        self.marks.unknown_met.connect(self._ask)
        field.menu_asked.connect(self.show_menu)
        conversation.opened.connect(self._call)
        conversation.changed.connect(self._call)
        tools.bus.changed.connect(self._changed)
        self.run(self._load(), "load own words")

    def speak(self, language: str) -> None:
        """One of LANGUAGES. What was unavailable is tried again when another one is chosen."""
        if language == self._chosen:
            return
        self._chosen = self._language = language
        self._book.forget_judgements()
        self._in_flight = set()
        self.marks.switch(on=language != "off")
        if language == "off":
            self.run(self.desk.spelling.rest(), "rest the dictionaries")

    def next(self) -> None:
        """Select the next misspelt word and offer what it may have been."""
        found = self.marks.next(self._field.textCursor())
        if found is None:
            self.tools.tell(self.tr("No misspelt word here."))
            return
        self._field.setFocus()
        self._field.setTextCursor(found)
        self._field.ensureCursorVisible()
        self.show_menu(found, self._field.below(found))

    def show_menu(self, place: QTextCursor, position: QPoint) -> None:
        """The field's menu at a place of the screen, for what is written at `place`."""
        self._wrong = self.marks.at(place)
        word = self._word()
        menu = self._field.createStandardContextMenu()
        offered = SpellingMenu(menu, word, self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        offered.language_chosen.connect(self.language_chosen)
        offered.words_asked.connect(self._show_words_here)
        offered.next_asked.connect(self.next)
        offered.suggestion_chosen.connect(self._replace)
        offered.learn_asked.connect(self._learn)
        offered.ignore_asked.connect(self._ignore)
        if self._suggesting is not None:
            self._suggesting.cancel()
        if word:
            self._suggesting = self.tools.spawn(self._suggest(word, offered), name="suggest words")
        menu.popup(position)

    def show_words(self, parent: QWidget) -> None:
        """The personal dictionary, over this widget's window."""
        self.run(self._manage(parent), "own words")

    # Asking

    def _ask(self) -> None:
        questions = self.marks.questions() - self._in_flight
        if questions:
            self._in_flight |= questions
            self.run(self._judge(questions, self._language), "check spelling")

    async def _judge(self, questions: frozenset[str], language: str) -> None:
        """An answer for a language that is not the one any more is dropped."""
        try:
            wrong = await self.desk.spelling.wrong(questions, LANGUAGES[language])
        except LocalProblem as problem:
            if self.alive and language == self._language:
                self._give_up(problem)
            return
        if self.alive and language == self._language:
            self._in_flight -= questions
            self._book.judge(questions, wrong)
            self.marks.refresh()

    def _give_up(self, problem: AppError) -> None:
        """One sentence, and no lines until the person chooses a language again."""
        self._in_flight = set()
        self._language = "off"
        self.marks.switch(on=False)
        self.tools.tell(errors.error(problem))

    async def _suggest(self, word: str, offered: SpellingMenu) -> None:
        try:
            found = await self.desk.spelling.suggestions(word, LANGUAGES[self._language])
        except LocalProblem:
            found = ()
        if self.alive and isValid(offered):
            offered.offer(found)

    # What the person decides

    def _word(self) -> str:
        """As dictionaries write what the menu is about; empty where nothing is wrong."""
        found = words(self._wrong.selectedText()) if self._wrong is not None else []
        return found[0].text if found else ""

    def _replace(self, suggestion: str) -> None:
        """As if typed: Ctrl+Z takes it back. Qt has moved the selection along with what was written meanwhile."""
        if self._wrong is not None and self._wrong.hasSelection():
            self._wrong.insertText(suggestion)
            self._field.setTextCursor(self._wrong)

    def _learn(self) -> None:
        self.run(self._add(self._word()), "learn word")

    async def _add(self, word: str) -> None:
        self._know(await self._own.add(word))

    def _ignore(self) -> None:
        self._book.ignore(self._word())
        self.marks.refresh()

    def _know(self, own: list[str]) -> None:
        if self.alive:
            self._book.learn(own)
            self.marks.refresh()

    async def _load(self) -> None:
        self._know(await self._own.all())

    def _show_words_here(self) -> None:
        self.show_words(self._field.window())

    async def _manage(self, parent: QWidget) -> None:
        self._dialog = SpellingWords(self.tools.theme, await self._own.all(), parent)
        self._dialog.removed.connect(self._remove)
        try:
            await finished(self._dialog)
        finally:
            self._dialog = None

    def _remove(self, unwanted: list[str]) -> None:
        self.run(self._forget(unwanted), "forget words")

    async def _forget(self, unwanted: list[str]) -> None:
        own = await self._own.remove(*unwanted)
        self._know(own)
        if self._dialog is not None:
            self._dialog.show_words(own)

    # Names

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything:
            self._call()

    def _call(self) -> None:
        contact = self._conversation.contact
        people = [contact.name] if contact else []
        people += [account.name for account in self.desk.accounts().values()]
        if self._book.call([*people, self.desk.account.name, self.desk.brand]):
            self.marks.refresh()
