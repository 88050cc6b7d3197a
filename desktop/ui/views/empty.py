"""What stands where there is nothing to show yet: a sign, a sentence, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row


class EmptyState(QFrame):
    """`action_asked`: the button below the sentence."""

    action_asked = Signal()

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icon = QLabel()
        self._title = label(font=theme.fonts.title, name=f"{name}_title", wrap=True)
        self._text = label(font=theme.fonts.text, ink="muted", name=f"{name}_text", wrap=True)
        for part in (self._icon, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(420)
        self._action = button("", name=f"{name}_action", look="ghost")
        self._action.clicked.connect(self.action_asked)
        middle = row(None, self._text, None)
        middle.setStretch(1, 6)
        self.setLayout(
            column(None, self._icon, self._title, middle, row(None, self._action, None), None, margins=(24,) * 4, gap=8)
        )

    def show_text(self, icon: str, title: str, text: str, *, action: str = "") -> None:
        self._icon.setPixmap(self._theme.icons.pixmap(icon, self._theme.colours.edge, 44, self.devicePixelRatioF()))
        self._title.setText(title)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {text}".strip())
