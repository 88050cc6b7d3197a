"""The words that a person has added to their dictionary, each of which can be removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row


class SpellingWords(QDialog):
    """`removed(object)`: list of the words that are not wanted any more."""

    removed = Signal(object)

    def __init__(self, theme: Theme, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("spelling_words_dialog")
        title = self.tr("My dictionary")
        self.setWindowTitle(title)
        self.setMinimumSize(360, 320)
        self._list = QListWidget()
        self._list.setObjectName("spelling_words_list")
        self._list.setAccessibleName(title)
        self._list.setFont(theme.fonts.text)
        self._list.setSpacing(3)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._selected)
        told = self.tr("Words you add with the menu of a misspelt word stand here.")
        self._empty = label(told, font=theme.fonts.text, ink="muted", wrap=True, name="spelling_words_empty")
        self._remove = button(self.tr("Remove"), name="spelling_words_remove")
        self._remove.clicked.connect(self._ask_removal)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_removal)
        close = button(self.tr("Close"), name="spelling_words_close", look="primary")
        close.clicked.connect(self.accept)
        heading = label(title, font=theme.fonts.heading)
        below = row(self._remove, None, close)
        self.setLayout(column(heading, self._empty, self._list, below, margins=(24, 20, 24, 18), gap=12))
        self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """In this order; the place where one was removed stays current."""
        place = self._list.currentRow()
        self._list.clear()
        self._list.addItems(list(words))
        self._list.setVisible(bool(words))
        self._empty.setVisible(not words)
        if words:
            self._list.setCurrentRow(min(max(0, place), len(words) - 1))
            self._list.setFocus()
        self._selected()

    def _selected(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _ask_removal(self) -> None:
        chosen = [item.text() for item in self._list.selectedItems()]
        if chosen:
            self.removed.emit(chosen)
