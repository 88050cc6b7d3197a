"""The field where a message is written, with what the keys mean in a conversation: phrases, quotes, Esc."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QPoint, QRegularExpression, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.domain.pasting import pasted_text
from desktop.domain.phrases import GAP, has_gap
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.growing_text import GrowingTextEdit

_PHRASE = re.compile(r"(?:^|\s)(/\S*)$")
_MOST_PASTED = 1_000_000
"""Characters; more than that is no message, and laying it out would stop the window."""
_GAP = QRegularExpression(GAP, QRegularExpression.PatternOption.UseUnicodePropertiesOption)
_MOST_MARKS = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComposerInput(GrowingTextEdit):
    """Signals:
    phrase_typed(object): str, what stands after a slash in front of the cursor.
    phrase_left(): the cursor is not behind a slash any more.
    quote_moved(object): -1 or 1, Alt with an arrow.
    escaped(): Esc with nothing open.
    submitted_and_on(): Ctrl+Shift+Enter, send and go to the next conversation.
    unsend_asked(): Ctrl+Z where nothing was typed that could be undone.
    text_pasted(): something was put in from the clipboard, and is there.
    paste_refused(): it was far too long, and is not there.
    menu_asked(object, object): QTextCursor of what the menu is wanted for, QPoint of the screen where.
    """

    phrase_typed = Signal(object)
    phrase_left = Signal()
    quote_moved = Signal(object)
    escaped = Signal()
    submitted_and_on = Signal()
    unsend_asked = Signal()
    text_pasted = Signal()
    paste_refused = Signal()
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent=parent)
        self.setObjectName("composer_input")
        # Lines are wrapped: a bar for going sideways would only cover the last one.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text_edited.connect(self._look_for_phrase)
        self.cursorPositionChanged.connect(self._leave_phrase)
        self.textChanged.connect(self._mark_gaps)

    def replace_phrase(self, filled: str) -> None:
        """Put `filled` where the slash and what follows it stand; Ctrl+Z takes it back."""
        cursor = self.textCursor()
        found = _PHRASE.search(self._before_cursor())
        if found:
            cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(found[1]))
        start = cursor.selectionStart()
        cursor.insertText(filled)
        self.setTextCursor(cursor)
        if has_gap(filled):
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            self.select_gap()
        self.ensureCursorVisible()

    def drop_phrase(self) -> None:
        """Take away the slash in front of the cursor, and what follows it; nothing where there is none."""
        if _PHRASE.search(self._before_cursor()):
            self.replace_phrase("")

    def select_gap(self, *, back: bool = False) -> bool:
        """The next variable that nobody has filled in, from the beginning again behind the last; False without one."""
        if not has_gap(self.toPlainText()):
            return False
        document, here = self.document(), self.textCursor()
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        found = document.find(_GAP, here, flags)
        if found.isNull():
            end = here.MoveOperation.End if back else here.MoveOperation.Start
            here.movePosition(end)
            found = document.find(_GAP, here, flags)
        if found.isNull():
            return False
        self.setTextCursor(found)
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own signature
        """Tab goes to what is to be filled in, and to the next control only when nothing is."""
        return self.select_gap(back=not next) or super().focusNextPrevChild(next)

    def below(self, cursor: QTextCursor) -> QPoint:
        """Where a menu about this place belongs on the screen."""
        return self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(self.cursorForPosition(event.pos()), event.globalPos())
        else:
            self.menu_asked.emit(self.textCursor(), self.below(self.textCursor()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.AltModifier:
            self.quote_moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in _ENTER and held == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier:
            self.submitted_and_on.emit()
        elif key == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier:
            # Not every platform asks for the menu by itself.
            self.menu_asked.emit(self.textCursor(), self.below(self.textCursor()))
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.unsend_asked.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files as any field; text as the person means it (domain.pasting)."""
        has_files = any(url.isLocalFile() for url in source.urls())
        if has_files or (source.hasImage() and not source.hasText()):
            super().insertFromMimeData(source)
            return
        text = pasted_text(source.text(), source.html() if source.hasHtml() else "")
        if len(text) > _MOST_PASTED:
            self.paste_refused.emit()
            return
        self.insertPlainText(text)
        self.ensureCursorVisible()
        self.text_pasted.emit()

    def _before_cursor(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _mark_gaps(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        found = self.document().find(_GAP) if has_gap(self.toPlainText()) else None
        while found is not None and not found.isNull() and len(marks) < _MOST_MARKS:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            mark.format.setBackground(QColor(self._theme.colours.warn_fill))
            mark.format.setForeground(QColor(self._theme.colours.warn))
            marks.append(mark)
            found = self.document().find(_GAP, found)
        if marks or self.extraSelections():
            self.setExtraSelections(marks)

    def _look_for_phrase(self) -> None:
        found = _PHRASE.search(self._before_cursor())
        if found:
            self.phrase_typed.emit(found[1][1:])
        else:
            self.phrase_left.emit()

    def _leave_phrase(self) -> None:
        if not _PHRASE.search(self._before_cursor()):
            self.phrase_left.emit()
