"""Open cases by who has them and where they wait: for loads, for whoever leaves, and for what nobody would find."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from server_stub.contract.queues import ServicePolicy
from server_stub.domain.leaving import GONE_AFTER_MS
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, columns_of

_OPEN: Final = "case_file.closed_at IS NULL"
_OF: Final = (
    f"SELECT {columns_of('case_file')} FROM conversation JOIN case_file"  # noqa: S608 - constants of ours
    f" ON case_file.conversation_id = conversation.id AND {_OPEN}"
)
# Whose agent may no longer sign in, or is offline for longer than the grace: by policy nobody would look at these.
# Whoever vanished keeps by `on_disconnect`, until so long ago that they must have gone home. From the accounts: of
# those who are at work no case is read.
_FORSAKEN: Final = f"""
SELECT conversation.assignee_id, {columns_of("case_file")}
FROM account LEFT JOIN agent_state ON agent_state.account_id = account.id
CROSS JOIN conversation ON conversation.assignee_id = account.id
CROSS JOIN case_file ON case_file.conversation_id = conversation.id AND {_OPEN}
WHERE (account.disabled_at IS NOT NULL OR coalesce(agent_state.state, 'offline') = 'offline')
  AND case_file.state <> 'wrapping_up' AND (account.disabled_at IS NOT NULL OR (
  coalesce(agent_state.state, 'offline') = 'offline'
  AND max(coalesce(agent_state.since, 0), coalesce(case_file.assigned_at, case_file.opened_at)) <= :before
  AND CASE CASE WHEN agent_state.reason = 'lost' AND agent_state.since > :gone THEN :on_disconnect ELSE :on_leave END
      WHEN 'return_all' THEN 1 WHEN 'return_waiting' THEN case_file.waiting_since IS NOT NULL ELSE 0 END))
ORDER BY case_file.opened_at LIMIT :most
"""  # noqa: S608 - constants of ours
# Nobody's, in a queue that nobody is given cases of any more, in none, or said to be somebody's.
_ASTRAY: Final = f"""
{_OF} LEFT JOIN queue ON queue.id = case_file.queue_id AND queue.removed_at IS NULL AND queue.enabled = 1
WHERE conversation.assignee_id IS NULL AND case_file.state <> 'wrapping_up'
  AND (queue.id IS NULL OR case_file.state = 'assigned') ORDER BY case_file.opened_at LIMIT ?
"""
# From the accounts, so that a covering index of the cases that somebody has is all that is read.
_WEIGHTS: Final = """
SELECT account.id, case_file.state, case_file.waiting_since IS NOT NULL,
       coalesce(case_file.last_customer_at <= :silent_since, 0), count(*)
FROM account CROSS JOIN case_file ON case_file.agent_id = account.id AND case_file.state IN ('assigned', 'wrapping_up')
WHERE :account = '' OR account.id = :account GROUP BY 1, 2, 3, 4
"""


class Held(NamedTuple):
    """So many cases of one account that weigh the same."""

    account_id: str
    state: str
    is_waited_for: bool
    is_silent: bool
    cases: int


class HeldCases:
    """Reads `case_file` beside `conversation.assignee_id`."""

    def count_in(self, tx: Tx, queue_id: str) -> int:
        sql = "SELECT count(*) FROM case_file WHERE queue_id = ? AND closed_at IS NULL"
        return int(tx.driver.execute(sql, (queue_id,)).fetchone()[0])

    def some_in(self, tx: Tx, queue_id: str, most: int) -> list[CaseRow]:
        return self._rows(
            tx, f"{_OF} WHERE case_file.queue_id = ? ORDER BY case_file.opened_at LIMIT ?", queue_id, most
        )

    def of_agent(self, tx: Tx, account_id: str) -> list[CaseRow]:
        """The longest waiting customer first."""
        order = "ORDER BY coalesce(case_file.waiting_since, case_file.opened_at)"
        return self._rows(tx, f"{_OF} WHERE conversation.assignee_id = ? {order}", account_id)

    def forsaken(self, tx: Tx, policy: ServicePolicy, now: int, most: int) -> list[tuple[str, CaseRow]]:
        """(who has it, case) of people who may no longer sign in, or are offline for longer than the grace, as far as
        the policy does not leave them there. What is being wrapped up is ended by its own timer.
        """
        values = {
            "before": now - policy.grace_seconds * 1000,
            "gone": now - GONE_AFTER_MS,
            "on_disconnect": policy.on_disconnect.value,
            "on_leave": policy.on_leave.value,
            "most": most,
        }
        return [(str(row[0]), CaseRow(*row[1:])) for row in tx.driver.execute(_FORSAKEN, values).fetchall()]

    def astray(self, tx: Tx, most: int) -> list[CaseRow]:
        """Cases that wait where nobody is given any."""
        return self._rows(tx, _ASTRAY, most)

    def weights(self, tx: Tx, silent_since: int, account_id: str = "") -> list[Held]:
        """Of all cases that somebody has, or this account."""
        values = {"silent_since": silent_since, "account": account_id}
        rows = tx.driver.execute(_WEIGHTS, values).fetchall()
        return [Held(who, state, bool(waits), bool(silent), cases) for who, state, waits, silent, cases in rows]

    @staticmethod
    def _rows(tx: Tx, sql: str, *parameters: Any) -> list[CaseRow]:
        return [CaseRow(*row) for row in tx.driver.execute(sql, parameters).fetchall()]
