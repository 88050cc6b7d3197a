"""A person's face: initials on a gradient, with an optional dot for presence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES


class Avatar(QWidget):
    """Shows `name` with colours chosen by `seed` (an id, so that a renamed person keeps them)."""

    def __init__(self, theme: Theme, size: int = SIZES.avatar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._name = ""
        self._seed = ""
        self._dot = ""
        self._ground = "window"
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def set_person(self, name: str, seed: str) -> None:
        self._name, self._seed = name, seed
        self.setAccessibleName(name)
        self.update()

    def set_dot(self, token: str, *, ground: str = "window") -> None:
        """A dot in the colour of `token`, ringed by the surface `ground` behind it; empty hides it."""
        self._dot, self._ground = token, ground
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._theme.faces.pixmap(self._name, self._seed, self._size, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, face)
        if self._dot:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour(self._ground), 2, Qt.PenStyle.SolidLine))
            painter.setBrush(self._theme.colour(self._dot))
            radius = max(4.0, self._size / 8)
            centre = self._size - radius - 1
            painter.drawEllipse(QPointF(centre, centre), radius, radius)
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.update()
