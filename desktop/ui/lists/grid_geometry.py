"""Where the cells of a grid with headings stand, by arithmetic: nothing is measured and nothing walked through."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """`count` cells under a heading; none is drawn for an empty `title`."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Box:
    left: int
    top: int
    width: int
    height: int


class GridGeometry:
    """Logical pixels from the top of the content. Built anew whenever width or sections change: there are few."""

    def __init__(self, sections: Sequence[Section], width: int, cell: int, heading: int) -> None:
        self.sections = tuple(sections)
        self.cell, self.heading = cell, heading
        self.columns = max(1, width // cell)
        self._left = max(0, (width - self.columns * cell) // 2)
        self._width = width
        self._starts: list[int] = []
        """Number of the first cell of each section."""
        self._tops: list[int] = []
        start = top = 0
        for section in self.sections:
            self._starts.append(start)
            self._tops.append(top)
            start += section.count
            top += self._heading_of(section) + -(-section.count // self.columns) * cell
        self.count, self.height = start, top

    def top_of(self, section: int) -> int:
        return self._tops[section]

    def section_at(self, y: int) -> int:
        """The one that this height belongs to."""
        return max(0, bisect_right(self._tops, y) - 1)

    def heading_box(self, section: int) -> Box:
        return Box(self._left, self._tops[section], self._width - self._left, self._heading_of(self.sections[section]))

    def box(self, cell: int) -> Box:
        section = self._section_of(cell)
        row, column = divmod(cell - self._starts[section], self.columns)
        top = self._tops[section] + self._heading_of(self.sections[section]) + row * self.cell
        return Box(self._left + column * self.cell, top, self.cell, self.cell)

    def at(self, x: int, y: int) -> int | None:
        """The cell there, None between cells and beside them."""
        column = (x - self._left) // self.cell
        if not self.sections or not 0 <= column < self.columns or not 0 <= y < self.height:
            return None
        section = self.section_at(y)
        below = y - self._tops[section] - self._heading_of(self.sections[section])
        place = below // self.cell * self.columns + column
        return self._starts[section] + place if below >= 0 and place < self.sections[section].count else None

    def between(self, top: int, bottom: int) -> range:
        """Cells that may be seen between two heights, a row too many at most."""
        if not self.sections or not self.count:
            return range(0)
        return range(self._first_from(top), min(self.count, self._first_from(bottom + self.cell) + self.columns))

    def headings_between(self, top: int, bottom: int) -> range:
        if not self.sections:
            return range(0)
        return range(self.section_at(top), self.section_at(bottom) + 1)

    def beside(self, cell: int, rows: int) -> int:
        """The cell `rows` further down (or up): in the same column where there is one, across headings."""
        section = self._section_of(cell)
        row, column = divmod(cell - self._starts[section], self.columns)
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            row += step
            if 0 <= row < self._rows(section):
                continue
            following = section + step
            while 0 <= following < len(self.sections) and not self.sections[following].count:
                following += step
            if not 0 <= following < len(self.sections):
                row -= step
                break
            section = following
            row = 0 if step > 0 else self._rows(section) - 1
        last = self.sections[section].count - 1
        return self._starts[section] + min(last, row * self.columns + column)

    def _first_from(self, y: int) -> int:
        section = self.section_at(max(0, y))
        below = max(0, y - self._tops[section] - self._heading_of(self.sections[section]))
        place = below // self.cell * self.columns
        return self._starts[section] + min(place, self.sections[section].count)

    def _section_of(self, cell: int) -> int:
        return max(0, bisect_right(self._starts, cell) - 1)

    def _rows(self, section: int) -> int:
        return -(-self.sections[section].count // self.columns)

    @staticmethod
    def _is_bare(section: Section) -> bool:
        return not section.title or not section.count

    def _heading_of(self, section: Section) -> int:
        return 0 if self._is_bare(section) else self.heading
