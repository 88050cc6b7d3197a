"""A wavy line below words that are spelt wrong, in a field where somebody is writing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor

from desktop.domain.spelling import Word, words
from desktop.domain.spelling_book import SpellingBook
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.growing_text import GrowingTextEdit

_PAUSE_MS = 150
"""Words that are met within so long are asked about together."""


class SpellingMarks(QSyntaxHighlighter):
    """Qt calls it for the paragraphs that have changed and no others. The word being written is left in peace.

    Signals:
        unknown_met(): there are `questions` that a dictionary must answer; `refresh` shows the answers.
    """

    unknown_met = Signal()

    def __init__(self, theme: Theme, field: GrowingTextEdit, book: SpellingBook) -> None:
        super().__init__(field.document())
        self._field, self._book = field, book
        self._on = False
        self._writing: tuple[int, int] | None = None
        """Paragraph, and where in it the word begins that nobody has left yet."""
        self._met: set[str] = set()
        self._mark = QTextCharFormat()
        self._mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._mark.setUnderlineColor(QColor(theme.colours.danger))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.unknown_met)
        field.text_edited.connect(self._edited)
        field.cursorPositionChanged.connect(self._moved)

    def switch(self, *, on: bool) -> None:
        """Off takes every line away."""
        self._on = on
        self._met.clear()
        self.refresh()

    def refresh(self) -> None:
        """Other words are known now."""
        self.rehighlight()

    def questions(self) -> frozenset[str]:
        """Words met since the last time that must be asked about. The one being written comes when it is left."""
        met, self._met = self._met, set()
        return self._book.questions(met)

    def misspelt(self) -> list[QTextCursor]:
        """Each selects one word with a line below it."""
        return [self._cursor(block, word) for block in self._blocks() for word in self._wrong(block)]

    def at(self, place: QTextCursor) -> QTextCursor | None:
        """The misspelt word there, selected."""
        block, inside = place.block(), place.position() - place.block().position()
        found = next((word for word in self._wrong(block) if word.touches(inside)), None)
        return self._cursor(block, found) if found else None

    def next(self, place: QTextCursor) -> QTextCursor | None:
        """The first misspelt word behind this place, from the beginning again; the word being written counts."""
        self._leave()
        found = self.misspelt()
        behind = (cursor for cursor in found if cursor.selectionEnd() > place.selectionEnd())
        return next(behind, found[0] if found else None)

    def highlightBlock(self, text: str) -> None:
        if not self._on:
            return
        block = self.currentBlock()
        for word in words(text):
            if (block.blockNumber(), word.start) == self._writing:
                continue
            is_right = self._book.is_right(word.text)
            if is_right is None:
                self._met.add(word.text)
            elif not is_right:
                self.setFormat(word.start, word.length, self._mark)
        if self._met and not self._pause.isActive():
            self._pause.start()

    def _blocks(self) -> list[QTextBlock]:
        document = self._field.document()
        return [document.findBlockByNumber(number) for number in range(document.blockCount())]

    def _wrong(self, block: QTextBlock) -> list[Word]:
        if not self._on:
            return []
        return [
            word
            for word in words(block.text())
            if self._book.is_right(word.text) is False and (block.blockNumber(), word.start) != self._writing
        ]

    @staticmethod
    def _cursor(block: QTextBlock, word: Word) -> QTextCursor:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + word.start)
        cursor.setPosition(block.position() + word.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _edited(self) -> None:
        """Somebody writes where the cursor is. Qt has had the paragraph looked at before it told so."""
        here = self._here() if self._on else None
        if here is not None:
            self._met.discard(here[1].text)
        place = self._place(here)
        if place != self._writing:
            self._leave()
            self._writing = place
            self.rehighlightBlock(self._field.textCursor().block())

    def _moved(self) -> None:
        if self._writing is not None and self._place(self._here()) != self._writing:
            self._leave()

    def _here(self) -> tuple[int, Word] | None:
        """Paragraph, and the word whose letters are before the cursor."""
        cursor = self._field.textCursor()
        inside = cursor.positionInBlock()
        found = next((word for word in words(cursor.block().text()) if word.start < inside <= word.end), None)
        return (cursor.blockNumber(), found) if found else None

    @staticmethod
    def _place(here: tuple[int, Word] | None) -> tuple[int, int] | None:
        return (here[0], here[1].start) if here else None

    def _leave(self) -> None:
        left, self._writing = self._writing, None
        block = self._field.document().findBlockByNumber(left[0]) if left else None
        if block is not None and block.isValid():
            self.rehighlightBlock(block)
