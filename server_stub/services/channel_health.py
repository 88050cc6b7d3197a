"""Numbers that may not send for now: their queue waits, and administrators are told."""

from __future__ import annotations

from server_stub.contract.events import Alarm, EventKind
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.setup import team_key


class ChannelHealth:
    def __init__(self, events: EventLog) -> None:
        self._events = events

    def stop(self, tx: Tx, number_id: str, reason: str, code: int, now: int) -> None:
        """Send nothing more from this number. `reason` names the alarm, `code` is Meta's."""
        sql = "UPDATE channel_number SET disabled_at = ?, disabled_reason = ? WHERE id = ? AND disabled_at IS NULL"
        if tx.driver.execute(sql, (now, reason, number_id)).rowcount:
            self.alarm(tx, reason, now, number=number_id, meta_code=code)

    def reopen(self, tx: Tx, now: int) -> None:
        """Try again with every stopped number, e.g. after a new token was set and the gateway restarted."""
        sql = "SELECT id, disabled_reason FROM channel_number WHERE disabled_at IS NOT NULL"
        stopped = tx.driver.execute(sql).fetchall()
        tx.driver.execute("UPDATE channel_number SET disabled_at = NULL, disabled_reason = NULL")
        for number_id, reason in stopped:
            self.alarm(tx, str(reason), now, cleared=True, number=number_id)

    def alarm(self, tx: Tx, code: str, now: int, *, cleared: bool = False, **params: str | int) -> None:
        alarm = Alarm(code, params, cleared)
        self._events.append(tx, EventKind.ALARM, alarm, key_id=team_key(tx), now=now)
