"""Below the header: who is asked to take the conversation, who else is in the chat, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, label, picture, row

_BESIDE = 200
"""Words need so much beside the buttons, in logical pixels at the usual text size."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: `key` is told when it is pressed."""

    key: str
    text: str
    look: str = "ghost"
    action: str = ""
    """Whose keys it is, as ui.texts.shortcuts names them."""


class HandOverBar(QFrame):
    """Hidden until there is something to say. `chosen(object)`: key of a deed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("hand_over_bar")
        self.setProperty("ground", "info")
        self._text = label(font=theme.fonts.fine_strong, ink="info", wrap=True, name="hand_over_text")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._time = label(font=theme.fonts.strong, ink="info", name="hand_over_time")
        self._deeds: list[tuple[Deed, QPushButton]] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        said = row(picture(theme, "team", "info", 20), self._text, self._time, gap=10)
        said.setStretchFactor(self._text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(18, 6, 12, 6)
        self._box.setSpacing(10)
        self._box.addLayout(said, 1)
        self._box.addLayout(self._row)
        self.hide()

    def show_words(self, text: str, deeds: Sequence[Deed]) -> None:
        """An empty text hides the bar."""
        is_news = bool(text) and (self.isHidden() or text != self._text.text())
        self._text.setText(text)
        self.setAccessibleName(text)
        if [deed for deed, _ in self._deeds] != list(deeds):
            self._offer(deeds)
        self.setVisible(bool(text))
        self._turn()
        if is_news:
            speech.announce(self, text)

    def show_time(self, left: str) -> None:
        self._time.setText(left)
        self._time.setVisible(bool(left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Beside the words where there is room, else below them."""
        asked = sum(shown.sizeHint().width() + 8 for _, shown in self._deeds) + self._theme.length(_BESIDE)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if asked <= self.width() else ways.TopToBottom)

    def _offer(self, deeds: Sequence[Deed]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._deeds = []
        for deed in deeds:
            made = button(deed.text, name=f"hand_over_{deed.key}", look=deed.look)
            made.setProperty("deed", deed.key)
            made.setProperty("action", deed.action)
            made.clicked.connect(self._clicked)
            self._row.addWidget(made)
            self._deeds.append((deed, made))
        self._row.addStretch(1)

    def _clicked(self) -> None:
        self.chosen.emit(self.sender().property("deed"))
