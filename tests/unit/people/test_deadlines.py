"""Days that the law counts: working days for incidents, nights for the retention run."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.retention import CLASSES, is_due, named
from server_stub.domain.working_days import end_of_working_day

ZONE = ZoneInfo("America/Sao_Paulo")
HOUR = 3_600_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("known", "by"),
    [
        ("2026-11-23T10:00", "2026-11-26"),  # Monday: Tuesday, Wednesday, Thursday
        ("2026-11-26T23:59", "2026-12-01"),  # Thursday: Friday, Monday, Tuesday
        ("2026-11-28T00:00", "2026-12-02"),  # Saturday: from Monday on
        ("2026-12-23T12:00", "2026-12-29"),  # Christmas on Friday is none
        ("2026-12-30T12:00", "2027-01-05"),  # nor is New Year
        ("2026-09-04T12:00", "2026-09-10"),  # nor Independence Day, a Monday
    ],
)
def test_three_working_days_skip_weekends_and_holidays(known: str, by: str) -> None:
    assert end_of_working_day(at(known), 3, ZONE) == at(f"{by}T23:59:59") + 999


@given(st.integers(1_700_000_000_000, 1_900_000_000_000), st.integers(1, 5))
def test_a_deadline_is_later_and_grows_with_its_days(known_at: int, days: int) -> None:
    first, second = (end_of_working_day(known_at, number, ZONE) for number in (days, days + 1))
    assert known_at < first < second


def test_no_class_is_kept_shorter_than_its_floor() -> None:
    assert all(it.floor <= it.days for it in CLASSES)
    assert named("messages") is not None
    assert named("consent_event") is None


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-11-23T15:00", True),
        ("2026-11-23T02:00", "2026-11-23T15:00", False),
        ("2026-11-23T02:00", "2026-11-23T04:30", False),
        ("2026-11-23T02:00", "2026-11-24T01:00", True),
        ("2026-11-23T02:00", "2026-11-25T15:00", True),
    ],
)
def test_retention_runs_once_a_night(last: str | None, now: str, *, due: bool) -> None:
    assert is_due(None if last is None else at(last), at(now), ZONE) is due
