"""Line icons from SVG files, rendered once for each name, colour, size and pixel ratio."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPixmap

_RATIOS = (1.0, 1.5, 2.0)


def icons_folder() -> Path:
    """Where the drawings lie, in a source tree, an installed package and a built program alike."""
    return Path(__file__).resolve().parents[3] / "resources" / "icons"


class IconSet:
    """Draws `currentColor` icons; a name without a file is a KeyError, so that the first test finds a misspelt one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def pixmap(self, name: str, colour: str, size: int = 24, ratio: float = 1.0) -> QPixmap:
        """A square of `size` logical pixels with the device pixel ratio set."""
        key = (name, colour, size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._render(name, colour, size, ratio)
        return found

    def icon(self, name: str, colour: str, size: int = 24, *, disabled: str = "", checked: str = "") -> QtGui.QIcon:
        """An icon for Qt's own controls, sharp on the usual pixel ratios."""
        made = QtGui.QIcon()
        for ratio in _RATIOS:
            made.addPixmap(self.pixmap(name, colour, size, ratio))
            if disabled:
                made.addPixmap(self.pixmap(name, disabled, size, ratio), QtGui.QIcon.Mode.Disabled)
            if checked:
                made.addPixmap(self.pixmap(name, checked, size, ratio), QtGui.QIcon.Mode.Normal, QtGui.QIcon.State.On)
        return made

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path = self._folder / f"{name}.svg"
            if not path.is_file():
                raise KeyError(name)
            self._sources[name] = path.read_text(encoding="utf-8")
        return self._sources[name]

    def _render(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # a library of its own, which the first window does without

        drawing = self._source(name).replace("currentColor", colour)
        renderer = QSvgRenderer(QtCore.QByteArray(drawing.encode()))
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QtGui.QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
