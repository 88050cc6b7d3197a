"""Edits drawn into pixels: what is covered is replaced, and the file holds nothing but what is seen. Blocks."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from desktop.domain.picture_edits import Edit, Mark, Tool, Turn
from desktop.ui.controllers.decoding import decoded

LONGEST_SIDE: Final = 4096
"""Pixels; more are not sent anyway. Bounds the memory of an edit to a few times 64 MB."""
_MOST_CELLS: Final = 8
_SMALLEST_CELL: Final = 24
_NOISE: Final = 24
_COLOUR: Final = "#e3242b"
_QUALITY: Final = 92


def editable(path: Path) -> QImage | None:
    """No larger than LONGEST_SIDE; None for what is no whole picture, or larger than the bounds of decoding."""
    image = decoded(path, QSize(LONGEST_SIDE, LONGEST_SIDE))
    if image is None:
        return None
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = image.scaled(
            QSize(LONGEST_SIDE, LONGEST_SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    has_alpha = image.hasAlphaChannel()
    return image.convertToFormat(QImage.Format.Format_ARGB32 if has_alpha else QImage.Format.Format_RGB32)


def drawn(image: QImage, edits: Iterable[Edit]) -> QImage:
    """A picture of its own; `image` stays as it is."""
    for edit in edits:
        image = _edited(image, edit)
    return image


def written(image: QImage, path: Path) -> bool:
    """The pixels and nothing else: no place, no words of the file it came from."""
    bare = QImage(image.size(), image.format())
    bare.fill(Qt.GlobalColor.transparent)
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare.save(str(path), None, _QUALITY if path.suffix == ".jpg" else -1)


def _edited(image: QImage, edit: Edit) -> QImage:
    if isinstance(edit, Turn):
        return image.transformed(QTransform().rotate(90))
    if edit.tool is Tool.CROP:
        return image.copy(QRect(*edit.box))
    made = image.copy()
    painter = QPainter(made)
    if edit.tool is Tool.COVER:
        painter.drawImage(QRect(*edit.box), _unreadable(image.copy(QRect(*edit.box)), edit.grain))
    else:
        _draw_arrow(painter, edit, max(image.width(), image.height()))
    painter.end()
    return made


def _unreadable(part: QImage, grain: int) -> QImage:
    """A few cells of mean colour, each off by chance: nobody can try numbers until the same cells come out."""
    cell = max(_SMALLEST_CELL, math.ceil(max(part.width(), part.height()) / _MOST_CELLS))
    columns, rows = max(1, part.width() // cell), max(1, part.height() // cell)
    few = part.convertToFormat(QImage.Format.Format_RGB32).scaled(
        columns, rows, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    chance = random.Random(grain)  # noqa: S311 - the grain itself comes from the system's source
    for y in range(rows):
        for x in range(columns):
            colour = few.pixelColor(x, y)
            channels = (colour.red(), colour.green(), colour.blue())
            red, green, blue = (max(0, min(255, value + chance.randint(-_NOISE, _NOISE))) for value in channels)
            few.setPixelColor(x, y, QColor(red, green, blue))
    return few.scaled(part.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)


def _draw_arrow(painter: QPainter, mark: Mark, longest: int) -> None:
    """In a size that can be seen on a telephone, with a light edge for dark pictures."""
    width = max(4.0, longest / 160)
    start, end = QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2)
    angle = math.atan2(end.y() - start.y(), end.x() - start.x())
    head = min(width * 4.5, math.hypot(end.x() - start.x(), end.y() - start.y()))
    wings = [end - QPointF(math.cos(angle + side), math.sin(angle + side)) * head for side in (0.45, -0.45)]
    shaft_end = end - QPointF(math.cos(angle), math.sin(angle)) * head * 0.8
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, extra in (("#ffffff", width * 0.6), (_COLOUR, 0.0)):
        pen = QPen(QColor(colour), width + extra, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(start, shaft_end)
        pen.setWidthF(max(1.0, extra))
        painter.setPen(pen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([end, *wings]))
