"""A strip that shows what the microphone hears now, or the course of a recording and where in it one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme

_STEP = 4.4
_HEIGHT = 32
_LEAST = 0.05


class WaveMeter(QWidget):
    """`seek_asked(object)`: a place in the course was clicked, 0 to 1; not while it records."""

    seek_asked = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Sequence[float] = ()
        self._share: float | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)

    def sizeHint(self) -> QSize:
        return QSize(180, _HEIGHT)

    def show_levels(self, levels: Sequence[float]) -> None:
        """The last ones, the newest at the right."""
        self._bars, self._share = levels, None
        self.update()

    def show_wave(self, bars: Sequence[float], share: float) -> None:
        """All of it, played up to `share`."""
        self._bars, self._share = bars, share
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._share is not None and event.button() == Qt.MouseButton.LeftButton:
            self.seek_asked.emit(min(1.0, max(0.0, event.position().x() / max(1, self.width()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        room = max(1, int(self.width() / _STEP))
        done = room if self._share is None else round(self._share * room)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("muted"), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        lines = self._lines(room)
        for token, part in (("accent", lines[:done]), ("muted", lines[done:])):
            pen.setColor(self._theme.colour(token))
            painter.setPen(pen)
            painter.drawLines(part)
        if self._share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QPointF(max(5.0, self._share * (self.width() - 5)), self.height() / 2), 5, 5)
        painter.end()

    def _lines(self, room: int) -> list[QLineF]:
        if self._share is None:
            shown = [0.0] * max(0, room - len(self._bars)) + list(self._bars[-room:])
        else:
            shown = [self._bars[place * len(self._bars) // room] for place in range(room)] if self._bars else []
        middle, tallest = self.height() / 2, self.height() / 2 - 3
        made = []
        for place, bar in enumerate(shown):
            x, half = place * _STEP + 1.5, max(_LEAST, bar) * tallest
            made.append(QLineF(x, middle - half, x, middle + half))
        return made
