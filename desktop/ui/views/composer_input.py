"""The field where a message is written, with what the keys mean in a conversation: phrases, quotes, Esc."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.growing_text import GrowingTextEdit

_PHRASE = re.compile(r"(?:^|\s)(/\S*)$")


class ComposerInput(GrowingTextEdit):
    """Signals:
    phrase_typed(object): str, what stands after a slash in front of the cursor.
    phrase_left(): the cursor is not behind a slash any more.
    quote_moved(object): -1 or 1, Alt with an arrow.
    escaped(): Esc with nothing open.
    """

    phrase_typed = Signal(object)
    phrase_left = Signal()
    quote_moved = Signal(object)
    escaped = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent=parent)
        self.setObjectName("composer_input")
        self.text_edited.connect(self._look_for_phrase)
        self.cursorPositionChanged.connect(self._leave_phrase)

    def replace_phrase(self, filled: str) -> None:
        """Put `filled` where the slash and what follows it stand; Ctrl+Z takes it back."""
        cursor = self.textCursor()
        found = _PHRASE.search(self._before_cursor())
        if found:
            cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(found[1]))
        cursor.insertText(filled)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.AltModifier:
            self.quote_moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _before_cursor(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _look_for_phrase(self) -> None:
        found = _PHRASE.search(self._before_cursor())
        if found:
            self.phrase_typed.emit(found[1][1:])
        else:
            self.phrase_left.emit()

    def _leave_phrase(self) -> None:
        if not _PHRASE.search(self._before_cursor()):
            self.phrase_left.emit()
