"""A picture that can be made larger, moved and turned; by wheel and mouse here, by keys from whoever holds it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

LARGEST: Final = 16.0
SMALLEST: Final = 0.05
STEP: Final = 1.25
_QUARTER: Final = 90
_WHEEL_NOTCH: Final = 120


class PictureCanvas(QWidget):
    """`zoomed(object)`: the size in use, 1.0 where a pixel of the picture is a pixel of the screen."""

    zoomed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(80, 80)
        self._picture = QPixmap()
        self._quarters = 0
        self._zoom: float | None = None
        self._middle = QPointF()
        self._grip: QPointF | None = None
        self._frames: list[QPixmap] = []
        self._delays: list[int] = []
        self._turn = 0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._next_frame)

    def show_picture(self, image: QImage, *, keep_view: bool = False) -> None:
        """`keep_view`: another moment of the same picture."""
        self._clock.stop()
        self._picture = QPixmap.fromImage(image)
        if not keep_view:
            self._quarters, self._middle = 0, QPointF()
            self.fit()
        self.update()

    def show_moving(self, frames: list[QImage], delays_ms: list[int]) -> None:
        self.show_picture(frames[0])
        self._frames = [QPixmap.fromImage(frame) for frame in frames]
        self._delays, self._turn = delays_ms, 0
        self._clock.start(delays_ms[0])

    def clear(self) -> None:
        self._clock.stop()
        self._frames, self._picture = [], QPixmap()
        self.update()

    @property
    def has_picture(self) -> bool:
        return not self._picture.isNull()

    @property
    def zoom(self) -> float:
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def quarters(self) -> int:
        """Turned to the right by so many quarters."""
        return self._quarters

    def fit(self) -> None:
        self._zoom, self._middle = None, QPointF()
        self._changed()

    def actual(self) -> None:
        self._zoom = 1.0
        self._changed()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Around `at`, a place of the widget; without one around the middle."""
        before = self.zoom
        after = max(SMALLEST, min(LARGEST, before * factor))
        point = (at if at is not None else QPointF(self.rect().center())) - QPointF(self.rect().center())
        self._middle = point + (self._middle - point) * (after / before)
        self._zoom = after
        self._changed()

    def turn(self) -> None:
        """To the right by a quarter; only how it is looked at."""
        self._quarters = (self._quarters + 1) % 4
        self._changed()

    def pan(self, x: float, y: float) -> None:
        """By logical pixels."""
        self._middle += QPointF(x, y)
        self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < 4)
        painter.translate(QRectF(self.rect()).center() + self._middle)
        painter.rotate(self._quarters * _QUARTER)
        size = QSizeF(self._picture.size()) * (self.zoom / self.devicePixelRatioF())
        target = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
        painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches and self.has_picture:
            self.zoom_by(STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            moved, self._grip = event.position() - self._grip, event.position()
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom is None:
            self.zoom_by(1 / self.zoom, event.position())
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._changed()

    def _fitting(self) -> float:
        """What shows all of it; small pictures are not blown up."""
        width, height = self._turned()
        if not width or not height:
            return 1.0
        ratio = self.devicePixelRatioF()
        return min(1.0, self.width() * ratio / width, self.height() * ratio / height)

    def _turned(self) -> tuple[int, int]:
        size = self._picture.size()
        return (size.height(), size.width()) if self._quarters % 2 else (size.width(), size.height())

    def _changed(self) -> None:
        """What fits stays in the middle; what does not never leaves an empty margin on one side only."""
        width, height = self._turned()
        scale = self.zoom / self.devicePixelRatioF()
        room_x = max(0.0, (width * scale - self.width()) / 2)
        room_y = max(0.0, (height * scale - self.height()) / 2)
        x = max(-room_x, min(room_x, self._middle.x()))
        y = max(-room_y, min(room_y, self._middle.y()))
        self._middle = QPointF(x, y)
        self.update()
        self.zoomed.emit(self.zoom)

    def _next_frame(self) -> None:
        self._turn = (self._turn + 1) % len(self._frames)
        self._picture = self._frames[self._turn]
        self.update()
        self._clock.start(self._delays[self._turn])
