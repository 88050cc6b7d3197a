"""What the store holds of what WhatsApp sent, counted by kind."""

from __future__ import annotations

from typing import Final

import msgspec

from server_stub.storage.database import Tx

_MESSAGES: Final = """
SELECT wa_type, count(*) FROM message WHERE wa_type <> '' GROUP BY wa_type
UNION ALL SELECT kind, count(*) FROM waiting_update WHERE kind NOT LIKE 'status:%' GROUP BY kind
"""
_STATUSES: Final = """
SELECT status, count(*) FROM message_status WHERE raw_enc IS NOT NULL GROUP BY status
UNION ALL SELECT substr(kind, 8), count(*) FROM waiting_update WHERE kind LIKE 'status:%' GROUP BY kind
"""
_OTHER: Final = "SELECT field, count(*) FROM other_update GROUP BY field"


class Totals(msgspec.Struct, frozen=True):
    """Messages by WhatsApp's type (edits, deletions and reactions among them), statuses, everything else by field."""

    messages: dict[str, int]
    statuses: dict[str, int]
    other: dict[str, int]

    @property
    def updates(self) -> int:
        return sum(sum(group.values()) for group in (self.messages, self.statuses, self.other))


def totals(tx: Tx) -> Totals:
    return Totals(_counted(tx, _MESSAGES), _counted(tx, _STATUSES), _counted(tx, _OTHER))


def _counted(tx: Tx, sql: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, number in tx.driver.execute(sql).fetchall():
        found[name] = found.get(name, 0) + number
    return dict(sorted(found.items()))
