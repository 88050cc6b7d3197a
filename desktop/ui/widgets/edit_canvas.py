"""A picture on which a tool is drawn from one point to another, with the mouse or with the keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

_STEPS: Final = 60
"""An arrow key moves by this part of the longer side."""
_DARK: Final = QColor(0, 0, 0, 110)
_KEYS: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class EditCanvas(QWidget):
    """`drawn(QPoint, QPoint)`: from where to where, in pixels of the picture."""

    drawn = Signal(QPoint, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 100)
        self._picture = QPixmap()
        self._size = QImage().size()
        self._line = False
        self._active = False
        self._start: QPoint | None = None
        self._end = QPoint()
        self._dragging = False

    def show_picture(self, image: QImage) -> None:
        self._picture, self._size = QPixmap.fromImage(image), image.size()
        self._start = None
        self.update()

    def use(self, *, active: bool, line: bool) -> None:
        """`line`: from point to point, else a box."""
        self._active, self._line, self._start, self._dragging = active, line, None, False
        self.setCursor(Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor)
        self.update()

    @property
    def chosen(self) -> QRect | None:
        """What would be applied, in pixels."""
        return None if self._start is None else QRect(self._start, self._end).normalized()

    def event(self, event: QEvent) -> bool:
        # While something is chosen, Esc gives that up and not the whole dialog.
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and (event.key() in _KEYS or (event.key() == Qt.Key.Key_Escape and self._start is not None)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _KEYS.get(Qt.Key(event.key()))
        if way is not None and self._active:
            self._move(way, resize=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._start is not None:
            self._apply()
        elif event.key() == Qt.Key.Key_Escape and self._start is not None:
            self._start = None
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._active and event.button() == Qt.MouseButton.LeftButton:
            self._start = self._end = self._pixel(event.position())
            self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._end = self._pixel(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._end = self._pixel(event.position())
            self._apply()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))
        if self._start is None:
            return
        begin, end = self._place(self._start), self._place(self._end)
        if self._line:
            self._outline(painter)
            painter.drawLine(begin, end)
            painter.drawEllipse(end, 5, 5)
            return
        box = QRectF(begin, end).normalized()
        for side in _around(area, box):
            painter.fillRect(side, _DARK)
        self._outline(painter)
        painter.drawRect(box)

    def _outline(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor("#ffffff"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _move(self, way: QPoint, *, resize: bool) -> None:
        """The first arrow key brings a shape in the middle."""
        width, height = self._size.width(), self._size.height()
        if self._start is None:
            self._start = QPoint(width * 3 // 10, height * 3 // 10)
            self._end = QPoint(width * 7 // 10, height * 7 // 10)
        else:
            step = way * max(1, max(width, height) // _STEPS)
            self._end = self._bounded(self._end + step)
            if not resize:
                self._start = self._bounded(self._start + step)
        self.update()

    def _apply(self) -> None:
        start, self._start, self._dragging = self._start, None, False
        self.update()
        if start is not None:
            self.drawn.emit(start, self._end)

    def _area(self) -> QRectF:
        """Where the picture is."""
        size = QSizeF(self._size)
        if size.width() > self.width() or size.height() > self.height():
            size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        middle = QRectF(self.rect()).center()
        return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size)

    def _pixel(self, position: QPointF) -> QPoint:
        area = self._area()
        scale = self._size.width() / max(1.0, area.width())
        return self._bounded(((position - area.topLeft()) * scale).toPoint())

    def _place(self, pixel: QPoint) -> QPointF:
        area = self._area()
        return area.topLeft() + QPointF(pixel) * (area.width() / max(1, self._size.width()))

    def _bounded(self, pixel: QPoint) -> QPoint:
        return QPoint(max(0, min(self._size.width(), pixel.x())), max(0, min(self._size.height(), pixel.y())))


def _around(area: QRectF, box: QRectF) -> tuple[QRectF, ...]:
    """The four sides that remain."""
    return (
        QRectF(area.left(), area.top(), area.width(), box.top() - area.top()),
        QRectF(area.left(), box.bottom(), area.width(), area.bottom() - box.bottom()),
        QRectF(area.left(), box.top(), box.left() - area.left(), box.height()),
        QRectF(box.right(), box.top(), area.right() - box.right(), box.height()),
    )
