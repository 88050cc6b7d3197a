"""Takes pictures of rows and windows, puts light beside dark, and makes files that are small enough for a page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.lists.thread_view import ThreadView

MARGIN: Final = 12
"""Logical pixels of bare ground around what is shown."""
_COLOURS: Final = 256
_WIDEST: Final = 2000
"""Pixels; no page shows more."""
_VEIL: Final = QColor(0, 0, 0, 90)


def rows_of(view: ThreadView, ids: Sequence[str]) -> list[int]:
    """Where these messages are in the timeline; fewer while some are not loaded."""
    model = view.model()
    wanted = set(ids)
    return [row for row in range(model.rowCount()) if model.index(row, 0).data(ID_ROLE) in wanted]


def bubbles(view: ThreadView, rows: Sequence[int], ground: QColor) -> Image.Image:
    """The rows from the first to the last, scrolled into view, on their ground."""
    model = view.model()
    for row in (rows[-1], rows[0]):
        view.scrollTo(model.index(row, 0))
    area = view.visualRect(model.index(rows[0], 0)) | view.visualRect(model.index(rows[-1], 0))
    taken = view.viewport().grab(area & view.viewport().rect())
    whole = QPixmap(taken.width(), taken.height() + round(2 * MARGIN * taken.devicePixelRatio()))
    whole.setDevicePixelRatio(taken.devicePixelRatio())
    whole.fill(ground)
    painter = QPainter(whole)
    painter.drawPixmap(0, MARGIN, taken)
    painter.end()
    return _read(whole)


def window(shown: QWidget, area: QRect | None = None) -> Image.Image:
    """What the window shows, with the dialogs above it; only `area` of it if one is given."""
    taken = shown.grab()
    painter = QPainter(taken)
    for dialog in shown.findChildren(QDialog):
        if dialog.isVisible():
            painter.fillRect(shown.rect(), _VEIL)
            painter.drawPixmap(_place(dialog, shown), dialog.grab())
    painter.end()
    return _read(taken if area is None else _cut(taken, area & shown.rect()))


def around(shown: QWidget, parts: Sequence[QWidget], margin: int = 0) -> QRect:
    """The area of a window that holds all these widgets."""
    area = QRect()
    for part in parts:
        area |= QRect(_place(part, shown), part.size())
    return area.adjusted(-margin, -margin, margin, margin)


def sheet(halves: Sequence[Image.Image], *, beside: bool) -> Image.Image:
    """Light and dark in one picture, beside each other or one above the other."""
    width = sum(half.width for half in halves) if beside else max(half.width for half in halves)
    height = max(half.height for half in halves) if beside else sum(half.height for half in halves)
    made = Image.new("RGB", (width, height))
    place = 0
    for half in halves:
        made.paste(half, (place, 0) if beside else (0, place))
        place += half.width if beside else half.height
    return made


def save(picture: Image.Image, path: Path) -> None:
    """As a PNG with a palette of its own. Raises OSError."""
    if picture.width > _WIDEST:
        smaller = (_WIDEST, round(picture.height * _WIDEST / picture.width))
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)
    flat = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=1)
    flat.save(path, optimize=True)


def _place(widget: QWidget, shown: QWidget) -> QPoint:
    """Top left of a widget, or of a window above, in the coordinates of the window below."""
    return shown.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))


def _cut(taken: QPixmap, area: QRect) -> QPixmap:
    ratio = taken.devicePixelRatio()
    return taken.copy(
        round(area.x() * ratio), round(area.y() * ratio), round(area.width() * ratio), round(area.height() * ratio)
    )


def _read(pixmap: QPixmap) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
