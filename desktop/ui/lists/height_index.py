"""Heights of very many rows, most of them only estimated: where a row begins, and which row lies at a height.

Rows lie in blocks with a sum each, so that 100,000 rows cost a few hundred additions, done by the interpreter's own
loops. A block is only written out once one of its rows is measured.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

BLOCK = 256


class HeightIndex:
    """Heights are whole pixels greater than zero. Rows count from 0; an index out of range is an IndexError."""

    def __init__(self, count: int, estimate: int) -> None:
        self._estimate = estimate
        self._blocks: list[list[int] | None] = []
        self._counts: list[int] = []
        self._sums: list[int] = []
        self._starts: list[int] | None = None
        self._append_blocks(0, count)
        self.count = count
        self.total = count * estimate

    def __len__(self) -> int:
        return self.count

    def height(self, row: int) -> int:
        block, place = self._find(row)
        heights = self._blocks[block]
        return self._estimate if heights is None else heights[place]

    def top(self, row: int) -> int:
        """Sum of the heights before `row`; `row` may be the count, then it is the total."""
        if row == self.count:
            return self.total
        block, place = self._find(row)
        heights = self._blocks[block]
        inside = place * self._estimate if heights is None else sum(heights[:place])
        return sum(self._sums[:block]) + inside

    def row_at(self, height: int) -> tuple[int, int]:
        """The row that covers `height`, and its top; the nearest row outside of everything. Needs a row."""
        if self.count == 0:
            raise IndexError(height)
        wanted = min(max(0, height), self.total - 1)
        ends = list(accumulate(self._sums))
        block = bisect_right(ends, wanted)
        top = ends[block] - self._sums[block]
        first = self._block_starts()[block]
        heights = self._blocks[block]
        if heights is None:
            place = (wanted - top) // self._estimate
            return first + place, top + place * self._estimate
        inside = list(accumulate(heights))
        place = bisect_right(inside, wanted - top)
        return first + place, top + inside[place] - heights[place]

    def set(self, row: int, height: int) -> int:
        """Put a measured height in place and answer the difference."""
        block, place = self._find(row)
        heights = self._blocks[block]
        if heights is None:
            if height == self._estimate:
                return 0
            heights = self._blocks[block] = [self._estimate] * self._counts[block]
        difference = height - heights[place]
        if difference:
            heights[place] = height
            self._sums[block] += difference
            self.total += difference
        return difference

    def insert(self, row: int, count: int) -> None:
        """`count` rows of estimated height before `row` (which may be the count: appended)."""
        if not 0 <= row <= self.count:
            raise IndexError(row)
        if count == 0:
            return
        if row == self.count and (count > BLOCK or not self._blocks or self._counts[-1] >= BLOCK):
            self._append_blocks(len(self._blocks), count)
        elif row == 0 and count > BLOCK // 4:
            self._append_blocks(0, count)
        else:
            self._insert_inside(row, count)
        self.count += count
        self.total += count * self._estimate
        self._starts = None

    def remove(self, row: int, count: int) -> None:
        if row < 0 or count < 0 or row + count > self.count:
            raise IndexError(row)
        self.count -= count
        while count:
            block, place = self._find_any(row)
            taken = min(count, self._counts[block] - place)
            self._take(block, place, taken)
            count -= taken
            self._starts = None

    def _append_blocks(self, position: int, count: int) -> None:
        """Unmeasured blocks before the block at `position`; the odd rest first, where pages are put on top."""
        sizes = ([count % BLOCK] if count % BLOCK else []) + [BLOCK] * (count // BLOCK)
        self._blocks[position:position] = [None] * len(sizes)
        self._counts[position:position] = sizes
        self._sums[position:position] = [size * self._estimate for size in sizes]

    def _insert_inside(self, row: int, count: int) -> None:
        block, place = self._find(row) if row < self.count else (len(self._blocks) - 1, self._counts[-1])
        heights = self._written(block)
        heights[place:place] = [self._estimate] * count
        parts = [heights[start : start + BLOCK] for start in range(0, len(heights), BLOCK)]
        if len(heights) <= 2 * BLOCK:
            parts = [heights]
        self._blocks[block : block + 1] = parts
        self._counts[block : block + 1] = [len(part) for part in parts]
        self._sums[block : block + 1] = [sum(part) for part in parts]

    def _take(self, block: int, place: int, count: int) -> None:
        if count == self._counts[block]:
            self.total -= self._sums[block]
            del self._blocks[block], self._counts[block], self._sums[block]
            return
        heights = self._written(block)
        gone = sum(heights[place : place + count])
        del heights[place : place + count]
        self._counts[block] -= count
        self._sums[block] -= gone
        self.total -= gone

    def _written(self, block: int) -> list[int]:
        heights = self._blocks[block]
        if heights is None:
            heights = self._blocks[block] = [self._estimate] * self._counts[block]
        return heights

    def _find(self, row: int) -> tuple[int, int]:
        if not 0 <= row < self.count:
            raise IndexError(row)
        return self._find_any(row)

    def _find_any(self, row: int) -> tuple[int, int]:
        starts = self._block_starts()
        block = bisect_right(starts, row) - 1
        return block, row - starts[block]

    def _block_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = list(accumulate(self._counts, initial=0))[:-1]
        return self._starts
