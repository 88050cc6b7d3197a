"""What routing looks at and changes, with few statements for many cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from server_stub.contract.cases import CaseMove
from server_stub.contract.queues import ServicePolicy
from server_stub.domain.routing.values import SETTLED
from server_stub.storage.database import Tx

_MINUTE_MS: Final = 60_000
# Whoever signed in before states were kept has none: then the old switch alone says it.
_AGENTS: Final = """
SELECT account.id, account.available AND coalesce(agent_state.goes_soon, 0) = 0, coalesce(agent_state.state, ''),
       agent_state.lost_since IS NOT NULL,
       agent_state.freed_at, account.last_assigned_at
FROM account LEFT JOIN agent_state ON agent_state.account_id = account.id WHERE account.disabled_at IS NULL
"""
# As domain/leaving.weight has it; summed here because agents keep hundreds of silent cases. From the accounts, so that
# a covering index of the cases that somebody has is all that is read.
_LOADS: Final = """
SELECT account.id,
       sum(CASE WHEN state = 'wrapping_up' THEN :wrap_up WHEN waiting_since IS NOT NULL THEN :active
                WHEN last_customer_at IS NOT NULL AND last_customer_at <= :dormant THEN 0 ELSE :waiting END),
       sum(state = 'assigned' AND waiting_since IS NOT NULL)
FROM account CROSS JOIN case_file
  ON case_file.agent_id = account.id AND case_file.state IN ('assigned', 'wrapping_up') GROUP BY account.id
"""
_OFFERED: Final = "SELECT to_account, count(*) FROM offer WHERE kind = 'queue' GROUP BY to_account"
_WAITING: Final = """
SELECT case_file.id, case_file.conversation_id, case_file.queue_id, case_file.queued_at, case_file.priority,
       case_file.language, case_file.overflow_at, conversation.last_inbound_at,
       CASE WHEN case_file.queued_at <= :sticky_from THEN NULL WHEN case_file.reopened > 0 THEN case_file.agent_id
       ELSE (SELECT earlier.agent_id || ' ' || earlier.closed_at FROM case_file AS earlier
             WHERE earlier.conversation_id = case_file.conversation_id AND earlier.closed_at IS NOT NULL
             ORDER BY earlier.closed_at DESC LIMIT 1) END
FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id
WHERE case_file.state = 'queued' AND conversation.assignee_id IS NULL
  AND case_file.conversation_id NOT IN (SELECT offer.conversation_id FROM offer)
"""
_PASSED: Final = """
SELECT case_event.case_id, case_event.account_id, case_event.kind, case_event.detail, case_event.at FROM case_event
JOIN case_file ON case_file.id = case_event.case_id AND case_file.state = 'queued'
WHERE case_event.at > ? AND case_event.account_id <> '' AND case_event.kind IN ('declined', 'expired', 'queued')
"""
_GIVE: Final = """
UPDATE case_file SET state = 'assigned', agent_id = ?, assigned_at = ?, queued_at = NULL, overflow_at = NULL,
       return_at = ? WHERE id = ? AND state = 'queued' AND queue_id = ?
"""
_OWN: Final = """
UPDATE conversation SET assignee_id = ? WHERE id = ? AND assignee_id IS NULL
  AND id NOT IN (SELECT conversation_id FROM offer)
"""
_STILL: Final = """
SELECT 1 FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id
WHERE case_file.id = ? AND case_file.state = 'queued' AND case_file.queue_id = ? AND conversation.assignee_id IS NULL
  AND case_file.conversation_id NOT IN (SELECT offer.conversation_id FROM offer)
"""
_LOG: Final = """
INSERT INTO case_event (case_id, conversation_id, kind, at, account_id, queue_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SERVED: Final = "UPDATE account SET last_assigned_at = max(coalesce(last_assigned_at, 0) + 1, ?) WHERE id = ?"
_MOVE: Final = f"""
UPDATE case_file SET queue_id = ?, overflow_at = {SETTLED}, told_place = 0
WHERE id = ? AND state = 'queued' AND queue_id = ? AND conversation_id NOT IN (SELECT offer.conversation_id FROM offer)
"""  # noqa: S608 - a constant of ours
# The plus keeps the planner at the index of the timer: few cases have one, thousands are assigned.
_DUE: Final = """
SELECT conversation_id, agent_id FROM case_file
WHERE +state = 'assigned' AND return_at <= ? AND waiting_since IS NOT NULL ORDER BY return_at LIMIT ?
"""
_NEXT_RETURN: Final = """
SELECT min(return_at) FROM case_file WHERE +state = 'assigned' AND return_at > ? AND waiting_since IS NOT NULL
"""


class AgentRow(NamedTuple):
    """One account as routing sees it; `state` is "" where none was ever kept. Times in ms."""

    id: str
    switched_on: bool
    state: str
    is_lost: bool
    freed_at: int | None
    assigned_at: int | None


class WaitingRow(NamedTuple):
    """One case that nobody has and nobody is asked to take. `before`: account that served last, and when it ended."""

    id: str
    conversation_id: str
    queue_id: str
    queued_at: int | None
    priority: int
    language: str
    overflow_at: int | None
    last_inbound_at: int | None
    before: str | None


class PassedRow(NamedTuple):
    """Somebody had the case, or was asked, and it went on."""

    case_id: str
    account_id: str
    kind: str
    detail: str
    at: int


class RoutingRows:
    """Callers hold the transaction. Changes are compare-and-set: what is no longer so is left as it is."""

    def agents(self, tx: Tx) -> list[AgentRow]:
        return [AgentRow(*row) for row in tx.driver.execute(_AGENTS).fetchall()]

    def loads(self, tx: Tx, policy: ServicePolicy, now: int) -> dict[str, tuple[int, int]]:
        """By account: what weighs on it, and for how many waiting customers; with what it is asked to take."""
        weights = {
            "active": policy.active_weight,
            "waiting": policy.waiting_weight,
            "wrap_up": policy.wrap_up_weight,
            "dormant": now - policy.dormant_minutes * _MINUTE_MS,
        }
        loads = {row[0]: (row[1], row[2]) for row in tx.driver.execute(_LOADS, weights).fetchall()}
        for account_id, count in tx.driver.execute(_OFFERED).fetchall():
            load, active = loads.get(account_id, (0, 0))
            loads[account_id] = (load + count * policy.active_weight, active + count)
        return loads

    def last_served(self, tx: Tx) -> dict[str, int]:
        """By queue: who was served last by turns, as a position; -1 before the first."""
        return {row[0]: row[1] - 1 for row in tx.driver.execute("SELECT id, last_served FROM queue").fetchall()}

    def waiting(self, tx: Tx, sticky_from: int, only: Sequence[str] = ()) -> list[WaitingRow]:
        """All, or `only` those of these conversations. Of those queued after `sticky_from` with who served before."""
        where = f" AND case_file.conversation_id IN ({', '.join('?' * len(only))})" if only else ""
        sql = _WAITING.replace(":sticky_from", "?") + where
        return [WaitingRow(*row) for row in tx.driver.execute(sql, (sticky_from, *only)).fetchall()]

    def others_wait(self, tx: Tx, queue_ids: Iterable[str], only: Sequence[str]) -> bool:
        """Whether somebody waits in these queues beside those conversations."""
        queues = list(queue_ids)
        marks, own = ", ".join("?" * len(queues)), ", ".join("?" * len(only))
        sql = (
            f"SELECT 1 FROM case_file WHERE state = 'queued' AND queue_id IN ({marks})"  # noqa: S608
            f" AND conversation_id NOT IN ({own}) LIMIT 1"
        )
        return tx.driver.execute(sql, (*queues, *only)).fetchone() is not None

    def anybody_waits(self, tx: Tx) -> bool:
        return tx.driver.execute("SELECT 1 FROM case_file WHERE state = 'queued' LIMIT 1").fetchone() is not None

    def passed(self, tx: Tx, since: int) -> list[PassedRow]:
        """Of the waiting ones, after `since` (ms)."""
        return [PassedRow(*row) for row in tx.driver.execute(_PASSED, (since,)).fetchall()]

    def give(self, tx: Tx, case: WaitingRow, account_id: str, now: int, return_at: int | None) -> bool:
        """False when somebody was quicker: nothing has changed then."""
        if tx.driver.execute(_OWN, (account_id, case.conversation_id)).rowcount != 1:
            return False
        given = (account_id, now, return_at, case.id, case.queue_id)
        if tx.driver.execute(_GIVE, given).rowcount != 1:
            tx.driver.execute("UPDATE conversation SET assignee_id = NULL WHERE id = ?", (case.conversation_id,))
            return False
        self._log(tx, case, CaseMove.ASSIGNED, now, account_id, case.queue_id, "routed")
        self.served(tx, account_id, now)
        return True

    def owned(self, tx: Tx, conversation_ids: Sequence[str]) -> list[tuple[str, str]]:
        """(conversation, account) where the case waits although somebody is in charge."""
        marks = ", ".join("?" * len(conversation_ids))
        sql = (
            "SELECT conversation.id, conversation.assignee_id FROM conversation JOIN case_file"  # noqa: S608
            " ON case_file.conversation_id = conversation.id AND case_file.state = 'queued'"
            f" WHERE conversation.id IN ({marks}) AND conversation.assignee_id IS NOT NULL"
        )
        return [(str(row[0]), str(row[1])) for row in tx.driver.execute(sql, tuple(conversation_ids)).fetchall()]

    def take(self, tx: Tx, conversation_id: str, account_id: str, now: int, detail: str) -> None:
        """Whoever is in charge has the case, too."""
        sql = (
            "UPDATE case_file SET state = 'assigned', agent_id = ?, assigned_at = ?, queued_at = NULL,"
            " overflow_at = NULL WHERE conversation_id = ? AND state = 'queued' RETURNING id, queue_id"
        )
        for case_id, queue_id in tx.driver.execute(sql, (account_id, now, conversation_id)).fetchall():
            row = (case_id, conversation_id, CaseMove.ASSIGNED, now, account_id, queue_id, detail)
            tx.driver.execute(_LOG, row)

    def still_waits(self, tx: Tx, case: WaitingRow) -> bool:
        """For nobody's answer, in the same queue."""
        return tx.driver.execute(_STILL, (case.id, case.queue_id)).fetchone() is not None

    def overflow(self, tx: Tx, case: WaitingRow, to_queue: str, now: int) -> bool:
        """As `give`. The wait goes on; it goes no further than this one queue."""
        if tx.driver.execute(_MOVE, (to_queue, case.id, case.queue_id)).rowcount != 1:
            return False
        tx.driver.execute("UPDATE conversation SET queue_id = ? WHERE id = ?", (to_queue, case.conversation_id))
        self._log(tx, case, CaseMove.QUEUED, now, "", to_queue, "overflow")
        return True

    def served(self, tx: Tx, account_id: str, now: int) -> None:
        """This account was given something. Its own moments differ, and never go back with the clock."""
        tx.driver.execute(_SERVED, (now, account_id))

    def set_last_served(self, tx: Tx, queue_id: str, position: int) -> None:
        tx.driver.execute("UPDATE queue SET last_served = ? WHERE id = ?", (position + 1, queue_id))

    def set_freed(self, tx: Tx, account_id: str, now: int) -> None:
        tx.driver.execute("UPDATE agent_state SET freed_at = ? WHERE account_id = ?", (now, account_id))

    def unanswered(self, tx: Tx, now: int, most: int) -> list[tuple[str, str]]:
        """(conversation, who has it) where the time to answer is over."""
        return [(str(row[0]), str(row[1])) for row in tx.driver.execute(_DUE, (now, most)).fetchall()]

    def next_return(self, tx: Tx, now: int) -> int | None:
        found = tx.driver.execute(_NEXT_RETURN, (now,)).fetchone()[0]
        return None if found is None else int(found)

    @staticmethod
    def _log(tx: Tx, case: WaitingRow, kind: CaseMove, now: int, account_id: str, queue_id: str, detail: str) -> None:
        row: tuple[Any, ...] = (case.id, case.conversation_id, kind, now, account_id, queue_id, detail)
        tx.driver.execute(_LOG, row)
