"""A selection of text that may run across rows: (row, character) where it began and where it is now."""

from __future__ import annotations

from collections.abc import Callable

Spot = tuple[int, int]


class TextSelection:
    def __init__(self) -> None:
        self._from: Spot | None = None
        self._to: Spot | None = None

    def __bool__(self) -> bool:
        return self._from is not None and self._from != self._to

    def clear(self) -> None:
        self._from = self._to = None

    def begin(self, spot: Spot) -> None:
        self._from = self._to = spot

    def extend(self, spot: Spot) -> None:
        if self._from is not None:
            self._to = spot

    def set(self, start: Spot, end: Spot) -> None:
        self._from, self._to = start, end

    def span(self) -> tuple[Spot, Spot] | None:
        """Beginning and end in reading order."""
        if self._from is None or self._to is None or self._from == self._to:
            return None
        return min(self._from, self._to), max(self._from, self._to)

    def of_row(self, row: int, length: int) -> tuple[int, int] | None:
        """Selected characters of a row whose text has `length`."""
        span = self.span()
        if span is None:
            return None
        (first, start), (last, end) = span
        if not first <= row <= last:
            return None
        begin = start if row == first else 0
        stop = end if row == last else length
        return (begin, stop) if stop > begin else None

    def text(self, of_row: Callable[[int], str]) -> str:
        """Everything selected, a line for each row; rows without text give none."""
        span = self.span()
        if span is None:
            return ""
        pieces = []
        for row in range(span[0][0], span[1][0] + 1):
            whole = of_row(row)
            part = self.of_row(row, len(whole))
            if part is not None:
                pieces.append(whole[part[0] : part[1]])
        return "\n".join(pieces)

    def rows_inserted(self, first: int, count: int) -> None:
        self._from, self._to = (
            (spot[0] + count, spot[1]) if spot is not None and spot[0] >= first else spot
            for spot in (self._from, self._to)
        )
