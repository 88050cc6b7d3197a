"""A paragraph of formatted text, laid out once and drawn often, with hit testing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.ui.delegates.cleaning import reaches_beyond
from desktop.ui.delegates.formatting import BULLET, Block, Formatted, Style

_LEADING = 1.06
"""Line height as a multiple of the font's."""
_QUOTE_INDENT = 11
_BAR = 3
"""Of a quoted line: where its text begins, and how wide the bar before it is; in logical pixels."""


class TextBlock:
    """`width` is what the longest line takes, `last_width` what the last one does; `height` includes the leading."""

    def __init__(
        self,
        shown: Formatted,
        font: QFont,
        wrap: QTextOption,
        widest: int,
        formats: dict[Style, QTextCharFormat],
    ) -> None:
        self.shown = shown
        self.text = shown.text
        # Qt counts in UTF-16, Python in code points: these letters count twice there.
        self._wide = [] if shown.text.isascii() else [at for at, letter in enumerate(shown.text) if letter > "\uffff"]
        self._wide_qt = [at + before for before, at in enumerate(self._wide)]
        self._clips = reaches_beyond(shown.text)
        self._bars: list[tuple[float, float]] = []
        layout = QTextLayout(shown.text.replace("\n", "\u2028"), font)
        layout.setTextOption(wrap)
        layout.setCacheEnabled(True)
        if shown.spans:
            layout.setFormats([self._range(span.start, span.end, formats[span.style]) for span in shown.spans])
        self._layout = layout
        hanging = QFontMetrics(font).horizontalAdvance(BULLET) if shown.blocks else 0
        self._lay_out(widest, hanging)

    def _lay_out(self, widest: int, hanging: int) -> None:
        """Lines of a quotation stand behind a bar; those of an item that follow its first stand under its text."""
        layout, blocks = self._layout, self.shown.blocks
        starts = self._line_starts() if blocks else []
        height = longest = last = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            indent, is_quote = 0, False
            if blocks:
                number = bisect_left(starts, line.textStart() + 1) - 1
                is_quote = blocks.get(number) is Block.QUOTE
                is_first = line.textStart() == starts[number]
                indent = _QUOTE_INDENT if is_quote else hanging if number in blocks and not is_first else 0
            line.setLineWidth(max(1, widest - indent))
            line.setPosition(QPointF(indent, height))
            if is_quote:
                self._bars.append((height, line.height() * _LEADING))
            height += line.height() * _LEADING
            last = indent + line.naturalTextWidth()
            longest = max(longest, last)
        layout.endLayout()
        self.width = int(longest) + 1
        self.last_width = int(last) + 1
        self.height = int(height + 0.5)

    def _line_starts(self) -> list[int]:
        """Where each line of the text itself begins, as Qt counts."""
        starts, place = [], 0
        for line in self.text.split("\n"):
            starts.append(self._to_qt(place))
            place += len(line) + 1
        return starts

    def draw(
        self,
        painter: QPainter,
        x: float,
        y: float,
        ranges: Sequence[tuple[int, int, QTextCharFormat]] = (),
    ) -> None:
        """In the painter's pen; `ranges` (start, end, format) count characters of `text`, later ones win."""
        if self._bars:
            self._draw_bars(painter, x, y)
        if self._clips:
            painter.save()
            painter.setClipRect(QRectF(x - 4, y - 3, self.width + 8, self.height + 6), Qt.ClipOperation.IntersectClip)
        self._layout.draw(painter, QPointF(x, y), [self._range(*each) for each in ranges])
        if self._clips:
            painter.restore()

    def _draw_bars(self, painter: QPainter, x: float, y: float) -> None:
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(pen.color()))
        painter.setOpacity(0.45)
        for top, height in self._bars:
            painter.drawRect(QRectF(x, y + top, _BAR, height))
        painter.setOpacity(1)
        painter.setPen(pen)

    def position(self, x: float, y: float, *, nearest: bool) -> int | None:
        """The character at a point of the block; beside the text None, or the closest one with `nearest`."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            is_last = number == self._layout.lineCount() - 1
            if y < line.y() + line.height() * _LEADING or (is_last and nearest):
                if not nearest and not line.naturalTextRect().left() <= x <= line.naturalTextRect().right():
                    return None
                place = line.xToCursor(x)
                return self._from_qt(place[0] if isinstance(place, (tuple, list)) else place)
        return None

    def link_at(self, x: float, y: float) -> str:
        """Address under a point, empty for none."""
        place = self.position(x, y, nearest=False) if self.shown.spans else None
        if place is None:
            return ""
        for span in self.shown.spans:
            if span.style is Style.LINK and span.start <= place < span.end:
                return span.target
        return ""

    def _range(self, start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self._to_qt(start)
        made.length = self._to_qt(end) - made.start
        made.format = form
        return made

    def _to_qt(self, place: int) -> int:
        return place + bisect_left(self._wide, place)

    def _from_qt(self, place: int) -> int:
        return place - bisect_left(self._wide_qt, place)
