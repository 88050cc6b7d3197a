"""Files of strangers turned into pictures: bounded in size, in time and in memory. Safe to call from any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

MOST_PIXELS: Final = 40_000_000
"""A picture with more is not decoded: it could only be made to fill the memory."""
MOST_FRAMES: Final = 120
MOST_FRAME_BYTES: Final = 8_000_000
"""Of one animation as it is shown; what goes on longer begins again."""
_LARGEST_ANIMATION: Final = 2_000_000
"""Bytes of the file; WhatsApp's limit for a sticker is 500 KB."""
_WIDEST_ANIMATION: Final = 1024
_FASTEST_MS: Final = 20
_FORMATS: Final = frozenset({b"jpeg", b"png", b"webp", b"gif", b"bmp", b"tiff"})
"""Formats that are pictures and nothing else: no drawing that names other files, no document."""


@dataclass(frozen=True, slots=True)
class Animation:
    """`delays_ms[i]` is how long frame `i` is shown. There are at least two frames."""

    frames: list[QImage]
    delays_ms: list[int]


def decoded(path: Path, wanted: QSize) -> QImage | None:
    """Just large enough to fill the wanted pixels; None for what is not whole, or too large to be honest."""
    reader = _reader(path)
    if reader is None or not _is_whole(path, bytes(reader.format().data())):
        return None
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    reader.setScaledSize(_filling(reader.size(), wanted.transposed() if turned else wanted))
    image = reader.read()
    return None if image.isNull() else image


def animation(path: Path, wanted: QSize) -> Animation | None:
    """All frames at the wanted size, as many as the limits allow; None for what does not move or is out of bounds."""
    reader = _reader(path)
    if reader is None or bytes(reader.format().data()) != b"webp" or path.stat().st_size > _LARGEST_ANIMATION:
        return None
    size = reader.size()
    if reader.imageCount() < 2 or max(size.width(), size.height()) > _WIDEST_ANIMATION:
        return None
    shown = size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio)
    each = max(1, 4 * shown.width() * shown.height())
    most = min(reader.imageCount(), MOST_FRAMES, max(1, MOST_FRAME_BYTES // each))
    frames: list[QImage] = []
    delays: list[int] = []
    while len(frames) < most:
        image = reader.read()
        if image.isNull():
            break
        frames.append(image.scaled(shown, mode=Qt.TransformationMode.SmoothTransformation))
        delays.append(max(_FASTEST_MS, reader.nextImageDelay()))
    return Animation(frames, delays) if len(frames) > 1 else None


def _reader(path: Path) -> QImageReader | None:
    """For a file whose first bytes are those of a picture, whatever its name says."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return None
    return reader if 0 < size.width() * size.height() <= MOST_PIXELS else None


def _filling(size: QSize, wanted: QSize) -> QSize:
    """Of the same proportions and no smaller than wanted on both sides, but never larger than it is."""
    filling = size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    return size if filling.width() >= size.width() or filling.height() >= size.height() else filling


def _is_whole(path: Path, form: bytes) -> bool:
    """Whether the end of the file is there: decoders fill what is missing with grey and call it a picture."""
    data = path.read_bytes()
    if form == b"jpeg":
        return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
    if form == b"png":
        return b"IEND" in data[-64:]
    if form == b"webp":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little") - 1
    return True
