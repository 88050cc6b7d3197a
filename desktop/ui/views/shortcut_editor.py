"""The keys as this person wants them: find an action, press its keys, be told who has them already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.key_catcher import KeyCatcher
from desktop.ui.views.parts import button, column, label, row
from desktop.ui.widgets.search_field import SearchField
from server_stub.contract.words import words

_SIZE = (560, 620)
"""As large as it wants to be at the usual text size, in logical pixels."""


class ShortcutEditor(QDialog):
    """Signals: `keys_pressed(object, object)` action and keys; `cleared(object)` and `restored(object)` an action;
    `all_restored()`.
    """

    keys_pressed = Signal(object, object)
    cleared = Signal(object)
    restored = Signal(object)
    all_restored = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_editor")
        title = self.tr("Change the keyboard shortcuts")
        self.setWindowTitle(title)
        self._choices: Sequence[Choice] = ()
        self._search = SearchField(theme, self.tr("Find an action"), clear_name=self.tr("Clear"))
        self._search.setObjectName("shortcut_search")
        self._search.text_settled.connect(self._narrow)
        self._search.left.connect(self.reject)
        self.list = ChoiceList(theme, name="shortcut_list", accessible=self.tr("Actions and their keys"))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self._search.moved_down.connect(self.list.setFocus)
        self.list.activated.connect(self._listen)
        self._what = label(font=theme.fonts.fine_strong, ink="muted", name="shortcut_what", wrap=True)
        self.catcher = KeyCatcher(name="shortcut_keys", accessible=self.tr("Press the new keys"))
        self.catcher.caught.connect(self._caught)
        self.catcher.left.connect(self.list.setFocus)
        self._told = label(font=theme.fonts.fine, name="shortcut_told", wrap=True)
        self._told.setMinimumHeight(2 * self._told.fontMetrics().lineSpacing())
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._clear = button(self.tr("No key"), name="shortcut_clear")
        self._clear.clicked.connect(self._ask_clear)
        only = self.tr("The key of this action only")
        self._restore = button(self.tr("As it was"), name="shortcut_restore", tip=only)
        self._restore.clicked.connect(self._ask_restore)
        everything = button(self.tr("All as they were"), name="shortcut_restore_all")
        everything.clicked.connect(self.all_restored)
        done = button(self.tr("Done"), name="shortcut_done", look="primary")
        done.clicked.connect(self.accept)
        below = row(self._clear, self._restore, None)
        ends = row(everything, None, done)
        heading = label(title, font=theme.fonts.heading, wrap=True)
        parts = (heading, self._search, self.list, self._what, self.catcher, self._told, below, ends)
        box = column(*parts, margins=(24, 20, 24, 18), gap=10)
        box.setStretchFactor(self.list, 1)
        self.setLayout(box)
        self._take_size(theme, parent)
        self._search.setFocus()

    def offer(self, choices: Sequence[Choice]) -> None:
        """All actions that can be changed; `end` are their keys."""
        self._choices = choices
        self._narrow()

    def tell(self, sentence: str, *, refused: bool = False) -> None:
        """What came of it; a refusal is said at once."""
        self._told.setText(sentence)
        self._told.setProperty("ink", "danger" if refused else "ok")
        self._told.style().polish(self._told)
        speech.announce(self, sentence, urgent=refused)

    def _take_size(self, theme: Theme, parent: QWidget) -> None:
        room, scale = parent.window().size() * 0.94, theme.text_scale
        self.resize(min(round(_SIZE[0] * scale), room.width()), min(round(_SIZE[1] * scale), room.height()))

    def _narrow(self) -> None:
        sought = words(self._search.text())
        shown = [it for it in self._choices if all(word in " ".join(words(it.spoken)) for word in sought)]
        self.list.offer(shown, keep=self.list.current_key())
        for part in (self.catcher, self._clear, self._restore):
            part.setEnabled(bool(shown))

    def _chosen(self) -> None:
        key = self.list.current_key()
        self._what.setText(next((it.title for it in self._choices if it.key == key), ""))
        self._told.clear()

    def _listen(self) -> None:
        self.catcher.setFocus()

    def _caught(self, keys: str) -> None:
        self.keys_pressed.emit(self.list.current_key(), keys)

    def _ask_clear(self) -> None:
        self.cleared.emit(self.list.current_key())

    def _ask_restore(self) -> None:
        self.restored.emit(self.list.current_key())
