"""Where cells under headings stand: what is asked one way is answered the same the other way."""

from __future__ import annotations

import pytest

from desktop.ui.lists.grid_geometry import GridGeometry, Section

SECTIONS = (Section("a", 5), Section("empty", 0), Section("b", 1), Section("", 9))


@pytest.mark.parametrize("width", [10, 40, 95, 160, 1000])
def test_every_cell_is_found_where_it_stands(width: int) -> None:
    grid = GridGeometry(SECTIONS, width, 40, 30)
    for cell in range(grid.count):
        box = grid.box(cell)
        assert grid.at(box.left, box.top) == cell
        assert grid.at(box.left + 39, box.top + 39) == cell
        assert cell in grid.between(box.top, box.top)
        assert box.top + box.height <= grid.height


def test_headings_and_gaps_are_no_cells() -> None:
    grid = GridGeometry(SECTIONS, 160, 40, 30)
    assert grid.at(5, 10) is None
    assert grid.at(150, 30 + 45) is None
    assert grid.heading_box(1).height == grid.heading_box(3).height == 0
    assert GridGeometry((), 160, 40, 30).at(5, 5) is None
    assert list(GridGeometry((), 160, 40, 30).between(0, 100)) == []


def test_moving_down_and_up_stays_in_the_column_where_there_is_one() -> None:
    grid = GridGeometry(SECTIONS, 160, 40, 30)
    assert grid.beside(3, 1) == 4
    assert grid.beside(4, 1) == 5
    assert grid.beside(5, 1) == 6
    assert grid.beside(8, -1) == 5
    assert grid.beside(2, -1) == 2
    assert grid.beside(0, 100) == 14
    assert grid.beside(14, -100) == 0
