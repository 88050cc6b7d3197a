"""When a queue or a person is at work: hours by weekday in a zone, with holidays, also where clocks are put on or back.

A span begins with the first moment at which clocks show its start and ends with the last at which they show its end, so
an hour that comes twice is open twice. A time that clocks skip is the moment of the skip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from server_stub.contract.queues import Queue
from server_stub.domain.quiet_hours import public_holidays, read_span
from server_stub.domain.regions import HOME, HOME_ZONE, zone_named

DAYS: Final = 7
_LOOK_AHEAD_DAYS: Final = 60
_DAY_MINUTES: Final = 24 * 60
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where the company is: IANA zone, Brazilian state ("" for national holidays only), and its own free days."""

    zone: str = HOME_ZONE
    state: str = ""
    holidays: frozenset[str] = frozenset()


class Opening(NamedTuple):
    """`open`, and the moment (ms) at which that changes; None where it does not within 60 days."""

    open: bool
    until: int | None


class Span(NamedTuple):
    """From `start` up to but not including `end`, ms."""

    start: int
    end: int


def opening(queue: Queue, calendar: Calendar, now: int) -> Opening:
    """A queue without hours is always open, on holidays too."""
    if not queue.hours:
        return Opening(True, None)
    free = frozenset() if queue.on_holidays else calendar.holidays | frozenset(queue.holidays)
    return _opening(queue.hours, calendar, free, now, with_public=not queue.on_holidays)


def is_open(queue: Queue, calendar: Calendar, now: int) -> bool:
    return opening(queue, calendar, now).open


def next_opening(queue: Queue, calendar: Calendar, now: int) -> int | None:
    """The first moment from `now` on at which it is open; None where there is none within 60 days."""
    found = opening(queue, calendar, now)
    return now if found.open else found.until


def shift_at(hours: Sequence[str], zone: str, day: date) -> list[Span]:
    """The spans of a person's shift that begin on `day`, in order; one that goes on over midnight is one."""
    around = (day + timedelta(days=ahead) for ahead in (-1, 0, 1))
    midnight = day_span(day, zone)
    spans = _joined(span for it in around for span in _spans(tuple(hours), zone, it))
    return [span for span in spans if midnight.start <= span.start < midnight.end]


def day_of(moment: int, zone: str) -> date:
    """The day that the calendar of `zone` shows."""
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone(_zone(zone)).date()


def day_span(day: date, zone: str) -> Span:
    """From midnight to midnight: 23 or 25 hours where clocks are changed."""
    return Span(_moment(day, 0, zone), _moment(day + timedelta(days=1), 0, zone))


def read_hours(text: str) -> list[tuple[int, int]] | None:
    """Minutes of the day of "09:00-12:00,13:00-18:00", [] for ""; None for what is no such list, or overlaps."""
    spans = [read_span(part) if _is_span(part) else None for part in text.split(",")] if text else []
    found = [span for span in spans if span is not None]
    apart = all(before[1] <= after[0] for before, after in pairwise(found))
    return found if len(found) == len(spans) and apart else None


def _opening(hours: Sequence[str], calendar: Calendar, free: frozenset[str], now: int, *, with_public: bool) -> Opening:
    today = day_of(now, calendar.zone)
    days = (today + timedelta(days=ahead) for ahead in range(-1, _LOOK_AHEAD_DAYS))
    at_work = (it for it in days if it.isoformat() not in free and not (with_public and _is_public(calendar, it)))
    horizon = _moment(today + timedelta(days=_LOOK_AHEAD_DAYS), 0, calendar.zone)
    for span in _joined(span for day in at_work for span in _spans(tuple(hours), calendar.zone, day)):
        if now < span.start:
            return Opening(False, span.start)
        if now < span.end:
            return Opening(True, None if span.end >= horizon else span.end)
    return Opening(False, None)


def _is_public(calendar: Calendar, day: date) -> bool:
    return day in public_holidays(HOME, calendar.state, day.year)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Those that touch are one."""
    current: Span | None = None
    for span in spans:
        if current is not None and span.start > current.end:
            yield current
            current = None
        current = span if current is None else Span(current.start, max(span.end, current.end))
    if current is not None:
        yield current


def _spans(hours: tuple[str, ...], zone: str, day: date) -> list[Span]:
    weekday = day.weekday()
    minutes = read_hours(hours[weekday]) if weekday < len(hours) else None
    found = (Span(_moment(day, start, zone), _moment(day, end, zone, last=True)) for start, end in minutes or ())
    return [span for span in found if span.start < span.end]


@lru_cache(maxsize=4096)
def _moment(day: date, minute: int, zone: str, *, last: bool = False) -> int:
    """When clocks show that minute of that day for the first (or `last`) time, or skip it; 1440 is midnight after."""
    ahead, minute = divmod(minute, _DAY_MINUTES)
    there = datetime.combine(day + timedelta(days=ahead), time(minute // 60, minute % 60))
    known = _zone(zone)
    first, second = (_utc_minute(there.replace(tzinfo=known, fold=fold)) for fold in (0, 1))
    if first <= second:
        return (second if last else first) * _MINUTE_MS
    # Skipped: with `fold` 0 it is reckoned by the older offset and lies behind the skip, with 1 before it.
    wall = _wall_minute(there)
    while second < first:
        middle = (second + first) // 2
        if _wall_minute(_shown(middle, known)) >= wall:
            first = middle
        else:
            second = middle + 1
    return first * _MINUTE_MS


def _utc_minute(there: datetime) -> int:
    return int(there.timestamp()) // 60


def _shown(minute: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(minute * 60, zone).replace(tzinfo=None)


def _wall_minute(shown: datetime) -> int:
    return int((shown - datetime(1970, 1, 1)).total_seconds()) // 60  # noqa: DTZ001 - what a clock on the wall shows


def _is_span(text: str) -> bool:
    start, dash, end = text.partition("-")
    return dash == "-" and _is_time(start) and (_is_time(end) or end == "24:00")


def _is_time(text: str) -> bool:
    hour, colon, minute = text.partition(":")
    digits = len(hour) == len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdecimal()
    return colon == ":" and digits and int(hour) < 24 and int(minute) < 60


def _zone(name: str) -> tzinfo:
    zone = zone_named(name) or zone_named(HOME_ZONE)
    if zone is None:
        raise LookupError("the time zone database is missing")
    return zone
