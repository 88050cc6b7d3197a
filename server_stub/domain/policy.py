"""The sending policy as the send gate reads it: caps, allowed hours, holidays, words that look like offers."""

from __future__ import annotations

from typing import Final

from server_stub.contract.promotional import USUAL_WORDS
from server_stub.contract.registers import QuietHours, SendingPolicy

_WORKDAYS: Final = 5


def week(workdays: str, saturday: str, sunday: str, *, on_holidays: bool = False) -> QuietHours:
    """Hours of a week as "HH:MM-HH:MM", "" for never."""
    return QuietHours([workdays] * _WORKDAYS + [saturday, sunday], on_holidays=on_holidays)


STRICT: Final = SendingPolicy(
    profiles={
        "marketing": week("09:00-20:00", "10:00-16:00", ""),
        "collection": week("08:00-20:00", "08:00-14:00", ""),
        "utility": week("07:00-22:00", "07:00-22:00", "07:00-22:00", on_holidays=True),
        "always": week("00:00-24:00", "00:00-24:00", "00:00-24:00", on_holidays=True),
    },
    state_profiles={"RJ": {"marketing": week("08:00-18:00", "", "")}},
    promotional_words=list(USUAL_WORDS),
)
"""What a fresh installation begins with (2.6, 3.4 of the consent rules)."""
