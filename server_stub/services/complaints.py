"""Customers who call our messages spam or say that they will report us: leads hear of it before WhatsApp does (4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.services.alarms import Alarms
from server_stub.storage.database import Tx
from server_stub.storage.repositories.alarms import AlarmRows

REMEMBERED_MS: Final = 7 * 86_400_000
"""WhatsApp rates a number by its last seven days (3.4)."""
_RULE: Final = ".complaint"


@dataclass(frozen=True, slots=True)
class Complaints:
    rows: AlarmRows
    alarms: Alarms

    def note(self, tx: Tx, rule: str, now: int) -> None:
        """One more, where the rule that understood the message says so; forgotten after seven quiet days."""
        if rule.endswith(_RULE):
            known = self.rows.params(tx, AlarmCode.COMPLAINTS).get("count", 0)
            alarm = Alarm(AlarmCode.COMPLAINTS, {"count": int(known) + 1})
            self.alarms.tell(tx, alarm, now, lapses_at=now + REMEMBERED_MS)
