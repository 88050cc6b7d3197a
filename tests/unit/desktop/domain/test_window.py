"""The countdown of the 24-hour window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.window import HOUR_MS, MINUTE_MS, window_left

NOW = 1_790_000_000_000


@pytest.mark.parametrize("until", [None, NOW, NOW - 1])
def test_a_closed_window_has_nothing_left(until: int | None) -> None:
    assert window_left(until, NOW) is None


@pytest.mark.parametrize(
    ("left", "hours", "minutes", "soon"),
    [
        (1, 0, 1, True),
        (MINUTE_MS, 0, 1, True),
        (2 * HOUR_MS, 2, 0, True),
        (2 * HOUR_MS + 1, 2, 1, False),
        (24 * HOUR_MS, 24, 0, False),
    ],
)
def test_whole_minutes_rounded_up(left: int, hours: int, minutes: int, soon: bool) -> None:
    shown = window_left(NOW + left, NOW)
    assert shown is not None
    assert (shown.hours, shown.minutes, shown.soon) == (hours, minutes, soon)


@given(st.integers(1, 24 * HOUR_MS))
def test_the_shown_value_stays_until_it_says_it_changes(left: int) -> None:
    until = NOW + left
    shown = window_left(until, NOW)
    assert shown is not None
    assert shown.changes_at > NOW
    just_before, then = window_left(until, shown.changes_at - 1), window_left(until, shown.changes_at)
    assert just_before is not None
    assert (just_before.hours, just_before.minutes) == (shown.hours, shown.minutes)
    assert then is None or (then.hours, then.minutes) != (shown.hours, shown.minutes)
