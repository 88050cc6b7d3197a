"""Raises and clears alarms: kept while they stand, and told once."""

from __future__ import annotations

import msgspec

from server_stub.contract.events import Alarm, AlarmCode, EventKind
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.alarms import AlarmRows
from server_stub.storage.setup import team_key


class Alarms:
    def __init__(self, rows: AlarmRows, events: EventLog) -> None:
        self._rows = rows
        self._events = events

    def tell(self, tx: Tx, alarm: Alarm, now: int, *, lapses_at: int | None = None) -> None:
        """Raise or clear it, as it says itself. What stands, or does not stand, so already is not told again.

        One that nothing will clear lapses at `lapses_at` (ms), unless it is raised again before.
        """
        rows = self._rows
        if rows.remove(tx, alarm) if alarm.cleared else rows.put(tx, alarm, now, lapses_at):
            self._append(tx, alarm, now)

    def any_lapsed(self, tx: Tx, now: int) -> bool:
        return bool(self._rows.lapsed(tx, now))

    def clear_lapsed(self, tx: Tx, now: int) -> None:
        for alarm in self._rows.lapsed(tx, now):
            self.tell(tx, msgspec.structs.replace(alarm, cleared=True), now)

    def quarantine_holds(self, tx: Tx, count: int, now: int) -> None:
        """After something was taken out; this one stands while the quarantine is not empty, and is not kept besides."""
        self._append(tx, Alarm(AlarmCode.QUARANTINE, {"count": count}, cleared=count == 0), now)

    def _append(self, tx: Tx, alarm: Alarm, now: int) -> None:
        self._events.append(tx, EventKind.ALARM, alarm, key_id=team_key(tx), now=now)
