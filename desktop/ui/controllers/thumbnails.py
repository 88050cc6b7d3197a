"""Small pictures of files that were checked before, decoded in a thread and no larger than they are shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader


def small_picture(path: Path, side: int) -> QImage:
    """A square of `side` pixels from the middle; null where it cannot be read. Blocks."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
