"""Two versions of a text in one: what was added underlined, what was taken away struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.text_diff import Change, Piece
from desktop.ui.theme.theme import Theme


class DifferenceView(QPlainTextEdit):
    """To be read only; marked by line and colour, so that colour is not needed."""

    def __init__(self, theme: Theme, *, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "field")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.fonts.text)
        self.setAccessibleName(accessible)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 8 + 22)
        self._theme = theme

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in pieces:
            cursor.insertText(piece.text, self._format(piece.change))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, change: Change) -> QTextCharFormat:
        shape = QTextCharFormat()
        colours = self._theme.colours
        if change is Change.ADDED:
            shape.setFontUnderline(True)
            shape.setForeground(QColor(colours.ok))
            shape.setBackground(QColor(colours.ok_fill))
        elif change is Change.REMOVED:
            shape.setFontStrikeOut(True)
            shape.setForeground(QColor(colours.danger))
            shape.setBackground(QColor(colours.danger_fill))
        else:
            shape.setForeground(QColor(colours.text))
        return shape
