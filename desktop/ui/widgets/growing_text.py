"""The composer's input: grows with its lines, sends with a key of choice, takes pasted files."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.carried_files import carries_files, local_files

_FRAME = 14
"""Border and padding of the look "composer", top and bottom together, in logical pixels."""


class SubmitKey(StrEnum):
    ENTER = "enter"
    """Enter sends, Shift+Enter makes a line."""
    CTRL_ENTER = "ctrl_enter"
    """Ctrl+Enter sends, Enter makes a line."""


class GrowingTextEdit(QPlainTextEdit):
    """From one line to `most_lines`, then it scrolls.

    Signals:
        submitted(): the key for sending was pressed; the text is still there.
        text_edited(): the person changed the text (not `setPlainText` by a program).
        files_pasted(object): list of Path, from the clipboard or dropped.
        image_pasted(object): QImage, from the clipboard.
    """

    submitted = Signal()
    text_edited = Signal()
    files_pasted = Signal(object)
    image_pasted = Signal(object)

    def __init__(self, theme: Theme, name: str, *, most_lines: int = 7, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most_lines = most_lines
        self._by_program = False
        self._reported = ""
        self.submit_key = SubmitKey.ENTER
        self.setProperty("look", "composer")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._report)
        self._refont()
        theme.changed.connect(self._refont)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace everything without `text_edited`; the cursor goes to the end."""
        self._by_program = True
        self.setPlainText(text)
        self._by_program = False
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def insert_text(self, text: str) -> None:
        """At the cursor, as if typed: can be undone."""
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._submits(event.modifiers()):
                event.accept()
                self.submitted.emit()
                return
            self.insertPlainText("\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasImage() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if carries_files(source):
            files = local_files(source)
            if files:
                self.files_pasted.emit(files)
            else:
                self.image_pasted.emit(source.imageData())
        else:
            self.insertPlainText(source.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for who stands around this field, and knows more than one way to take them."""
        if carries_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def _submits(self, modifiers: Qt.KeyboardModifier) -> bool:
        held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if self.submit_key is SubmitKey.ENTER:
            return held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        return held == Qt.KeyboardModifier.ControlModifier

    def _height(self) -> int:
        # QPlainTextEdit's document measures itself in lines, not in pixels.
        lines = min(self._most_lines, max(1, round(self.document().size().height())))
        return lines * QFontMetrics(self.font()).lineSpacing() + _FRAME + 4

    @Slot()
    def _fit(self) -> None:
        wanted = self._height()
        lines = round(self.document().size().height())
        policy = Qt.ScrollBarPolicy
        is_full = lines > self._most_lines
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_full else policy.ScrollBarAlwaysOff)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    @Slot()
    def _report(self) -> None:
        """Qt also tells of marks below words; a text that stayed as it was has not been edited."""
        text, before = self.toPlainText(), self._reported
        self._reported = text
        if not self._by_program and text != before:
            self.text_edited.emit()

    @Slot()
    def _refont(self) -> None:
        self.setFont(self._theme.fonts.text)
        self._fit()
