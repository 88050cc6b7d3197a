"""Where the rows of a timeline lie on the screen: an anchor row with a pixel offset, from which all else is walked.

The scroll bar's value is derived from the anchor, never the other way round, so that a corrected estimate, a page put
on top or a new width moves nothing that is being read.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.lists.height_index import HeightIndex


class ThreadGeometry:
    """`measure` answers the real height of a row; it is asked only for rows in view or next to it.

    `anchor` is the first row in view, `offset` where its top lies relative to the top of the view (≤ 0, or more while
    everything is shorter than the view and rests at its bottom). All lengths are whole logical pixels.
    """

    def __init__(self, measure: Callable[[int], int], estimate: int) -> None:
        self._measure = measure
        self._estimate = estimate
        self.heights = HeightIndex(0, estimate)
        self.anchor = 0
        self.offset = 0
        self.view = 0
        self._placed: list[tuple[int, int, int]] | None = None

    @property
    def count(self) -> int:
        return self.heights.count

    @property
    def value(self) -> int:
        """For the scroll bar."""
        return max(0, self.heights.top(self.anchor) - self.offset) if self.count else 0

    @property
    def maximum(self) -> int:
        return max(0, self.heights.total - self.view)

    def reset(self, count: int) -> None:
        """Everything is new: show the end."""
        self.heights = HeightIndex(count, self._estimate)
        self.to_bottom()

    def to_bottom(self) -> None:
        top, row = self.view, self.count
        while row > 0 and top > 0:
            row -= 1
            top -= self._height(row)
        self.anchor, self.offset = row, top if self.count else 0
        self._placed = None

    def to_row(self, row: int, offset: int) -> None:
        """Put the top of `row` at `offset` below the top of the view, as far as the ends allow."""
        self.anchor, self.offset = row, offset
        self._settle()

    def to_value(self, value: int) -> None:
        """The scroll bar was dragged far away."""
        if self.count == 0:
            return
        if value >= self.maximum:
            self.to_bottom()
            return
        row, top = self.heights.row_at(value)
        self.to_row(row, top - value)

    def scroll_by(self, distance: int) -> int:
        """Move down by `distance` (up if negative) and answer how far it really went."""
        if self.count == 0:
            return 0
        old_anchor, old_offset = self.anchor, self.offset
        self.offset -= distance
        self._settle()
        return old_offset - self.y_of(old_anchor)

    def rows(self) -> list[tuple[int, int, int]]:
        """Row, top and height of what is in view, from the top down."""
        if self._placed is None:
            self._placed = placed = []
            top = self.offset
            for row in range(self.anchor, self.count):
                if top >= self.view:
                    break
                height = self._height(row)
                placed.append((row, top, height))
                top += height
        return self._placed

    def place(self, row: int) -> tuple[int, int] | None:
        """Top and height of a row in view, None for any other."""
        if row < self.anchor:
            return None
        for shown, top, height in self.rows():
            if shown == row:
                return top, height
        return None

    def row_at(self, y: int) -> tuple[int, int] | None:
        """The row at `y` of the view, and its top."""
        for row, top, height in self.rows():
            if top <= y < top + height:
                return row, top
        return None

    def inserted(self, first: int, count: int) -> None:
        """Rows are there already. What is in view stays; call `to_bottom` after it to follow the end."""
        was_empty = self.count == 0
        self.heights.insert(first, count)
        if was_empty:
            self.to_bottom()
            return
        if first <= self.anchor:
            self.anchor += count
        self._settle()

    def about_to_remove(self, first: int, count: int) -> None:
        """Rows are still there: hold on to the first row in view that will remain."""
        end = first + count
        if not first <= self.anchor < end:
            return
        if end < self.count:
            top = self.offset
            for row in range(self.anchor, end):
                top += self._height(row)
            self.anchor, self.offset = end, top
        elif first > 0:
            self.anchor, self.offset = first - 1, self.view

    def removed(self, first: int, count: int) -> None:
        """Rows are gone."""
        self.heights.remove(first, count)
        if self.anchor >= first + count:
            self.anchor -= count
        self.anchor = min(self.anchor, max(0, self.count - 1))
        self._settle()

    def changed(self, row: int) -> int:
        """A row may have another height now: answer the difference. What follows the first row in view stays."""
        if row < self.anchor and row < self.count:
            return self.heights.set(row, self._measure(row))
        old = self.heights.height(row)
        difference = self._height(row) - old
        self._placed = None
        if row == self.anchor:
            # Its end stays where it is, for what follows is being read.
            self.offset -= difference
        if difference:
            self._settle()
        return difference

    def resized(self, view: int, *, width_changed: bool) -> None:
        """The view is `view` high, and rows are different if `width_changed`; the first row in view stays."""
        self.view = view
        self._placed = None
        if width_changed and self.count and self.offset < 0:
            old = self.heights.height(self.anchor)
            self.offset = self.offset * self._height(self.anchor) // max(1, old)
        self._settle()

    def _height(self, row: int) -> int:
        height = self._measure(row)
        self.heights.set(row, height)
        return height

    def y_of(self, row: int) -> int:
        """Top of a row near the anchor, in view coordinates; each row between is measured."""
        top = self.offset
        for above in range(row, self.anchor):
            top -= self._height(above)
        for below in range(self.anchor, row):
            top += self._height(below)
        return top

    def _settle(self) -> None:
        """Make the anchor the first row in view again, and leave no gap at either end."""
        self._placed = None
        if self.count == 0:
            self.anchor = self.offset = 0
            return
        self._walk()
        gap = self.view - self._end()
        if gap > 0:
            self.offset, self._placed = self.offset + gap, None
            self._walk()
        if self.anchor == 0 and self.offset > 0:
            self.offset, self._placed = 0, None
            self.offset = max(0, self.view - self._end())
            self._placed = None

    def _walk(self) -> None:
        row, top = self.anchor, self.offset
        while top > 0 and row > 0:
            row -= 1
            top -= self._height(row)
        while row < self.count - 1:
            height = self._height(row)
            if top + height > 0:
                break
            top += height
            row += 1
        self.anchor, self.offset = row, top

    def _end(self) -> int:
        """Where the last row ends if that is in view, else just anything below the view."""
        placed = self.rows()
        return placed[-1][1] + placed[-1][2] if placed else self.offset
