"""A person's face: initials on a gradient."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
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
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def set_person(self, name: str, seed: str) -> None:
        self._name, self._seed = name, seed
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._theme.faces.pixmap(self._name, self._seed, self._size, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, face)
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.update()
