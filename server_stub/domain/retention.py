"""How long each class of data is kept after its end, and the least that law and purpose ask for (rules 1.7).

Agreements, opt-outs and suppressions are no class: they are kept as long as the company answers for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

DAY_MS: Final = 86_400_000
_HOUR_MS: Final = 3_600_000
LONGEST_DAYS: Final = 36_500
_NIGHT: Final = range(1, 5)
"""Hours of the company's own zone in which the nightly run begins."""


@dataclass(frozen=True, slots=True)
class DataClass:
    """Days are counted from the end of the thing: the case closed, the session over, the request answered."""

    name: str
    days: int
    floor: int


CLASSES: Final = (
    DataClass("messages", 730, 730),  # record of attendance: two years from resolution (Decreto 11.034/2022)
    DataClass("journal", 7, 7),  # WhatsApp repeats what was not acknowledged for a week
    DataClass("reports", 90, 30),  # what WhatsApp reported of messages and accounts, and what was set aside and settled
    DataClass("erased_remains", 30, 8),  # WhatsApp's ids of an erased person's messages, against repeats
    DataClass("sessions", 180, 180),  # access records: six months (Marco Civil, article 15)
    DataClass("login_attempts", 180, 1),
    DataClass("decisions", 1825, 730),
    DataClass("outside_messages", 730, 180),
    DataClass("uploads", 1, 1),
    DataClass("capture_requests", 30, 4),
    DataClass("rights_requests", 1825, 1825),
    DataClass("incidents", 1825, 1825),  # register of incidents: five years (Res. CD/ANPD 15/2024)
)


def named(name: str) -> DataClass | None:
    return next((it for it in CLASSES if it.name == name), None)


def is_due(last_at: int | None, now: int, zone: ZoneInfo) -> bool:
    """Once a night, and in any case when two days have passed without one."""
    if last_at is None or now - last_at >= 48 * _HOUR_MS:
        return True
    at_night = datetime.fromtimestamp(now / 1000, zone).hour in _NIGHT
    return at_night and now - last_at >= 12 * _HOUR_MS
