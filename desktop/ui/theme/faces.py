"""Initials on a gradient, for people without a picture; the same person always has the same colours."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPixmap

from desktop.ui.theme.tokens import FACES, ON_FACE

_KEPT = 512
_PARTICLES = frozenset({"da", "das", "de", "do", "dos", "e"})


def initials(name: str) -> str:
    """At most two letters, of the first two words that are not particles; `#` for a number, `?` for nothing."""
    words = [word for word in name.removeprefix("@").replace("_", " ").split() if word[0].isalpha()]
    words = [word for word in words if word.casefold() not in _PARTICLES] or words
    if not words:
        return "#" if any(letter.isdigit() for letter in name) else "?"
    return (words[0][0] + (words[1][0] if len(words) > 1 else "")).upper()


def face_colours(seed: str) -> tuple[str, str]:
    return FACES[zlib.crc32(seed.encode()) % len(FACES)]


def paint_face(painter: QPainter, area: QRectF, name: str, seed: str, font: QFont) -> None:
    """A disc filling `area`; `font` gives the family, its size follows the disc."""
    top, bottom = face_colours(seed)
    gradient = QLinearGradient(area.topLeft(), area.bottomLeft())
    gradient.setColorAt(0, QColor(top))
    gradient.setColorAt(1, QColor(bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawEllipse(area)
    letters = QFont(font)
    letters.setPixelSize(max(9, round(area.height() * 0.36)))
    letters.setWeight(QFont.Weight.DemiBold)
    painter.setFont(letters)
    painter.setPen(QColor(ON_FACE))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(name))


class FaceCache:
    """Rendered discs; the oldest goes when too many are kept."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._kept: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, seed: str, size: int, ratio: float) -> QPixmap:
        """`size` in logical pixels."""
        # Few letters and few colours: most people share a disc with somebody.
        key = (initials(name), face_colours(seed)[0], size, ratio)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._kept[key] = self._render(name, seed, size, ratio)
        return found

    def _render(self, name: str, seed: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_face(painter, QRectF(0, 0, size, size), name, seed, self._font)
        painter.end()
        return pixmap
