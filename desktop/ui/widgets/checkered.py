"""A square that shows a picture on a ground that tells what is transparent; moving ones move."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMovie, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.theme import Theme

_FIELD = 12


class CheckeredPicture(QWidget):
    """`side` in logical pixels."""

    def __init__(self, theme: Theme, side: int, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._picture: QPixmap | None = None
        self._movie: QMovie | None = None
        self.setFixedSize(side, side)
        self.setAccessibleName(name)

    def show_file(self, path: Path | None, *, moves: bool = False) -> None:
        """None shows the empty ground."""
        if self._movie is not None:
            self._movie.stop()
            self._movie.deleteLater()
            self._movie = None
        self._picture = None
        if path is not None and moves and not self._theme.is_still:
            self._movie = QMovie(str(path), parent=self)
            self._movie.setScaledSize(self._pixels())
            self._movie.frameChanged.connect(self._next)
            self._movie.start()
        elif path is not None:
            found = QPixmap(str(path))
            how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._picture = found if found.isNull() else found.scaled(self._pixels(), *how)
        self.update()

    @property
    def is_empty(self) -> bool:
        return self._picture is None and self._movie is None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        ink = QColor(self._theme.colour("field"))
        for row in range(0, self.height(), _FIELD):
            for column in range(row // _FIELD % 2 * _FIELD, self.width(), 2 * _FIELD):
                painter.fillRect(QRect(column, row, _FIELD, _FIELD), ink)
        shown = self._movie.currentPixmap() if self._movie is not None else self._picture
        if shown is not None and not shown.isNull():
            painter.drawPixmap(self.rect(), shown)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _pixels(self) -> QSize:
        return self.size() * self.devicePixelRatioF()

    def _next(self) -> None:
        self.update()
