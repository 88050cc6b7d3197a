"""A strip above a view that says something about it, with at most one action."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, push_button, restyle
from desktop.ui.widgets.icon_button import IconButton


class Tone(StrEnum):
    INFO = "info"
    CONSENT = "consent"
    WARN = "warn"
    DANGER = "danger"


_ICONS = {Tone.INFO: "info", Tone.CONSENT: "shield-alert", Tone.WARN: "warning", Tone.DANGER: "block"}
_INKS = {Tone.INFO: "info", Tone.CONSENT: "warn", Tone.WARN: "warn", Tone.DANGER: "danger"}


class Banner(QFrame):
    """Hidden until `show_text`.

    Signals:
        action_triggered(): the action was chosen.
        dismissed(): closed by the person; only where `dismiss_name` was given.
    """

    action_triggered = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, tone: Tone, *, dismiss_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self._picture = QLabel()
        self._title = label(font=theme.fonts.strong, wrap=True)
        self._body = label(font=theme.fonts.fine, wrap=True)
        self._action = push_button("", look="warn")
        self._action.setObjectName("banner_action")
        self._action.clicked.connect(self.action_triggered)
        self._close = IconButton(theme, "close", dismiss_name or "×", size=16)
        self._close.clicked.connect(self._dismiss)
        self._build()
        # Only now: a widget without a parent would be shown as a window of its own for a moment.
        self._close.setVisible(bool(dismiss_name))
        self.set_tone(tone)
        self.hide()
        theme.changed.connect(self._redraw)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        restyle(self, ground=tone.value)
        for words in (self._title, self._body):
            restyle(words, ink=_INKS[tone])
        restyle(self._action, look="warn" if _INKS[tone] == "warn" else "ghost")
        self._redraw()

    def show_text(self, title: str, body: str = "", *, action: str = "") -> None:
        """Show, and tell screen readers when the sentence is a new one."""
        is_news = self.isHidden() or title != self._title.text()
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._body.setText(body)
        self._body.setVisible(bool(body))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {body}".strip())
        self.show()
        if is_news:
            speech.announce(self, self.accessibleName(), urgent=self._tone is Tone.DANGER)

    @Slot()
    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    @Slot()
    def _redraw(self) -> None:
        ink = getattr(self._theme.colours, _INKS[self._tone])
        self._title.setFont(self._theme.fonts.strong)
        self._body.setFont(self._theme.fonts.fine)
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.icons.pixmap(_ICONS[self._tone], ink, 22, ratio))
