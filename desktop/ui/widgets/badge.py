"""A small pill with a number, hidden at zero."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme

MOST = 99


def badge_text(count: int) -> str:
    return f"{MOST}+" if count > MOST else str(count)


class Badge(QWidget):
    """`set_count` shows it; the accessible name is the caller's sentence for that count."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self._resize)

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int, accessible_name: str = "") -> None:
        self._count = count
        self.setAccessibleName(accessible_name or badge_text(count))
        self._resize()
        self.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.fonts.tiny_strong)
        height = metrics.height() + 4
        return QSize(max(height, metrics.horizontalAdvance(badge_text(self._count)) + 11), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._theme.fonts.tiny_strong)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, badge_text(self._count))
        painter.end()

    @Slot()
    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
