"""How far a transfer is, what became of it, and the one thing that can be done with the result."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, push_button

_STEPS = 1000


class ProgressStrip(QFrame):
    """Hidden until something begins. `action_triggered()`: the button below the sentence."""

    action_triggered = Signal()

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self._text = label(font=theme.fonts.fine, ink="muted", wrap=True)
        self._text.setObjectName(f"{name}_text")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setTextVisible(False)
        self._action = push_button("", look="link")
        self._action.setObjectName(f"{name}_action")
        self._action.clicked.connect(self.action_triggered)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(4)
        for part in (self._text, self._bar, self._action):
            box.addWidget(part)
        self.hide()

    def begin(self, text: str) -> None:
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._action.hide()
        self.show()

    def advance(self, done: int, total: int | None) -> None:
        """Bytes; without a total the bar only shows that something happens."""
        if total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(min(_STEPS, done * _STEPS // total))

    def end(self, text: str, *, action: str = "") -> None:
        """Nothing to say hides it."""
        self._text.setText(text)
        self._bar.hide()
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))
