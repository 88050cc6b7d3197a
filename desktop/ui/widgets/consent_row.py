"""One purpose with its state: icon, name, detail and a pill; can be opened with mouse or keys."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, restyle


class ConsentTone(StrEnum):
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"
    IDLE = "idle"


_ICONS = {
    ConsentTone.OK: "check-circle",
    ConsentTone.WARN: "clock",
    ConsentTone.DANGER: "close-circle",
    ConsentTone.IDLE: "dash-circle",
}
_INKS = {
    ConsentTone.OK: "ok",
    ConsentTone.WARN: "warn",
    ConsentTone.DANGER: "danger",
    ConsentTone.IDLE: "muted",
}


class ConsentRow(QFrame):
    """Signals:
    activated(object): the key given at construction; by click, Enter or Space.
    """

    activated = Signal(object)

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._tone = ConsentTone.IDLE
        self.setProperty("ground", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = QLabel()
        self._title = label(font=theme.fonts.strong, wrap=True)
        self._detail = label(font=theme.fonts.tiny, ink="muted", wrap=True)
        self._pill = label(font=theme.fonts.tiny_strong)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 2, 3)
        row.setSpacing(9)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(self._pill)
        theme.changed.connect(self._redraw)
        self._redraw()

    @property
    def tone(self) -> ConsentTone:
        return self._tone

    def set_state(self, tone: ConsentTone, title: str, detail: str, state: str) -> None:
        """`detail` says since when and how; `state` is the word in the pill."""
        self._tone = tone
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._pill.setText(state)
        restyle(self._pill, pill=tone.value, ink="")
        self.setAccessibleName(f"{title}: {state}")
        self.setAccessibleDescription(detail)
        self._redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self._key)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _redraw(self) -> None:
        ink = getattr(self._theme.colours, _INKS[self._tone])
        self._picture.setPixmap(self._theme.icons.pixmap(_ICONS[self._tone], ink, 19, self.devicePixelRatioF()))
        self._title.setFont(self._theme.fonts.strong)
        self._detail.setFont(self._theme.fonts.tiny)
        self._pill.setFont(self._theme.fonts.tiny_strong)
        self._pill.setFixedHeight(max(22, self._pill.fontMetrics().height() + 6))
