"""What we began and WhatsApp took, per person and for the whole account; and whom it refused us for now (N14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.domain.caps import DAY_MS, LONGEST_MS, PastSend
from server_stub.storage.database import Tx

_COUNTED: Final = "('M', 'U', 'S')"
_ADD: Final = """
INSERT INTO initiated_send (message_id, contact_id, channel_number_id, kind, purpose, outside_window, accepted_at)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id) DO NOTHING
"""
_BACK_OFF: Final = """
INSERT INTO send_backoff (contact_id, reason, until) VALUES (?, ?, ?)
ON CONFLICT (contact_id, reason) DO UPDATE SET until = max(until, excluded.until)
"""
_MESSAGES: Final = "SELECT 1 FROM initiated_send WHERE outside_window = 1 AND accepted_at > ? LIMIT ?"
# Persons by their newest message: the account is full until enough of these are a day old.
_PERSONS: Final = """
SELECT max(accepted_at) AS newest FROM initiated_send
WHERE outside_window = 1 AND accepted_at > ? AND contact_id <> ? GROUP BY contact_id ORDER BY newest DESC
LIMIT 1 OFFSET ?
"""


class Counters:
    """Times in ms. `persons`: a contact and those that were merged into it."""

    def add(
        self,
        tx: Tx,
        message_id: str,
        contact_id: str,
        number_id: str,
        *,
        kind: str,
        purpose: str,
        outside_window: bool,
        now: int,
    ) -> None:
        """WhatsApp took a message that we began; told twice it counts once."""
        tx.driver.execute(_ADD, (message_id, contact_id, number_id, kind, purpose, int(outside_window), now))

    def sends(self, tx: Tx, persons: Sequence[str], now: int) -> tuple[PastSend, ...]:
        """As far back as any cap looks, oldest first, with those that may be on their way at this moment."""
        marks = ",".join("?" * len(persons))
        taken = (
            f"SELECT accepted_at, purpose FROM initiated_send WHERE contact_id IN ({marks}) AND accepted_at > ?"  # noqa: S608
            " ORDER BY accepted_at"
        )
        flying = (
            f"SELECT purpose FROM send_job WHERE state IN ('sending', 'in_doubt') AND kind IN {_COUNTED}"  # noqa: S608
            f" AND contact_id IN ({marks}) AND message_id NOT IN (SELECT message_id FROM initiated_send)"
        )
        found = [PastSend(*row) for row in tx.driver.execute(taken, (*persons, now - LONGEST_MS))]
        return (*found, *(PastSend(now, row[0]) for row in tx.driver.execute(flying, tuple(persons))))

    def surveyed_at(self, tx: Tx, persons: Sequence[str]) -> int | None:
        marks = ",".join("?" * len(persons))
        sql = f"SELECT max(accepted_at) FROM initiated_send WHERE kind = 'S' AND contact_id IN ({marks})"  # noqa: S608
        found = tx.driver.execute(sql, tuple(persons)).fetchone()[0]
        return None if found is None else int(found)

    def portfolio_full_until(self, tx: Tx, limit: int, contact_id: str, now: int) -> int | None:
        """When one person more than now fits the account's limit of persons outside windows in 24 h; None: now."""
        known = "SELECT 1 FROM initiated_send WHERE outside_window = 1 AND accepted_at > ? AND contact_id = ? LIMIT 1"
        if tx.driver.execute(known, (now - DAY_MS, contact_id)).fetchone() is not None:
            return None
        if limit <= 0:
            return now + DAY_MS
        # Fewer messages than persons allowed: nothing needs to be grouped, which of a large account takes a while.
        if len(tx.driver.execute(_MESSAGES, (now - DAY_MS, limit)).fetchall()) < limit:
            return None
        row = tx.driver.execute(_PERSONS, (now - DAY_MS, contact_id, limit - 1)).fetchone()
        return None if row is None else int(row[0]) + DAY_MS

    def back_off(self, tx: Tx, contact_id: str, code: str, until: int) -> None:
        """WhatsApp refused marketing to this person for now."""
        tx.driver.execute(_BACK_OFF, (contact_id, code, until))

    def backoff_until(self, tx: Tx, persons: Sequence[str], now: int) -> int | None:
        marks = ",".join("?" * len(persons))
        sql = f"SELECT max(until) FROM send_backoff WHERE contact_id IN ({marks}) AND until > ?"  # noqa: S608
        found = tx.driver.execute(sql, (*persons, now)).fetchone()[0]
        return None if found is None else int(found)
