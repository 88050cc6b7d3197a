"""How many characters are left, once that begins to matter."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import set_property

_NEAR = 0.9
"""Below this share of the limit nobody needs to know."""


class CharacterCount(QLabel):
    """Hidden while there is room enough; red and below zero when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer_count")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(theme.fonts.fine_strong)
        self.setProperty("ink", "muted")
        self._is_over = False
        self.hide()

    def show_length(self, length: int, limit: int) -> None:
        """`limit` of one message, in characters."""
        left = limit - length
        self.setVisible(length >= limit * _NEAR)
        self.setText(QLocale().toString(left).replace("-", "\N{MINUS SIGN}"))
        set_property(self, "ink", "danger" if left < 0 else "muted")
        said = self.tr("{count} characters left") if left >= 0 else self.tr("{count} characters too many")
        said = said.format(count=QLocale().toString(abs(left)))
        self.setToolTip(said)
        self.setAccessibleName(said)
        if self._is_over != (left < 0):
            self._is_over = left < 0
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
