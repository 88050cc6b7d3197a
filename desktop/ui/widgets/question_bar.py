"""A strip that asks one thing: a sentence, and answers that are one key each while it has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, push_button

_BESIDE = 70
"""Margins and sign beside the answers, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`look` of the button; the digit that chooses it is its place. `keys`: told instead of the digit."""

    key: str
    text: str
    look: str = "ghost"
    keys: str = ""


class QuestionBar(QFrame):
    """Hidden until `ask`. Nothing is the default: Enter chooses only a button that has the focus.

    Signals:
        answered(object): the key of the answer.
        cancelled(): Escape.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, *, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setObjectName(name)
        self.setProperty("ground", "consent")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QLabel()
        self._title = label(font=theme.fonts.strong, ink="warn", wrap=True)
        self._title.setObjectName(f"{name}_title")
        self._body = label(font=theme.fonts.fine, ink="warn", wrap=True)
        self._body.setObjectName(f"{name}_text")
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setContentsMargins(0, 6, 0, 0)
        self._buttons.setSpacing(8)
        self._answers: list[tuple[Answer, QPushButton]] = []
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._body)
        words.addLayout(self._buttons)
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 9, 14, 10)
        box.setSpacing(12)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        self.hide()
        theme.changed.connect(self._redraw)
        self._redraw()

    @property
    def asks(self) -> bool:
        return not self.isHidden()

    def ask(self, title: str, body: str, answers: Sequence[Answer]) -> None:
        """Show it, and tell screen readers when it is another question."""
        is_news = self.isHidden() or (title, body) != (self._title.text(), self._body.text())
        self._title.setText(title)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        if [shown for shown, _ in self._answers] != list(answers):
            self._offer(answers)
        self.set_busy(busy=False)
        self.setAccessibleName(f"{title} {body}".strip())
        self.show()
        if is_news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_busy(self, *, busy: bool) -> None:
        for _, shown in self._answers:
            shown.setEnabled(not busy)

    def choose(self, place: int) -> None:
        """As if the answer at this place, counted from 1, was clicked."""
        if self.isVisible() and 1 <= place <= len(self._answers) and self._answers[place - 1][1].isEnabled():
            self.answered.emit(self._answers[place - 1][0].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.choose(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_buttons()

    def _turn_buttons(self) -> None:
        """Side by side where there is room, else one below the other: no word of an answer is cut off."""
        asked = sum(shown.sizeHint().width() + 8 for _, shown in self._answers) + _BESIDE
        across = asked <= self.width()
        ways = QBoxLayout.Direction
        self._buttons.setDirection(ways.LeftToRight if across else ways.TopToBottom)

    def _offer(self, answers: Sequence[Answer]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._answers = []
        for place, answer in enumerate(answers, start=1):
            made = push_button(f"{answer.keys or place}  {answer.text}", look=answer.look)
            made.setObjectName(f"{self.objectName()}_{answer.key}")
            made.setAccessibleName(answer.text)
            made.setProperty("answer", answer.key)
            made.clicked.connect(self._clicked)
            self._buttons.addWidget(made)
            self._answers.append((answer, made))
        self._buttons.addStretch(1)
        self._turn_buttons()

    def _clicked(self) -> None:
        self.answered.emit(self.sender().property("answer"))

    def _redraw(self) -> None:
        ink = self._theme.colours.warn
        self._picture.setPixmap(self._theme.icons.pixmap(self._icon, ink, 22, self.devicePixelRatioF()))
        self._title.setFont(self._theme.fonts.strong)
        self._body.setFont(self._theme.fonts.fine)
