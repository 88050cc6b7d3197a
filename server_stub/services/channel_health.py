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

FIRST_RECHECK_MS: Final = 15 * 60_000
LONGEST_RECHECK_MS: Final = 6 * 3_600_000
_MOST_DOUBLINGS: Final = 10
_REOPEN: Final = "UPDATE channel_number SET disabled_at = NULL, disabled_reason = NULL, recheck_at = NULL, rechecks = 0"


class ChannelHealth:
    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms

    def stop(self, tx: Tx, number_id: str, reason: str, code: int, now: int) -> None:
        """Send nothing more from this number. `reason` names the alarm, `code` is Meta's."""
        sql = (
            "UPDATE channel_number SET disabled_at = ?, disabled_reason = ?, recheck_at = ?, rechecks = 0"
            " WHERE id = ? AND disabled_at IS NULL"
        )
        if tx.driver.execute(sql, (now, reason, now + FIRST_RECHECK_MS, number_id)).rowcount:
            self._alarms.tell(tx, Alarm(reason, {"number": number_id, "meta_code": code}), now)

    def may_try(self, tx: Tx, number_id: str, now: int) -> bool:
        """Whether a message may leave from this number. Of a stopped one a single message may, when its time has come.

        That one's answer tells; the next try waits twice as long.
        """
        sql = "SELECT disabled_at, recheck_at, rechecks FROM channel_number WHERE id = ?"
        row = tx.driver.execute(sql, (number_id,)).fetchone()
        if row is None or row[0] is None:
            return row is not None
        _, recheck_at, rechecks = row
        if recheck_at is None or now < recheck_at:
            return False
        wait = min(FIRST_RECHECK_MS * 2 ** min(rechecks + 1, _MOST_DOUBLINGS), LONGEST_RECHECK_MS)
        claim = "UPDATE channel_number SET recheck_at = ?, rechecks = rechecks + 1 WHERE id = ?"
        tx.driver.execute(claim, (now + wait, number_id))
        return True

    def works(self, tx: Tx, number_id: str, now: int) -> None:
        """WhatsApp deals with messages of this number again."""
        sql = "SELECT disabled_reason FROM channel_number WHERE id = ? AND disabled_at IS NOT NULL"
        row = tx.driver.execute(sql, (number_id,)).fetchone()
        if row is not None and row[0] != UNKNOWN_NUMBER:
            tx.driver.execute(f"{_REOPEN} WHERE id = ?", (number_id,))
            self._alarms.tell(tx, Alarm(str(row[0]), {"number": number_id}, cleared=True), now)

    def reopen(self, tx: Tx, now: int) -> None:
        """Try again with every stopped number, e.g. after a new token was set and the gateway restarted."""
        those = "WHERE disabled_at IS NOT NULL AND disabled_reason IS NOT ?"
        sql = f"SELECT id, disabled_reason FROM channel_number {those}"  # noqa: S608 - fixed condition
        stopped = tx.driver.execute(sql, (UNKNOWN_NUMBER,)).fetchall()
        tx.driver.execute(f"{_REOPEN} {those}", (UNKNOWN_NUMBER,))
        for number_id, reason in stopped:
            self._alarms.tell(tx, Alarm(str(reason), {"number": number_id}, cleared=True), now)

    def warn(self, tx: Tx, number_id: str, reason: str, code: int, now: int) -> None:
        """Somebody must look at this number, which goes on sending."""
        alarm = Alarm(reason, {"number": number_id, "meta_code": code})
        self._alarms.tell(tx, alarm, now, lapses_at=now + WARNING_LASTS_MS)
