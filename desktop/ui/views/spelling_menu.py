"""What the composer's menu offers about spelling: suggestions, the personal dictionary, and the language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

_MOST = 5


class SpellingMenu(QObject):
    """Puts itself above what the field's own menu has. `word`: the misspelt one, or empty.

    Signals:
        suggestion_chosen(object): the word to put there.
        learn_asked(), ignore_asked(), words_asked(), next_asked()
        language_chosen(object): one of domain.spelling_book.LANGUAGES.
    """

    suggestion_chosen = Signal(object)
    learn_asked = Signal()
    ignore_asked = Signal()
    words_asked = Signal()
    next_asked = Signal()
    language_chosen = Signal(object)

    def __init__(self, menu: QMenu, word: str, language: str) -> None:
        super().__init__(menu)
        self.menu = menu
        menu.setObjectName("composer_menu")
        menu.setAccessibleName(self.tr("Message"))
        self._first = menu.actions()[0] if menu.actions() else None
        self._offers: list[QAction] = []
        if word:
            self._add_word(word)
        menu.addSeparator()
        menu.addMenu(self._choices(menu, language))

    def offer(self, suggestions: Sequence[str]) -> None:
        """They have come: the first is one key away."""
        bottom = self.menu.geometry().bottom()
        for action, text in zip(self._offers, suggestions, strict=False):
            action.setText(text)
            action.setData(text)
            action.setVisible(True)
        self._looking.setText(self.tr("No suggestions"))
        self._looking.setVisible(not suggestions)
        grown = self.menu.geometry().bottom() - bottom
        if grown > 0 and self.menu.geometry().bottom() > self.menu.screen().availableGeometry().bottom():
            self.menu.move(self.menu.x(), self.menu.y() - grown)
        if suggestions and self.menu.activeAction() in (None, self._looking):
            self.menu.setActiveAction(self._offers[0])

    def _add_word(self, word: str) -> None:
        """The places of the suggestions are there from the beginning: they are filled when the words come."""
        for _ in range(_MOST):
            offer = self._put("", self._chosen)
            offer.setObjectName("spelling_suggestion")
            offer.setVisible(False)
            font = offer.font()
            font.setBold(True)
            offer.setFont(font)
            self._offers.append(offer)
        self._looking = self._put(self.tr("Looking for suggestions…"), None)
        self._looking.setObjectName("spelling_looking")
        self._looking.setEnabled(False)
        self.menu.insertSeparator(self._first)
        learn = self._put(self.tr("Add “{word}” to my dictionary").format(word=word), self.learn_asked)
        learn.setObjectName("spelling_learn")
        ignore = self._put(self.tr("Ignore"), self.ignore_asked)
        ignore.setObjectName("spelling_ignore")
        self.menu.insertSeparator(self._first)

    def _put(self, text: str, slot: object) -> QAction:
        action = QAction(text, self.menu)
        self.menu.insertAction(self._first, action)
        if slot is not None:
            action.triggered.connect(slot)
        return action

    def _choices(self, menu: QMenu, language: str) -> QMenu:
        made = QMenu(self.tr("Spell check"), menu)
        made.setObjectName("spelling_languages")
        group = QActionGroup(made)
        for text, value in languages():
            action = made.addAction(text)
            action.setObjectName(f"spelling_language_{value}")
            action.setCheckable(True)
            action.setChecked(value == language)
            action.setData(value)
            action.triggered.connect(self._spoken)
            group.addAction(action)
        made.addSeparator()
        following = made.addAction(self.tr("Next misspelt word"))
        following.setObjectName("spelling_next")
        following.triggered.connect(self.next_asked)
        own = made.addAction(self.tr("My dictionary…"))
        own.setObjectName("spelling_words")
        own.triggered.connect(self.words_asked)
        return made

    def _chosen(self) -> None:
        self.suggestion_chosen.emit(self.sender().data())

    def _spoken(self) -> None:
        self.language_chosen.emit(self.sender().data())


def languages() -> list[tuple[str, str]]:
    """What a person may choose, each language in its own words."""
    return [
        (QCoreApplication.translate("Languages", "Português (Brasil)"), "pt_BR"),
        (QCoreApplication.translate("Languages", "English"), "en"),
        (QCoreApplication.translate("Languages", "Português + English"), "both"),
        (QCoreApplication.translate("Languages", "Off"), "off"),
    ]
