"""Choosing a reaction: six at hand under the digits, any other emoji typed or pasted, or none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row
from server_stub.contract.sendable import is_emoji

AT_HAND: Final = ("👍", "❤️", "😂", "😮", "😢", "🙏")
_SIDE: Final = 44


class ReactionPopup(QDialog):
    """`chosen(object)`: an emoji, or "" to take ours back. `said`: the message in one line; `ours`: what stands."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, said: str, ours: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reaction")
        self.setWindowTitle(self.tr("React"))
        shown = label(said, font=theme.fonts.fine, ink="muted", name="reaction_message")
        shown.setMaximumWidth(6 * (_SIDE + 8))
        buttons = [self._button(theme, number, emoji) for number, emoji in enumerate(AT_HAND, start=1)]
        self._other = QLineEdit()
        self._other.setObjectName("reaction_other")
        self._other.setProperty("look", "field")
        self._other.setPlaceholderText(self.tr("Another emoji"))
        self._other.setAccessibleName(self.tr("Another emoji"))
        self._other.textChanged.connect(self._typed)
        self._other.returnPressed.connect(self._choose_other)
        self._react = button(self.tr("React"), name="reaction_go", look="primary")
        self._react.setEnabled(False)
        self._react.clicked.connect(self._choose_other)
        self._react.setAutoDefault(False)
        none = button(self.tr("Take the reaction back"), name="reaction_none")
        none.setVisible(bool(ours))
        none.clicked.connect(self._take_back)
        title = label(self.windowTitle(), font=theme.fonts.title)
        self.setLayout(
            column(
                title,
                shown,
                row(*buttons, None),
                row(self._other, self._react),
                row(none, None),
                margins=(20, 18, 20, 16),
                gap=12,
            )
        )
        buttons[0].setFocus()

    def _button(self, theme: Theme, number: int, emoji: str) -> QWidget:
        made = button(emoji, name=f"reaction_{number}", tip=str(number))
        made.setFont(theme.fonts.emoji(14 * theme.text_scale))
        made.setFixedSize(_SIDE, _SIDE)
        made.setProperty("emoji", emoji)
        made.clicked.connect(self._clicked)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(AT_HAND) and not self._other.hasFocus():
            self._choose(AT_HAND[digit])
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self._choose(self.sender().property("emoji"))

    def _typed(self, text: str) -> None:
        self._react.setEnabled(is_emoji(text.strip()))

    def _choose_other(self) -> None:
        if self._react.isEnabled():
            self._choose(self._other.text().strip())

    def _take_back(self) -> None:
        self._choose("")

    def _choose(self, emoji: str) -> None:
        self.chosen.emit(emoji)
        self.accept()
