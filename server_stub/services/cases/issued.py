"""Which protocol numbers were given on a day, and whether each of them belongs to something."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from server_stub.contract.cases import ProtocolDay
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx

_COUNTERS: Final = "SELECT day, last FROM protocol_counter WHERE day LIKE ? ORDER BY day"
# Persons' requests about their data take their numbers from the same counter.
_BORNE: Final = """
SELECT protocol FROM case_file WHERE protocol >= :first AND protocol < :end
UNION SELECT protocol FROM rights_request WHERE protocol >= :first AND protocol < :end
"""
_DAY: Final = 8
_UNIT: Final = 11
_SEQUENCE: Final = 17
MOST_MISSING: Final = 1000


class IssuedProtocols:
    def of_day(self, tx: Tx, account: Account, day: str) -> list[ProtocolDay]:
        """One entry a unit. Raises FORBIDDEN, VALUE_INVALID for what is no day."""
        require_lead(account)
        return issued_on(tx, day)


def issued_on(tx: Tx, day: str) -> list[ProtocolDay]:
    """Computed from what bears the numbers, against the counter that gave them. Raises VALUE_INVALID."""
    if not _is_day(day):
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="day")
    counted = {str(name).partition("-")[2]: int(last) for name, last in tx.driver.execute(_COUNTERS, (f"{day}-%",))}
    borne: dict[str, set[int]] = {unit: set() for unit in counted}
    for (number,) in tx.driver.execute(_BORNE, {"first": day, "end": f"{day}~"}).fetchall():
        borne.setdefault(number[_DAY:_UNIT], set()).add(int(number[_UNIT:_SEQUENCE]))
    return [_report(day, unit, borne[unit], counted.get(unit, 0)) for unit in sorted(borne)]


def _report(day: str, unit: str, borne: set[int], last: int) -> ProtocolDay:
    last = max(last, max(borne, default=0))
    missing = [number for number in range(1, last + 1) if number not in borne]
    return ProtocolDay(day, unit, issued=len(borne), last=last, missing=missing[:MOST_MISSING])


def _is_day(day: str) -> bool:
    if len(day) != _DAY or not (day.isascii() and day.isdecimal()):
        return False
    try:
        datetime.strptime(day, "%Y%m%d")  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return False
    return True
