"""A day of work as one quiet bar: when it was work, when a break was planned, and when there was one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme

HOUR = 3_600_000
_BAR = 22
_GAP = 6


class Span(StrEnum):
    """Two of them are breaks that were taken, or may be; none says that anything was too long or too short."""

    WORK = "work"
    PLANNED = "planned"
    REST = "rest"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Times in ms UTC."""

    kind: Span
    began_at: int
    ended_at: int


class DayStrip(QWidget):
    """What it shows is told in words below it; screen readers read those."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_strip")
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        self._marks: tuple[tuple[int, str], ...] = ()
        self._now: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_day(
        self, stretches: Sequence[Stretch], marks: Sequence[tuple[int, str]], now: int | None, says: str
    ) -> None:
        """`marks`: hours with how they are called, from the first to the last that is shown; `now` for a day that is
        not over; `says` is its accessible name.
        """
        self._stretches, self._marks, self._now = tuple(stretches), tuple(marks), now
        self.setAccessibleName(says)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._marks) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter)
        for kind in (Span.WORK, Span.PLANNED, Span.OTHER, Span.REST):
            for each in self._stretches:
                if each.kind is kind:
                    self._paint(painter, each)
        if self._now is not None:
            painter.setPen(QPen(self._theme.colour("text"), 2))
            place = self._x(self._now)
            painter.drawLine(round(place), 0, round(place), self._theme.length(_BAR))
        painter.end()

    def _height(self) -> int:
        return self._theme.length(_BAR) + _GAP + QFontMetrics(self._theme.fonts.tiny).height()

    def _x(self, moment: int) -> float:
        first, last = self._marks[0][0], self._marks[-1][0]
        share = (min(last, max(first, moment)) - first) / (last - first)
        return 1 + share * (self.width() - 2)

    def _paint(self, painter: QPainter, each: Stretch) -> None:
        left, right = self._x(each.began_at), self._x(each.ended_at)
        bar = self._theme.length(_BAR)
        area = QRectF(left, 1, max(3.0, right - left), bar - 2)
        colours = {Span.WORK: "field", Span.REST: "accent", Span.OTHER: "muted"}
        if each.kind is Span.PLANNED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(self._theme.colour("accent"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(0.5, 3.5, -0.5, -3.5), 4, 4)
            return
        painter.setPen(self._theme.outline)
        painter.setBrush(QColor(self._theme.colour(colours[each.kind])))
        painter.drawRoundedRect(area, 4, 4)

    def _paint_marks(self, painter: QPainter) -> None:
        """As many hours as have room beside each other."""
        fonts = self._theme.fonts
        metrics = QFontMetrics(fonts.tiny)
        painter.setFont(fonts.tiny)
        painter.setPen(self._theme.colour("muted"))
        bottom = self._theme.length(_BAR) + _GAP + metrics.ascent()
        free = 0.0
        for moment, text in self._marks:
            width = metrics.horizontalAdvance(text)
            left = min(self.width() - width, max(0.0, self._x(moment) - width / 2))
            if left >= free:
                painter.drawText(round(left), bottom, text)
                free = left + width + 10
