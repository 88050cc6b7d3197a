"""What is being read stays where it is, whatever happens above, below or around it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ui.lists.geometry import ThreadGeometry

VIEW = 300
heights = st.lists(st.integers(5, 400), min_size=1, max_size=60)
distances = st.lists(st.integers(-500, 500), max_size=8)


def opened(rows: list[int], view: int = VIEW) -> ThreadGeometry:
    geometry = ThreadGeometry(rows.__getitem__, 40)
    geometry.view = view
    geometry.reset(len(rows))
    return geometry


def ends_in_view(geometry: ThreadGeometry) -> bool:
    row, top, height = list(geometry.rows())[-1]
    return row == geometry.count - 1 and top + height <= geometry.view


def shown(geometry: ThreadGeometry, rows: list[int]) -> dict[int, int]:
    """Row → top of everything in view, having checked that rows touch one another and fill the view."""
    placed = list(geometry.rows())
    assert placed
    for (row, top, height), (following, next_top, _) in pairwise(placed):
        assert following == row + 1
        assert next_top == top + height
    first, last = placed[0], placed[-1]
    if sum(rows) <= geometry.view:
        assert last[1] + last[2] == geometry.view
    else:
        assert first[1] <= 0 < first[1] + first[2]
        assert last[1] + last[2] >= geometry.view
    return {row: top for row, top, _ in placed}


@given(heights)
def test_it_opens_at_the_end(rows: list[int]) -> None:
    geometry = opened(rows)
    shown(geometry, rows)
    assert ends_in_view(geometry)
    assert geometry.value == geometry.maximum


@given(heights, distances)
def test_scrolling_says_how_far_it_went_and_never_leaves_a_gap(rows: list[int], moves: list[int]) -> None:
    geometry = opened(rows)
    for distance in moves:
        before = shown(geometry, rows)
        gone = geometry.scroll_by(distance)
        after = shown(geometry, rows)
        assert abs(gone) <= abs(distance)
        for row in before.keys() & after.keys():
            assert before[row] - after[row] == gone


@given(heights, distances, st.lists(st.integers(5, 400), min_size=1, max_size=80))
def test_a_page_on_top_moves_nothing(rows: list[int], moves: list[int], older: list[int]) -> None:
    rows = [*rows, 500]
    geometry = opened(rows)
    for distance in moves:
        geometry.scroll_by(distance)
    before = shown(geometry, rows)
    rows[0:0] = older
    geometry.inserted(0, len(older))
    after = shown(geometry, rows)
    assert {row + len(older): top for row, top in before.items()}.items() <= after.items()


@given(heights, st.integers(-3000, 0), st.integers(1, 40))
def test_a_row_at_the_end_moves_nothing_for_a_reader_further_up(rows: list[int], up: int, height: int) -> None:
    rows = [*rows, 500]
    geometry = opened(rows)
    geometry.scroll_by(up)
    before = shown(geometry, rows)
    rows.append(height)
    geometry.inserted(len(rows) - 1, 1)
    after = shown(geometry, rows)
    assert before.items() <= after.items()


@given(heights, st.integers(-3000, 0), st.data())
def test_removing_rows_keeps_those_that_remain(rows: list[int], up: int, data: st.DataObject) -> None:
    rows = [*rows, 700]
    geometry = opened(rows)
    geometry.scroll_by(up)
    first = data.draw(st.integers(0, len(rows) - 1))
    count = data.draw(st.integers(0, len(rows) - first - 1))
    geometry.about_to_remove(first, count)
    del rows[first : first + count]
    geometry.removed(first, count)
    shown(geometry, rows)
    assert geometry.heights.total >= 0


@given(heights, st.integers(-3000, 0), st.integers(50, 900))
def test_another_size_leaves_no_gap(rows: list[int], up: int, view: int) -> None:
    geometry = opened(rows)
    geometry.scroll_by(up)
    rows[:] = [height * 2 for height in rows]
    geometry.resized(view, width_changed=True)
    shown(geometry, rows)


@settings(max_examples=200)
@given(heights, st.integers(-3000, 0), st.integers(5, 400), st.data())
def test_a_changed_height_keeps_what_follows_the_first_row(
    rows: list[int], up: int, height: int, data: st.DataObject
) -> None:
    rows = [*rows, 500]
    geometry = opened(rows)
    geometry.scroll_by(up)
    before = shown(geometry, rows)
    row = data.draw(st.integers(0, geometry.anchor))
    following = before.get(geometry.anchor + 1)
    anchor = geometry.anchor
    rows[row] = height
    geometry.changed(row)
    after = shown(geometry, rows)
    if following is not None and anchor + 1 in after and sum(rows[: anchor + 1]) >= following:
        assert after[anchor + 1] == following


@given(heights)
def test_the_value_of_the_scroll_bar_leads_back_to_the_same_place(rows: list[int]) -> None:
    rows = [*rows, 300, 300]
    geometry = opened(rows)
    geometry.to_value(0)
    assert (geometry.anchor, geometry.offset, geometry.value) == (0, 0, 0)
    geometry.to_value(geometry.maximum)
    assert ends_in_view(geometry)
