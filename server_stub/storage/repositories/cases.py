"""Cases in SQL: one row each, and beside it the raw log from which every figure of service is computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from server_stub.contract.cases import CaseEvent, CaseMove, CaseState
from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.tables.conversations import case

_COLUMNS: Final = (
    "id, conversation_id, protocol, state, queue_id, priority, language, opened_at, queued_at, assigned_at,"
    " first_response_at, waiting_since, unanswered, answer_due_at, last_customer_at, wrap_until, silence_at,"
    " overflow_at, return_at, agent_id, disposition_id, outcome, resolved, parent_id, reopened, transfers, closed_at,"
    " closed_by, close_way, retained_until"
)
_ADD: Final = """
INSERT INTO case_file (id, conversation_id, protocol, state, queue_id, priority, language, opened_at, queued_at,
                       parent_id, overflow_at)
VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)
"""
_CLOCKS: Final = """
UPDATE case_file SET waiting_since = ?, unanswered = ?, answer_due_at = ?, last_customer_at = ?, silence_at = NULL
WHERE id = ?
"""
_LOG: Final = """
INSERT INTO case_event (case_id, conversation_id, kind, at, account_id, queue_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


class CaseRow(NamedTuple):
    """As stored; times in ms UTC, None where it does not apply."""

    id: str
    conversation_id: str
    protocol: str
    state: str
    queue_id: str
    priority: int
    language: str
    opened_at: int
    queued_at: int | None
    assigned_at: int | None
    first_response_at: int | None
    waiting_since: int | None
    unanswered: int
    answer_due_at: int | None
    last_customer_at: int | None
    wrap_until: int | None
    silence_at: int | None
    overflow_at: int | None
    return_at: int | None
    agent_id: str
    disposition_id: str
    outcome: str
    resolved: int | None
    parent_id: str
    reopened: int
    transfers: int
    closed_at: int | None
    closed_by: str
    close_way: str
    retained_until: int | None

    @property
    def is_open(self) -> bool:
        return self.state != CaseState.CLOSED


class CaseRows:
    """The tables `case_file` and `case_event`; callers hold the transaction and tell of what they changed."""

    def get(self, tx: Tx, case_id: str) -> CaseRow | None:
        return self._one(tx, "id = ?", case_id)

    def open_of(self, tx: Tx, conversation_id: str) -> CaseRow | None:
        """The case of a conversation that is not closed; there is at most one."""
        return self._one(tx, "conversation_id = ? AND closed_at IS NULL", conversation_id)

    def last_of(self, tx: Tx, conversation_id: str) -> CaseRow | None:
        """The open one, else the one that was closed last; of two in one millisecond the one with the later number."""
        return self._one(
            tx, "conversation_id = ? ORDER BY closed_at IS NULL DESC, closed_at DESC, protocol DESC", conversation_id
        )

    def closed_before(self, tx: Tx, row: CaseRow) -> CaseRow | None:
        """The one of the same conversation that was closed last before this one began."""
        sql = (
            f"SELECT {_COLUMNS} FROM case_file WHERE conversation_id = ? AND id <> ? AND closed_at <= ?"  # noqa: S608
            " ORDER BY closed_at DESC, protocol DESC LIMIT 1"
        )
        found = tx.driver.execute(sql, (row.conversation_id, row.id, row.opened_at)).fetchone()
        return None if found is None else CaseRow(*found)

    def of_conversation(self, tx: Tx, conversation_id: str) -> list[CaseRow]:
        """Newest first."""
        sql = f"SELECT {_COLUMNS} FROM case_file WHERE conversation_id = ? ORDER BY opened_at DESC, protocol DESC"  # noqa: S608
        return [CaseRow(*row) for row in tx.driver.execute(sql, (conversation_id,)).fetchall()]

    def by_protocol(self, tx: Tx, protocol: str) -> CaseRow | None:
        return self._one(tx, "protocol = ?", protocol)

    def add(
        self,
        tx: Tx,
        conversation_id: str,
        protocol: str,
        queue_id: str,
        now: int,
        *,
        detail: str,
        account_id: str = "",
        parent_id: str = "",
        priority: int = 0,
        language: str = "",
        overflow_at: int | None = None,
    ) -> str:
        """A new case that waits in `queue_id` since `now`; its id. `detail` says who began it (CaseMove.OPENED)."""
        identifier = new_id(now)
        about = (queue_id, priority, language, now, now, parent_id, overflow_at)
        tx.driver.execute(_ADD, (identifier, conversation_id, protocol, *about))
        tx.driver.execute("UPDATE conversation SET queue_id = ? WHERE id = ?", (queue_id, conversation_id))
        rows = [(CaseMove.OPENED, detail), (CaseMove.QUEUED, "opened")]
        ends = [(identifier, conversation_id, kind, now, account_id, queue_id, why) for kind, why in rows]
        tx.driver.executemany(_LOG, ends)
        return identifier

    def change(self, tx: Tx, case_id: str, **values: Any) -> None:
        """Set columns of the row; with `queue_id` also where the conversation is looked for."""
        tx.execute(case.update().where(case.c.id == case_id).values(**values))
        if "queue_id" in values:
            where = "id = (SELECT conversation_id FROM case_file WHERE case_file.id = ?)"
            sql = f"UPDATE conversation SET queue_id = ? WHERE {where}"  # noqa: S608 - a constant of ours
            tx.driver.execute(sql, (values["queue_id"], case_id))

    def log(
        self,
        tx: Tx,
        row: CaseRow,
        kind: CaseMove,
        now: int,
        *,
        account_id: str = "",
        queue_id: str = "",
        detail: str = "",
    ) -> None:
        """One more row of the raw log. `queue_id` "": where the case is."""
        where = queue_id or row.queue_id
        tx.driver.execute(_LOG, (row.id, row.conversation_id, kind, now, account_id, where, detail))

    def set_clocks(self, tx: Tx, rows: Sequence[CaseRow]) -> None:
        """Since when these customers wait, of many at once: the columns that a customer's message moves."""
        values = [(it.waiting_since, it.unanswered, it.answer_due_at, it.last_customer_at, it.id) for it in rows]
        tx.driver.executemany(_CLOCKS, values)

    def log_many(self, tx: Tx, told: Sequence[tuple[CaseRow, CaseMove, str, str]], now: int) -> None:
        """Many rows of the raw log in their order, each (case, kind, account or "", detail)."""
        rows = [(it.id, it.conversation_id, kind, now, who, it.queue_id, detail) for it, kind, who, detail in told]
        tx.driver.executemany(_LOG, rows)

    def due_to_close(self, tx: Tx, now: int, limit: int) -> list[CaseRow]:
        """Wrap-ups that ran out, and cases whose customer has said nothing for as long as the queue waits."""
        wrapped = f"SELECT {_COLUMNS} FROM case_file WHERE wrap_until <= ? AND +state = 'wrapping_up' LIMIT ?"  # noqa: S608
        silent = (
            f"SELECT {_COLUMNS} FROM case_file WHERE silence_at <= ? AND closed_at IS NULL"  # noqa: S608
            " AND state <> 'wrapping_up' AND waiting_since IS NULL LIMIT ?"
        )
        found = tx.driver.execute(wrapped, (now, limit)).fetchall()
        found += tx.driver.execute(silent, (now, limit - len(found))).fetchall()
        return [CaseRow(*row) for row in found]

    def sealed_summary(self, tx: Tx, case_id: str) -> bytes | None:
        """Under the contact's key."""
        row = tx.driver.execute("SELECT summary_enc FROM case_file WHERE id = ?", (case_id,)).fetchone()
        return None if row is None or row[0] is None else bytes(row[0])

    def events(self, tx: Tx, case_id: str) -> list[CaseEvent]:
        sql = "SELECT id, case_id, kind, at, account_id, queue_id, detail FROM case_event WHERE case_id = ? ORDER BY id"
        rows = tx.driver.execute(sql, (case_id,)).fetchall()
        return [CaseEvent(seq, of, kind, at, who or None, queue, why) for seq, of, kind, at, who, queue, why in rows]

    @staticmethod
    def _one(tx: Tx, where: str, value: str) -> CaseRow | None:
        sql = f"SELECT {_COLUMNS} FROM case_file WHERE {where} LIMIT 1"  # noqa: S608 - constants of ours
        row = tx.driver.execute(sql, (value,)).fetchone()
        return None if row is None else CaseRow(*row)


def columns_of(alias: str) -> str:
    """The columns of a CaseRow under a table alias, for joins."""
    return ", ".join(f"{alias}.{name.strip()}" for name in _COLUMNS.split(","))
