"""Numbers that may not send for now: their queue waits, and administrators are told."""

from __future__ import annotations

from typing import Final

from server_stub.contract.events import Alarm
from server_stub.services.alarms import Alarms
from server_stub.storage.database import Tx

UNKNOWN_NUMBER: Final = "unknown_number"
"""Stands in for a number that WhatsApp did not name: there is nothing to send from."""
WARNING_LASTS_MS: Final = 24 * 3600 * 1000
"""Nothing says when a number that goes on sending is well again: a day without the same trouble does."""


class ChannelHealth:
    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms

    def stop(self, tx: Tx, number_id: str, reason: str, code: int, now: int) -> None:
        """Send nothing more from this number. `reason` names the alarm, `code` is Meta's."""
        sql = "UPDATE channel_number SET disabled_at = ?, disabled_reason = ? WHERE id = ? AND disabled_at IS NULL"
        if tx.driver.execute(sql, (now, reason, number_id)).rowcount:
            self._alarms.tell(tx, Alarm(reason, {"number": number_id, "meta_code": code}), now)

    def reopen(self, tx: Tx, now: int) -> None:
        """Try again with every stopped number, e.g. after a new token was set and the gateway restarted."""
        those = "WHERE disabled_at IS NOT NULL AND disabled_reason IS NOT ?"
        sql = f"SELECT id, disabled_reason FROM channel_number {those}"  # noqa: S608 - fixed condition
        stopped = tx.driver.execute(sql, (UNKNOWN_NUMBER,)).fetchall()
        sql = f"UPDATE channel_number SET disabled_at = NULL, disabled_reason = NULL {those}"  # noqa: S608
        tx.driver.execute(sql, (UNKNOWN_NUMBER,))
        for number_id, reason in stopped:
            self._alarms.tell(tx, Alarm(str(reason), {"number": number_id}, cleared=True), now)

    def warn(self, tx: Tx, number_id: str, reason: str, code: int, now: int) -> None:
        """Somebody must look at this number, which goes on sending."""
        alarm = Alarm(reason, {"number": number_id, "meta_code": code})
        self._alarms.tell(tx, alarm, now, lapses_at=now + WARNING_LASTS_MS)
