"""How often may one person be written to first: caps per rolling day, rolling week and calendar month (3.4, N14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server_stub.contract.model import Budget
from server_stub.contract.registers import SendingPolicy
from server_stub.domain.purposes import Category, Purpose
from server_stub.domain.regions import HOME_ZONE, zone_named

DAY: Final = "day"
WEEK: Final = "week"
MONTH: Final = "month"
DAY_MS: Final = 86_400_000
LONGEST_MS: Final = 32 * DAY_MS
"""No cap looks further back than this."""
_ROLLING: Final = {DAY: DAY_MS, WEEK: 7 * DAY_MS}
_LENGTH: Final = {DAY: 0, WEEK: 1, MONTH: 2}


@dataclass(frozen=True, slots=True)
class PastSend:
    """One message that WhatsApp accepted, or that may be on its way to it. `at` in ms."""

    at: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Cap:
    period: str
    limit: int


def caps_of(purpose: Purpose) -> list[Cap]:
    return _caps(purpose.cap_day, purpose.cap_week, purpose.cap_month)


def marketing_caps(policy: SendingPolicy) -> list[Cap]:
    """Over all marketing together."""
    return _caps(policy.cap_day, policy.cap_week, policy.cap_month)


def full_until(moments: Sequence[int], caps: Iterable[Cap], zone: str, now: int) -> int | None:
    """When (ms) one more message fits all caps again; None when it fits now."""
    ends = [end for cap in caps if (end := _full_until(moments, cap, zone, now)) is not None]
    return max(ends, default=None)


def budget(moments: Sequence[int], caps: Iterable[Cap], zone: str, now: int) -> Budget | None:
    """Of the cap with the least left, and among equals the longest; None without any cap."""
    found = [Budget(len(_within(moments, cap.period, zone, now)), cap.limit, cap.period) for cap in caps]
    return min(found, key=lambda it: (it.limit - it.used, -_LENGTH[it.period]), default=None)


def budget_of(purpose: Purpose, policy: SendingPolicy, sends: Iterable[PastSend], zone: str, now: int) -> Budget | None:
    """A purpose without caps of its own, if it is marketing, has those of all marketing; `sends` then are all that."""
    own = caps_of(purpose)
    if own or purpose.category is not Category.MARKETING:
        return budget([send.at for send in sends if send.purpose == purpose.code], own, zone, now)
    return budget([send.at for send in sends], marketing_caps(policy), zone, now)


def _caps(day: int | None, week: int | None, month: int | None) -> list[Cap]:
    given = ((DAY, day), (WEEK, week), (MONTH, month))
    return [Cap(period, limit) for period, limit in given if limit is not None]


def _full_until(moments: Sequence[int], cap: Cap, zone: str, now: int) -> int | None:
    inside = [] if len(moments) < cap.limit else _within(moments, cap.period, zone, now)
    if len(inside) < cap.limit:
        return None
    if cap.period == MONTH:
        return _month_start(zone, now, ahead=1)
    oldest = inside[len(inside) - cap.limit] if cap.limit > 0 else now
    return oldest + _ROLLING[cap.period]


def _within(moments: Sequence[int], period: str, zone: str, now: int) -> list[int]:
    """Those that count, oldest first. A clock that went back leaves some in the future: they count, too."""
    start = _month_start(zone, now) - 1 if period == MONTH else now - _ROLLING[period]
    return sorted(moment for moment in moments if moment > start)


def _month_start(zone: str, now: int, ahead: int = 0) -> int:
    """Midnight (ms) of the first of this month, or of the one that is `ahead`, where the person lives."""
    there = zone_named(zone) or zone_named(HOME_ZONE)
    local = datetime.fromtimestamp(now / 1000, there)
    months = local.year * 12 + local.month - 1 + ahead
    return int(datetime(months // 12, months % 12 + 1, 1, tzinfo=there).timestamp() * 1000)
