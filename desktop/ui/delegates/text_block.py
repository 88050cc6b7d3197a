"""A paragraph of formatted text, laid out once and drawn often, with hit testing."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.ui.delegates.formatting import Formatted, Style

_LEADING = 1.06
"""Line height as a multiple of the font's."""


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
        # Qt counts in UTF-16, Python in code points.
        self._is_plain = shown.text.isascii() or max(map(ord, shown.text), default=0) < 0x10000
        layout = QTextLayout(shown.text.replace("\n", "\u2028"), font)
        layout.setTextOption(wrap)
        layout.setCacheEnabled(True)
        if shown.spans:
            layout.setFormats([self._range(span.start, span.end, formats[span.style]) for span in shown.spans])
        layout.beginLayout()
        height = longest = last = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(widest)
            line.setPosition(QPointF(0, height))
            height += line.height() * _LEADING
            last = line.naturalTextWidth()
            longest = max(longest, last)
        layout.endLayout()
        self._layout = layout
        self.width = int(longest) + 1
        self.last_width = int(last) + 1
        self.height = int(height + 0.5)

    def draw(
        self,
        painter: QPainter,
        x: float,
        y: float,
        selection: tuple[int, int] | None = None,
        selected: QTextCharFormat | None = None,
    ) -> None:
        """In the painter's pen; `selection` counts characters of `text`."""
        if selection and selected is not None:
            self._layout.draw(painter, QPointF(x, y), [self._range(*selection, selected)])
        else:
            self._layout.draw(painter, QPointF(x, y))

    def position(self, x: float, y: float, *, nearest: bool) -> int | None:
        """The character at a point of the block; beside the text None, or the closest one with `nearest`."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            is_last = number == self._layout.lineCount() - 1
            if y < line.y() + line.height() * _LEADING or (is_last and nearest):
                if not nearest and not 0 <= x <= line.naturalTextWidth():
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
        return place if self._is_plain else place + sum(letter > "\uffff" for letter in self.text[:place])

    def _from_qt(self, place: int) -> int:
        if self._is_plain:
            return place
        units = 0
        for number, letter in enumerate(self.text):
            if units >= place:
                return number
            units += 2 if letter > "\uffff" else 1
        return len(self.text)
