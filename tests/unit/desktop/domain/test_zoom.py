"""Sizes go up and down in steps, and stop at both ends."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.zoom import STEPS, USUAL, nearest_step, next_step


def test_the_usual_size_is_a_step() -> None:
    assert USUAL in STEPS
    assert list(STEPS) == sorted(set(STEPS))


@given(st.integers(-1000, 1000), st.sampled_from([1, -1]))
def test_a_step_goes_the_way_that_was_asked_or_stays_at_the_end(percent: int, direction: int) -> None:
    reached = next_step(percent, direction)
    assert reached in STEPS
    assert (reached - percent) * direction > 0 or reached in (STEPS[0], STEPS[-1])


@given(st.sampled_from(STEPS[1:-1]))
def test_there_and_back_is_where_one_was(percent: int) -> None:
    assert next_step(next_step(percent, 1), -1) == percent
    assert nearest_step(percent) == percent
