"""When may a message leave: the hours of a profile in the person's own zone, with their public holidays (2.6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple

import holidays

from server_stub.contract.registers import QuietHours, SendingPolicy
from server_stub.domain.policy import STRICT
from server_stub.domain.regions import HOME_ZONE, Place, zone_named

_ALL_DAY: Final = (0, 24 * 60)
_LOOK_AHEAD_DAYS: Final = 60
_DAY_MINUTES: Final = 24 * 60
_MINUTE_MS: Final = 60_000


class Opening(NamedTuple):
    """`open`, and the moment (ms) at which that changes; None where it never closes."""

    open: bool
    until: int | None


def opening(policy: SendingPolicy, profile: str, place: Place, now: int) -> Opening:
    """Whether the hours of `profile` are open for somebody at `place`, and until when they are or are not.

    Hours that never open are said to open after 60 days: whoever waits asks again then.
    """
    hours = hours_of(policy, profile, place)
    day, minute = _local(place.zone, now // _MINUTE_MS)
    span = _span(policy, hours, place, day)
    if span is not None and span[0] <= minute < span[1]:
        return Opening(True, None if span == _ALL_DAY else _moment(day, span[1], place.zone))
    return Opening(False, _next_start(policy, hours, place, now))


def opens_at(policy: SendingPolicy, profile: str, place: Place, now: int) -> int:
    """The first moment from `now` on at which the hours are open."""
    found = opening(policy, profile, place, now)
    return now if found.open or found.until is None else found.until


def hours_of(policy: SendingPolicy, profile: str, place: Place) -> QuietHours:
    """The state's own hours where it has some; a profile that nobody defined has the strict ones."""
    own = policy.state_profiles.get(place.state, {}).get(profile)
    return own or policy.profiles.get(profile) or STRICT.profiles.get(profile) or STRICT.profiles["marketing"]


@lru_cache(maxsize=512)
def read_span(text: str) -> tuple[int, int] | None:
    """Minutes of the day from "09:00-20:00"; None for "" and for what cannot be read: then it is never."""
    try:
        start, end = ((int(part[:2]) * 60 + int(part[3:5])) for part in text.strip().split("-"))
    except ValueError:
        return None
    return (start, end) if 0 <= start < end <= _DAY_MINUTES else None


@lru_cache(maxsize=512)
def public_holidays(country: str, state: str, year: int) -> frozenset[date]:
    """National ones and those of the state; none for a country that nobody knows."""
    try:
        return frozenset(holidays.country_holidays(country, subdiv=state or None, years=year))
    except NotImplementedError:
        return frozenset()


def _next_start(policy: SendingPolicy, hours: QuietHours, place: Place, now: int) -> int:
    today, _ = _local(place.zone, now // _MINUTE_MS)
    for day in (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD_DAYS)):
        span = _span(policy, hours, place, day)
        if span is not None and (start := _moment(day, span[0], place.zone)) > now:
            return start
    return _moment(today + timedelta(days=_LOOK_AHEAD_DAYS), 0, place.zone)


def _span(policy: SendingPolicy, hours: QuietHours, place: Place, day: date) -> tuple[int, int] | None:
    """The minutes of one day in which messages may leave."""
    if not hours.on_holidays and is_holiday(policy, place, day):
        return None
    weekday = day.weekday()
    return read_span(hours.days[weekday]) if weekday < len(hours.days) else None


def is_holiday(policy: SendingPolicy, place: Place, day: date) -> bool:
    if day in public_holidays(place.country, place.state, day.year):
        return True
    return bool(policy.holidays) and day.isoformat() in policy.holidays


@lru_cache(maxsize=4096)
def _local(zone: str, minute: int) -> tuple[date, int]:
    """Day and minute of the day where the clock of `zone` is, of a minute since the epoch: many people share it."""
    local = datetime.fromtimestamp(minute * 60, _zone(zone))
    return local.date(), local.hour * 60 + local.minute


@lru_cache(maxsize=4096)
def _moment(day: date, minute: int, zone: str) -> int:
    """That minute of that day in ms; minute 1440 is the next day's midnight."""
    ahead, minute = divmod(minute, _DAY_MINUTES)
    there = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=_zone(zone))
    return int((there + timedelta(days=ahead)).timestamp() * 1000)


def _zone(name: str) -> tzinfo:
    zone = zone_named(name) or zone_named(HOME_ZONE)
    if zone is None:
        raise LookupError("the time zone database is missing")
    return zone
