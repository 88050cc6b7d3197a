"""Histories of cases that customers asked for: when each is due, and whether it has left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from server_stub.contract.cases import HistoryJob
from server_stub.storage.database import Tx

_COLUMNS: Final = (
    "id, case_id, way, state, requested_at, due_at, requested_by, message_id, attempts, next_attempt_at, done_at,"
    " failure"
)
_ADD: Final = """
INSERT INTO history_job (id, case_id, way, state, requested_at, due_at, requested_by, next_attempt_at)
VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?)
"""
_WIRE: Final = """
SELECT history_job.id, case_id, protocol, way, history_job.state, requested_at, due_at, requested_by, done_at, failure,
    note_enc
FROM history_job JOIN case_file ON case_file.id = history_job.case_id
"""
OPEN: Final = "('waiting', 'sending')"
_DUE_BEFORE: Final = f"""
SELECT due_at, protocol FROM history_job JOIN case_file ON case_file.id = history_job.case_id
WHERE history_job.state IN {OPEN} AND due_at < ? ORDER BY due_at, history_job.id
"""  # noqa: S608 - a constant

ReadNote = Callable[[bytes], str]
"""What was sealed, in clear; "" once the person was erased."""


class HistoryRow(NamedTuple):
    """As stored. `message_id`: what carries it to the customer, or the Message-ID of an e-mail. Times in ms."""

    id: str
    case_id: str
    way: str
    state: str
    requested_at: int
    due_at: int
    requested_by: str
    message_id: str
    attempts: int
    next_attempt_at: int | None
    done_at: int | None
    failure: str


class HistoryRows:
    def add(self, tx: Tx, job_id: str, case_id: str, way: str, account_id: str, now: int, due_at: int) -> None:
        tx.driver.execute(_ADD, (job_id, case_id, way, now, due_at, account_id, now))

    def get(self, tx: Tx, job_id: str) -> HistoryRow | None:
        row = tx.driver.execute(f"SELECT {_COLUMNS} FROM history_job WHERE id = ?", (job_id,)).fetchone()  # noqa: S608
        return None if row is None else HistoryRow(*row)

    def open_of(self, tx: Tx, case_id: str) -> HistoryRow | None:
        """One that has not left: whoever asks again gets the same."""
        sql = f"SELECT {_COLUMNS} FROM history_job WHERE case_id = ? AND state IN {OPEN} ORDER BY id LIMIT 1"  # noqa: S608
        row = tx.driver.execute(sql, (case_id,)).fetchone()
        return None if row is None else HistoryRow(*row)

    def told(self, tx: Tx, job_id: str, read: ReadNote) -> HistoryJob:
        """On the wire. Raises LookupError."""
        row = tx.driver.execute(f"{_WIRE} WHERE history_job.id = ?", (job_id,)).fetchone()
        if row is None:
            raise LookupError("no such history")
        return _told(row, read)

    def of_case(self, tx: Tx, case_id: str, read: ReadNote) -> list[HistoryJob]:
        """Oldest first."""
        rows = tx.driver.execute(f"{_WIRE} WHERE case_id = ? ORDER BY history_job.id", (case_id,)).fetchall()
        return [_told(row, read) for row in rows]

    def due(self, tx: Tx, now: int, limit: int) -> list[str]:
        """Ids of those that may be tried now, the ones that are due first coming first."""
        sql = f"SELECT id FROM history_job WHERE state IN {OPEN} AND next_attempt_at <= ? ORDER BY due_at, id LIMIT ?"  # noqa: S608
        return [str(row[0]) for row in tx.driver.execute(sql, (now, limit)).fetchall()]

    def change(self, tx: Tx, job_id: str, **values: Any) -> None:
        """Set columns; their names are never a stranger's."""
        names = ", ".join(f"{name} = ?" for name in values)
        tx.driver.execute(f"UPDATE history_job SET {names} WHERE id = ?", (*values.values(), job_id))  # noqa: S608

    def due_before(self, tx: Tx, before: int) -> tuple[int, int, str]:
        """How many that have not left are due before this moment (ms); when the first of them is (0: none), and its
        protocol.
        """
        rows = tx.driver.execute(_DUE_BEFORE, (before,)).fetchall()
        return (len(rows), *rows[0]) if rows else (0, 0, "")


def _told(row: tuple[Any, ...], read: ReadNote) -> HistoryJob:
    identifier, case_id, protocol, way, state, requested_at, due_at, requested_by, done_at, failure, sealed = row
    note = "" if sealed is None else read(bytes(sealed))
    return HistoryJob(
        identifier, case_id, protocol, way, state, requested_at, due_at, requested_by, done_at, failure, note
    )
