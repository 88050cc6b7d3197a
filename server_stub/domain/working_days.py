"""Working days in Brazil, for deadlines that the law counts in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.domain.quiet_hours import public_holidays

_SATURDAY: Final = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday without national holidays; those of states and towns are not counted as free."""
    return day.weekday() < _SATURDAY and day not in public_holidays("BR", "", day.year)


def end_of_working_day(known_at: int, days: int, zone: ZoneInfo) -> int:
    """The last ms of the `days`-th working day after the day of `known_at` (ms), which does not count itself."""
    day = datetime.fromtimestamp(known_at / 1000, zone).date()
    left = days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return int(datetime.combine(day + timedelta(days=1), time(), zone).timestamp() * 1000) - 1
