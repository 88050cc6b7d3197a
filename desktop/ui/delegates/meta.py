"""The line at the end of a bubble: edited, time, delivery mark, and a word where a mark alone could be missed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.ui.delegates import ticks
from desktop.ui.delegates.ink import BubbleInk, SideInk
from desktop.ui.delegates.words import Word, Words
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message

_SPOKEN = {Status.FAILED: Word.NOT_DELIVERED, Status.IN_DOUBT: Word.IN_DOUBT, Status.HELD: Word.HELD}
_ALARM = 15


class Meta:
    """Measured with the bubble; the status itself is read while painting, so that a tick needs no new layout."""

    def __init__(self, message: Message, words: Words, ink: BubbleInk) -> None:
        self._ours = message.direction == "out"
        self._alarm = words.word(_SPOKEN[message.status]) if message.status in _SPOKEN else ""
        clock = words.clock(message.sent_at)
        is_edited = message.edited_at is not None and message.deleted_at is None
        self._text = f"{words.word(Word.EDITED)} {clock}" if is_edited else clock
        metrics = ink.tiny_metrics
        self._text_width = metrics.horizontalAdvance(self._text)
        self._alarm_width = metrics.horizontalAdvance(self._alarm) + _ALARM + 8 if self._alarm else 0
        is_note = message.content.kind == Kind.NOTE and message.status is not Status.PENDING
        self._shows_ticks = self._ours and message.status is not Status.FAILED and not is_note
        self._waits = message.hold is not None
        self.width = self._alarm_width + self._text_width + (ticks.WIDTH + 4 if self._shows_ticks else 0)
        self.height = metrics.height()

    def paint(self, painter: QPainter, x: int, y: int, status: str, ink: BubbleInk, side: SideInk) -> None:
        baseline = y + ink.tiny_metrics.ascent()
        painter.setFont(ink.tiny_font)
        if self._alarm:
            is_failure = status == Status.FAILED
            token = side.danger_token if is_failure else side.muted_token
            icon = ink.icon("warning" if is_failure else "question-circle", token, _ALARM)
            painter.drawPixmap(x, y + (self.height - _ALARM) // 2, icon)
            painter.setPen(side.danger if is_failure else side.muted)
            painter.drawText(x + _ALARM + 3, baseline, self._alarm)
        painter.setPen(side.muted)
        left = x + self._alarm_width
        painter.drawText(left, baseline, self._text)
        if self._shows_ticks:
            middle = y + self.height / 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            mark = self._mark(status)
            ticks.paint_ticks(painter, left + self._text_width + 4, middle, mark, ink.tick, ink.tick_read)

    def paint_on_picture(self, painter: QPainter, right: int, bottom: int, status: str, ink: BubbleInk) -> None:
        """In a dark pill whose corner is at (`right`, `bottom`)."""
        width = self.width + 14
        pill = QRectF(right - width, bottom - 20, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.overlay)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(ink.on_overlay)
        painter.setFont(ink.tiny_font)
        baseline = int(pill.top()) + (20 + ink.tiny_metrics.ascent() - ink.tiny_metrics.descent()) // 2
        left = int(pill.left()) + 7
        if self._alarm:
            painter.drawPixmap(left, int(pill.top()) + 2, ink.icon("warning", "on_overlay", _ALARM))
            painter.drawText(left + _ALARM + 3, baseline, self._alarm)
            left += self._alarm_width
        painter.drawText(left, baseline, self._text)
        if self._shows_ticks:
            pen = ink.tick_on_overlay
            painter.setBrush(Qt.BrushStyle.NoBrush)
            mark = self._mark(status)
            ticks.paint_ticks(painter, left + self._text_width + 4, pill.center().y(), mark, pen, ink.tick_read_overlay)

    def _mark(self, status: str) -> str:
        """A clock for what the gateway has taken and holds back: a tick would say that it left."""
        return Status.PENDING if self._waits else status
