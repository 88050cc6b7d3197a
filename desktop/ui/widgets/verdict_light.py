"""The light beside the composer: may a message be sent now, in one sentence, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, restyle


class Light(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    DENY = "deny"
    UNKNOWN = "unknown"


_INKS = {Light.ALLOW: "ok", Light.HOLD: "warn", Light.DENY: "danger", Light.UNKNOWN: "muted"}
_FILLS = {Light.ALLOW: "ok_fill", Light.HOLD: "warn_fill", Light.DENY: "danger_fill", Light.UNKNOWN: "field"}
# A shape beside the colour, for who does not tell red from green.
_ICONS = {
    Light.ALLOW: "check-circle",
    Light.HOLD: "hourglass",
    Light.DENY: "block",
    Light.UNKNOWN: "question-circle",
}
_SIDE = 26


class _Lamp(QWidget):
    """The coloured disc with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.light = Light.UNKNOWN
        self.setFixedSize(_SIDE, _SIDE)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(_FILLS[self.light]))
        painter.drawEllipse(QRectF(self.rect()))
        ink = getattr(self._theme.colours, _INKS[self.light])
        painter.drawPixmap(4, 4, self._theme.icons.pixmap(_ICONS[self.light], ink, 18, self.devicePixelRatioF()))
        painter.end()


class VerdictLight(QFrame):
    """`now` answers milliseconds UTC; `remaining` words a duration in milliseconds ("23 h 10 min").

    Signals:
        lapsed(): the moment given as `until` has come; ask for a new verdict.
    """

    lapsed = Signal()

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], int],
        remaining: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._remaining = remaining
        self._until: int | None = None
        self._theme = theme
        self._lamp = _Lamp(theme)
        self._sentence = label(font=theme.fonts.fine, wrap=True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._countdown = label(font=theme.fonts.fine_strong, ink="muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._lamp)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._countdown)
        theme.changed.connect(self._redraw)

    @property
    def light(self) -> Light:
        return self._lamp.light

    def show_verdict(self, light: Light, sentence: str, until: int | None = None) -> None:
        """`until` (ms UTC) starts the countdown. A changed verdict is announced to screen readers."""
        is_news = light is not self._lamp.light or sentence != self._sentence.text()
        self._lamp.light = light
        self._until = until
        self._sentence.setText(sentence)
        self._lamp.update()
        self.refresh()
        if is_news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def refresh(self) -> None:
        """Show the time that is left; runs again when the shown text would differ."""
        left = None if self._until is None else self._until - self._now()
        if left is not None and left <= 0:
            self._until = None
            self._countdown.setText("")
            self.lapsed.emit()
            return
        text = "" if left is None else self._remaining(left)
        self._countdown.setText(text)
        self._countdown.setVisible(bool(text))
        is_urgent = left is not None and left < 3_600_000
        restyle(self._countdown, ink="warn" if is_urgent else "muted")
        self.setAccessibleName(f"{self._sentence.text()} {text}".strip())
        if left is not None:
            self._timer.start(min(left, left % 60_000 + 1) if left > 60_000 else min(left, 1000))

    @Slot()
    def _redraw(self) -> None:
        self._sentence.setFont(self._theme.fonts.fine)
        self._countdown.setFont(self._theme.fonts.fine_strong)
        self._lamp.update()
