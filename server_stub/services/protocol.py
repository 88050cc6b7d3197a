"""Hands out protocol numbers inside the transaction that opens the case."""

from __future__ import annotations

from typing import Final

from server_stub.domain.protocol_number import day_of, protocol_number
from server_stub.storage.database import Tx

DEFAULT_UNIT: Final = "001"

_NEXT: Final = """
INSERT INTO protocol_counter (day, last) VALUES (?, 1)
ON CONFLICT (day) DO UPDATE SET last = protocol_counter.last + 1 RETURNING last
"""


def next_protocol(tx: Tx, now: int, unit: str = DEFAULT_UNIT) -> str:
    """A number never given before; a transaction that is rolled back gives it to the next one.

    Raises ValueError when a unit has opened more than 999,999 cases on one day.
    """
    day = day_of(now)
    sequence = tx.driver.execute(_NEXT, (f"{day}-{unit}",)).fetchone()[0]
    return protocol_number(day, unit, sequence)
