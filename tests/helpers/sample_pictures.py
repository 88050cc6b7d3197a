"""Pictures drawn on the spot, so that no photograph of anybody has to be shipped."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

_HILLS = (("#7f95b5", 0.55), ("#5d7a8f", 0.68), ("#3f6152", 0.82))


def landscape(width: int, height: int) -> QImage:
    """Hills under a low sun."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor("#6fb7f0"))
    sky.setColorAt(0.65, QColor("#ffe0b0"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff3c4"))
    painter.drawEllipse(QPointF(width * 0.7, height * 0.4), height * 0.13, height * 0.13)
    for number, (colour, base) in enumerate(_HILLS):
        painter.setBrush(QColor(colour))
        painter.drawPath(_hill(width, height, number, base))
    painter.end()
    return image


def _hill(width: int, height: int, number: int, base: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, height))
    for step in range(41):
        x = step / 40
        wave = 0.09 * math.sin(x * (8.5 - 2 * number) + 2 * number) + 0.04 * math.sin(x * 19 + number)
        path.lineTo(x * width, height * (base - wave))
    path.lineTo(width, height)
    return path


def sticker(size: int) -> QImage:
    """A smiling sun on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size / 2, size / 2)
    painter.scale(size / 100, size / 100)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffb52e"))
    for _ in range(12):
        painter.rotate(30)
        painter.drawEllipse(QPointF(0, -38), 6, 10)
    painter.setBrush(QColor("#ffd45e"))
    painter.drawEllipse(QPointF(0, 0), 32, 32)
    painter.setBrush(QColor("#5a3a00"))
    painter.drawEllipse(QPointF(-11, -6), 3.5, 5)
    painter.drawEllipse(QPointF(11, -6), 3.5, 5)
    smile = QPainterPath(QPointF(-14, 7))
    smile.quadTo(QPointF(0, 26), QPointF(14, 7))
    smile.quadTo(QPointF(0, 17), QPointF(-14, 7))
    painter.drawPath(smile)
    painter.end()
    return image


def picture(media_id: str) -> QImage:
    if "sticker" in media_id:
        return sticker(512)
    return landscape(720, 1280) if "tall" in media_id else landscape(1280, 760)
