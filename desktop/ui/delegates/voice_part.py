"""A voice message or another sound in a bubble: play button, course, how far it is, speed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.media import VoiceLook
from desktop.ui.delegates.part import PaintContext, Part
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, HitKind
from server_stub.contract.content import Media

PLAY = "voice_play"
SPEED = "voice_speed"
SEEK = "voice_seek:"
"""Actions inside the part; after SEEK follows the number of the bar."""
_BARS = 44
_BAR_STEP = 4.4
_DISC = 40
_LEFT = _DISC + 12
_WAVE = 28
_TALLEST = 11.5
_PILL = 34
_FETCHED_BYTES = 1_000_000
"""What is larger is looked into when it is played: four minutes of speech."""
_TROUBLES = (Word.NO_SOUND, Word.SILENT, Word.NOT_FETCHED, Word.UNAVAILABLE)


def wave_bars(seed: str) -> list[float]:
    """A waveform to stand in until the sound was read, 0 to 1 each: the same for the same id."""
    state = zlib.crc32(seed.encode()) or 1
    raw: list[float] = []
    for _ in range(_BARS + 2):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        raw.append((state >> 8) / 0x7FFFFF)
    smooth = [(raw[i] + 1.4 * raw[i + 1] + raw[i + 2]) / 3.4 for i in range(_BARS)]
    return [min(1.0, max(0.08, (value - 0.25) * 1.7)) for value in smooth]


class VoicePart(Part):
    """Measured once: playing it changes what is painted, never its size."""

    def __init__(
        self, message_id: str, media: Media, words: Words, ink: BubbleInk, widest: int, *, title: str = ""
    ) -> None:
        self.media_id = media.id
        self._message_id = message_id
        self._words = words
        self._known_ms = media.duration_ms
        self._length = words.duration(media.duration_ms)
        self._fetch = media.state == "ready" and media.size <= _FETCHED_BYTES
        self._troubles = {word: words.word(word) for word in _TROUBLES}
        self._title = ink.fine_metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, widest - _LEFT)
        self._count = max(8, min(_BARS, int((widest - _DISC - 14) / _BAR_STEP)))
        self._bars: Sequence[float] = ()
        self._lines = self._drawn(wave_bars(media.id))
        self.width = round(_DISC + 14 + self._count * _BAR_STEP)
        self._head = ink.fine_metrics.height() if title else 0
        self._tiny = ink.tiny_metrics.height()
        self.height = self._head + _WAVE + self._tiny
        self._length_width = ink.tiny_metrics.horizontalAdvance(self._length)
        self.last_width = _LEFT + self._length_width + 8 + _PILL

    def _drawn(self, bars: Sequence[float]) -> list[QLineF]:
        """As many as there is room for, over the whole length."""
        shown = [bars[place * len(bars) // self._count] for place in range(self._count)]
        return [
            QLineF(i * _BAR_STEP + 1.3, -bar * _TALLEST, i * _BAR_STEP + 1.3, bar * _TALLEST)
            for i, bar in enumerate(shown)
        ]

    def paint(self, painter: QPainter, x: int, y: int, width: int, context: PaintContext) -> None:
        ink, look = context.ink, context.pictures.voice(self.media_id, fetch=self._fetch)
        left = x + _LEFT
        self._paint_button(painter, QPointF(x + _DISC / 2, y + self.height / 2), look, ink)
        if self._title:
            painter.setFont(ink.fine_font)
            painter.setPen(context.side.text)
            painter.drawText(left, y + ink.fine_metrics.ascent(), self._title)
        if look.trouble is not None:
            painter.setFont(ink.tiny_font)
            painter.setPen(context.side.danger)
            area = QRectF(left, y + self._head, self.width - _LEFT, self.height - self._head)
            form = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
            painter.drawText(area, form, self._troubles[look.trouble])
            return
        self._paint_wave(painter, left, y + self._head + _WAVE / 2, look, context)
        self._paint_foot(painter, left, y + self.height, look, context)

    def _paint_button(self, painter: QPainter, middle: QPointF, look: VoiceLook, ink: BubbleInk) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.accent)
        painter.drawEllipse(middle, _DISC / 2, _DISC / 2)
        painter.setBrush(ink.on_accent.color())
        cx, cy = middle.x(), middle.y()
        if look.is_playing:
            for shift in (-6.5, 2.0):
                painter.drawRoundedRect(QRectF(cx + shift, cy - 8, 4.5, 16), 1.5, 1.5)
        else:
            tip = [QPointF(cx - 5.5, cy - 9), QPointF(cx + 9.5, cy), QPointF(cx - 5.5, cy + 9)]
            painter.drawPolygon(QPolygonF(tip))

    def _paint_wave(self, painter: QPainter, left: int, middle: float, look: VoiceLook, context: PaintContext) -> None:
        if look.bars and look.bars is not self._bars:
            self._bars = look.bars
            self._lines = self._drawn(look.bars)
        whole = look.duration_ms or self._known_ms
        share = min(1.0, look.position_ms / whole) if whole else 0.0
        done = round(share * self._count)
        painter.save()
        painter.translate(left, middle)
        pen = QPen(context.side.muted.color(), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        for colour, lines in ((context.side.link.color(), self._lines[:done]), (pen.color(), self._lines[done:])):
            pen.setColor(colour)
            painter.setPen(pen)
            painter.drawLines(lines)
        if look.position_ms:
            # Colour alone would not tell everybody how far it is.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(context.side.link.color())
            painter.drawEllipse(QPointF(share * (self._count - 1) * _BAR_STEP + 1.3, 0), 5, 5)
        painter.restore()

    def _paint_foot(self, painter: QPainter, left: int, bottom: int, look: VoiceLook, context: PaintContext) -> None:
        ink, side = context.ink, context.side
        line = bottom - ink.tiny_metrics.descent()
        painter.setFont(ink.tiny_font)
        painter.setPen(side.muted)
        length = self._length if self._known_ms else self._words.duration(look.duration_ms)
        painter.drawText(left, line, self._words.duration(look.position_ms) if look.position_ms else length)
        if look.speed:
            pill = QRectF(left + self._length_width + 8, bottom - self._tiny, _PILL, self._tiny)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(side.quote)
            painter.drawRoundedRect(pill, self._tiny / 2, self._tiny / 2)
            painter.setPen(side.link)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, look.speed)

    def hit(self, x: int, y: int, width: int) -> Hit | None:
        action = PLAY
        if x >= _LEFT - 4 and y < self._head + _WAVE:
            bar = int((x - _LEFT) / _BAR_STEP)
            action = f"{SEEK}{min(self._count - 1, max(0, bar)) * _BARS // self._count}"
        elif x >= _LEFT + self._length_width + 4 and x < _LEFT + self._length_width + 12 + _PILL:
            action = SPEED
        return Hit(HitKind.ACTION, f"{action} {self._message_id}")
