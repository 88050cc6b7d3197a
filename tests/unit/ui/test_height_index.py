"""The height index agrees with a plain list, whatever is done to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.ui.lists.height_index import BLOCK, HeightIndex

ESTIMATE = 40


class Against(RuleBasedStateMachine):
    """A list of heights beside the index."""

    def __init__(self) -> None:
        super().__init__()
        self.plain: list[int] = []
        self.index = HeightIndex(0, ESTIMATE)

    @rule(count=st.integers(0, 3 * BLOCK))
    def start_again(self, count: int) -> None:
        self.plain = [ESTIMATE] * count
        self.index = HeightIndex(count, ESTIMATE)

    @rule(place=st.floats(0, 1), count=st.integers(0, BLOCK + 60))
    def insert(self, place: float, count: int) -> None:
        row = round(place * len(self.plain))
        self.plain[row:row] = [ESTIMATE] * count
        self.index.insert(row, count)

    @rule(place=st.floats(0, 1), share=st.floats(0, 1))
    def remove(self, place: float, share: float) -> None:
        row = round(place * len(self.plain))
        count = round(share * (len(self.plain) - row))
        del self.plain[row : row + count]
        self.index.remove(row, count)

    @precondition(lambda self: self.plain)
    @rule(place=st.floats(0, 1, exclude_max=True), height=st.integers(1, 900))
    def measure(self, place: float, height: int) -> None:
        row = int(place * len(self.plain))
        difference = self.index.set(row, height)
        assert difference == height - self.plain[row]
        self.plain[row] = height

    @invariant()
    def same_sums(self) -> None:
        assert len(self.index) == len(self.plain)
        assert self.index.total == sum(self.plain)
        for row in {0, len(self.plain) // 3, len(self.plain) // 2, len(self.plain)}:
            assert self.index.top(row) == sum(self.plain[:row])

    @precondition(lambda self: self.plain)
    @rule(place=st.floats(-0.1, 1.1))
    def find(self, place: float) -> None:
        height = int(place * sum(self.plain))
        row, top = self.index.row_at(height)
        assert top == sum(self.plain[:row])
        inside = min(max(0, height), sum(self.plain) - 1)
        assert top <= inside < top + self.plain[row]
        assert self.index.height(row) == self.plain[row]


TestAgainstAList = Against.TestCase
TestAgainstAList.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(st.integers(0, 10))
def test_rows_out_of_range_are_refused(count: int) -> None:
    index = HeightIndex(count, ESTIMATE)
    for row in (-1, count):
        with pytest.raises(IndexError):
            index.height(row)
    with pytest.raises(IndexError):
        index.insert(count + 1, 1)
    with pytest.raises(IndexError):
        index.remove(count, 1)


def test_an_empty_index_has_no_row_anywhere() -> None:
    with pytest.raises(IndexError):
        HeightIndex(0, ESTIMATE).row_at(0)
