"""Hours of queues over zones, holidays and clocks that are put on or back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.queues import Queue
from server_stub.domain.business_hours import (
    Calendar,
    Opening,
    Span,
    day_span,
    is_open,
    next_opening,
    opening,
    read_hours,
    shift_at,
)

WEEK = [*["09:00-12:00,13:00-18:00"] * 5, "10:00-14:00", ""]
SP = Calendar("America/Sao_Paulo", "SP")
NEW_YORK = "America/New_York"
ZONES = ("America/Sao_Paulo", NEW_YORK, "Europe/Lisbon", "America/Asuncion", "Australia/Lord_Howe", "Africa/Casablanca")


def at(text: str, zone: str = "America/Sao_Paulo", fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) * 1000


def queue(*hours: str, **more: object) -> Queue:
    return Queue("q", "Q", hours=list(hours), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-25T09:00", "2026-11-25T09:00"),
        ("2026-11-25T12:00", "2026-11-25T13:00"),  # the end is not in it
        ("2026-11-25T18:00", "2026-11-26T09:00"),
        ("2026-11-27T18:00", "2026-11-28T10:00"),
        ("2026-11-28T14:00", "2026-11-30T09:00"),  # over a Sunday
        ("2026-07-08T19:00", "2026-07-10T09:00"),  # 9 July: a holiday of São Paulo
        ("2026-12-31T19:00", "2027-01-02T10:00"),
    ],
)
def test_a_week(now: str, opens: str) -> None:
    assert next_opening(queue(*WEEK), SP, at(now)) == at(opens)


def test_holidays_of_the_company_and_of_the_queue_count_unless_it_works_on_them() -> None:
    calendar = Calendar("America/Sao_Paulo", "RJ", frozenset({"2026-11-25"}))
    own = queue(*WEEK, holidays=["2026-11-26"])
    assert next_opening(own, calendar, at("2026-11-25T10:00")) == at("2026-11-27T09:00")
    assert is_open(queue(*WEEK, on_holidays=True), calendar, at("2026-11-25T10:00"))
    assert is_open(queue(*WEEK), calendar, at("2026-07-09T10:00"))  # not a holiday of Rio


def test_without_hours_it_never_closes_and_with_none_it_never_opens() -> None:
    now = at("2026-12-25T03:00")
    assert opening(Queue("q", "Q"), SP, now) == Opening(True, None)
    assert opening(queue(*[""] * 7), SP, now) == Opening(False, None)
    assert opening(queue(*["00:00-24:00"] * 7, on_holidays=True), SP, now) == Opening(True, None)


def test_a_night_is_one_opening() -> None:
    night = queue(*["22:00-24:00,00:00-06:00"] * 7)
    assert read_hours("22:00-24:00,00:00-06:00") is None
    night = queue(*["00:00-06:00,22:00-24:00"] * 7, on_holidays=True)
    assert opening(night, SP, at("2026-11-25T23:00")) == Opening(True, at("2026-11-26T06:00"))


def test_a_skipped_start_is_the_moment_of_the_skip_and_an_hour_twice_is_open_twice() -> None:
    early = queue(*["02:30-05:00"] * 7)
    there = Calendar(NEW_YORK)
    assert next_opening(early, there, at("2027-03-14T00:00", NEW_YORK)) == at("2027-03-14T03:00", NEW_YORK)
    late = queue(*["01:15-01:45"] * 7)
    assert opening(late, there, at("2026-11-01T01:20", NEW_YORK)) == Opening(
        True, at("2026-11-01T01:45", NEW_YORK, fold=1)
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", []),
        ("09:00-18:00", [(540, 1080)]),
        ("00:00-24:00", [(0, 1440)]),
        ("09:00-12:00,12:00-13:00", [(540, 720), (720, 780)]),
        ("9:00-18:00", None),
        ("09:00-18:00,", None),
        ("18:00-09:00", None),
        ("09:00-12:00,11:00-13:00", None),
        ("09:00-25:00", None),
        ("24:00-24:00", None),
        ("٠٩:٠٠-١٨:٠٠", None),
        ("sempre", None),
    ],
)
def test_what_is_read_as_hours(text: str, minutes: list[tuple[int, int]] | None) -> None:
    assert read_hours(text) == minutes


def test_a_shift_over_midnight_belongs_to_the_day_it_begins_on() -> None:
    nights = ["00:00-04:00,22:00-24:00"] * 7
    zone = "America/Sao_Paulo"
    spans = shift_at(nights, zone, date(2026, 11, 25))
    assert spans == [Span(at("2026-11-25T22:00"), at("2026-11-26T04:00"))]


quarters = st.integers(0, 95)
spans = st.tuples(quarters, st.integers(1, 96)).filter(lambda it: it[0] < it[1])
days = st.lists(spans, max_size=2).filter(lambda it: len(it) < 2 or it[0][1] < it[1][0])
weeks = st.lists(days, min_size=7, max_size=7)
first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) // 60 for year in (2026, 2028))
moments = st.integers(first, last).map(lambda minute: minute * 60_000)


def written(week: list[list[tuple[int, int]]]) -> list[str]:
    def clock(quarter: int) -> str:
        return f"{quarter // 4:02}:{quarter % 4 * 15:02}"

    return [",".join(f"{clock(start)}-{clock(end)}" for start, end in day) for day in week]


@given(weeks, st.sampled_from(ZONES), moments)
@settings(max_examples=200, deadline=None)
def test_the_wall_clock_decides(week: list[list[tuple[int, int]]], zone: str, now: int) -> None:
    """Away from the days on which clocks change, a span is exactly what the clock on the wall says."""
    shown = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
    midnight = day_span(shown.date(), zone)
    minute = shown.hour * 60 + shown.minute
    expected = any(start * 15 <= minute < end * 15 for start, end in week[shown.weekday()])
    found = is_open(queue(*written(week), on_holidays=True), Calendar(zone), now)
    if midnight.end - midnight.start == 24 * 3_600_000:
        assert found == expected
    elif expected:  # what is open by the clock is open in any case
        assert found


@given(weeks, st.sampled_from(ZONES), moments)
@settings(max_examples=200, deadline=None)
def test_an_opening_says_when_it_ends(week: list[list[tuple[int, int]]], zone: str, now: int) -> None:
    it, calendar = queue(*written(week)), Calendar(zone, "SP")
    found = opening(it, calendar, now)
    if found.until is None:
        assert not it.hours or not found.open or all(day == "00:00-24:00" for day in it.hours)
        return
    assert found.until > now
    assert opening(it, calendar, found.until).open is not found.open
    steps = range(now, found.until, max((found.until - now) // 50, 60_000))
    assert all(opening(it, calendar, moment).open is found.open for moment in steps)


@given(st.sampled_from(ZONES), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_days_touch_each_other(zone: str, day: date) -> None:
    assert day_span(day, zone).end == day_span(day + timedelta(days=1), zone).start
