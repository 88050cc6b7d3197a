"""The queue of what is to be sent: leases, order within a conversation, retries, doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.storage.database import Tx

_COLUMNS: Final = (
    "job.message_id, job.channel_number_id, job.contact_id, job.conversation_id, job.state, job.kind, job.purpose,"
    " job.attempts, job.next_attempt_at, job.hold_reason"
)
# Only the oldest unfinished message of a conversation may leave: one in flight, in the order they were accepted. What
# the gate holds for later, or what we began ourselves and must wait, does not keep answers back; mere pacing keeps them
# in order. Nobody's answer stands in line behind a campaign. A stopped number is tried with one message when its time
# has come: see ChannelHealth.may_try.
_DUE: Final = f"""
SELECT {_COLUMNS} FROM send_job AS job
JOIN channel_number ON channel_number.id = job.channel_number_id
     AND (channel_number.disabled_at IS NULL OR channel_number.recheck_at <= :now)
WHERE job.state = 'queued' AND job.next_attempt_at <= :now AND NOT EXISTS (
  SELECT 1 FROM send_job AS earlier
  WHERE earlier.conversation_id = job.conversation_id AND earlier.state IN ('queued', 'leased', 'sending')
    AND (earlier.created_at, earlier.message_id) < (job.created_at, job.message_id)
    AND NOT (earlier.state = 'queued' AND earlier.next_attempt_at > :now
             AND (coalesce(earlier.hold_reason, 'HOLD_PACING') <> 'HOLD_PACING'
                  OR (earlier.kind IN ('M', 'U', 'S', 'A') AND job.kind NOT IN ('M', 'U', 'S', 'A')))))
ORDER BY job.kind = 'M', job.created_at, job.message_id LIMIT :limit
"""  # noqa: S608 - column names from the line above
_LEASE: Final = """
UPDATE send_job SET state = 'leased', lease_owner = ?, lease_until = ?
WHERE message_id = ? AND state = 'queued'
"""
_BEGIN: Final = """
UPDATE send_job SET state = 'sending', lease_until = ?, attempts = attempts + 1, hold_reason = NULL
WHERE message_id = ? AND state = 'leased' AND lease_owner = ?
"""


@dataclass(frozen=True, slots=True)
class Job:
    """One message on its way. `attempts`: requests that were begun; `hold_reason`: of the send gate; times in ms."""

    message_id: str
    channel_number_id: str
    contact_id: str
    conversation_id: str
    state: str
    kind: str
    purpose: str
    attempts: int
    next_attempt_at: int
    hold_reason: str | None = None


class Jobs:
    def due(self, tx: Tx, now: int, limit: int) -> list[Job]:
        """What may leave now, oldest first, at most one of each conversation, nothing of a stopped number."""
        return [Job(*row) for row in tx.driver.execute(_DUE, {"now": now, "limit": limit})]

    def yellow_numbers(self, tx: Tx) -> frozenset[str]:
        """Our numbers of medium quality."""
        sql = "SELECT id FROM channel_number WHERE quality = 'YELLOW'"
        return frozenset(str(row[0]) for row in tx.driver.execute(sql))

    def next_moment(self, tx: Tx, now: int) -> int | None:
        """When something is due that is not due yet: a retry, or the end of a doubt."""
        sql = "SELECT min(next_attempt_at) FROM send_job WHERE state IN ('queued', 'in_doubt') AND next_attempt_at > ?"
        found = tx.driver.execute(sql, (now,)).fetchone()[0]
        return None if found is None else int(found)

    def get(self, tx: Tx, message_id: str) -> Job | None:
        sql = f"SELECT {_COLUMNS} FROM send_job AS job WHERE job.message_id = ?"  # noqa: S608 - column names
        row = tx.driver.execute(sql, (message_id,)).fetchone()
        return None if row is None else Job(*row)

    def lease(self, tx: Tx, message_id: str, owner: str, until: int) -> bool:
        """Take it; False when somebody else was quicker."""
        return int(tx.driver.execute(_LEASE, (owner, until, message_id)).rowcount) == 1

    def begin(self, tx: Tx, message_id: str, owner: str, until: int) -> bool:
        """From here on the request may have left. False when the lease was lost."""
        return int(tx.driver.execute(_BEGIN, (until, message_id, owner)).rowcount) == 1

    def waiting(self, tx: Tx, conversation_id: str) -> list[Job]:
        """What we began in this conversation and nobody has taken up, oldest first."""
        sql = (
            f"SELECT {_COLUMNS} FROM send_job AS job WHERE job.conversation_id = ? AND job.state = 'queued'"  # noqa: S608
            " AND job.kind IN ('M', 'U', 'S', 'A', 'C') ORDER BY job.created_at, job.message_id"
        )
        return [Job(*row) for row in tx.driver.execute(sql, (conversation_id,))]

    def requeue(
        self, tx: Tx, message_id: str, at: int, *, uncounted: bool = False, hold_reason: str | None = None
    ) -> None:
        """Try again at `at`; `uncounted` when the attempt was no fault of the message."""
        sql = (
            "UPDATE send_job SET state = 'queued', lease_owner = NULL, lease_until = NULL, next_attempt_at = ?,"
            " attempts = max(0, attempts - ?), hold_reason = ? WHERE message_id = ?"
        )
        tx.driver.execute(sql, (at, int(uncounted), hold_reason, message_id))

    def release_held_for(self, tx: Tx, reason: str, now: int) -> int:
        """Ask again now about what the gate holds for this reason; returns how many there are."""
        sql = (
            "UPDATE send_job SET next_attempt_at = ? WHERE state = 'queued' AND hold_reason = ? AND next_attempt_at > ?"
        )
        return int(tx.driver.execute(sql, (now, reason, now)).rowcount)

    def release_all(self, tx: Tx, now: int) -> int:
        """Ask again now about everything that the gate holds, e.g. under a new policy; returns how many there are."""
        sql = (
            "UPDATE send_job SET next_attempt_at = ? WHERE state = 'queued' AND hold_reason IS NOT NULL"
            " AND next_attempt_at > ?"
        )
        return int(tx.driver.execute(sql, (now, now)).rowcount)

    def take_back(self, tx: Tx, message_id: str) -> bool:
        """End what nobody has taken up; False where it may be on its way already."""
        sql = "UPDATE send_job SET state = 'failed', hold_reason = NULL WHERE message_id = ? AND state = 'queued'"
        return int(tx.driver.execute(sql, (message_id,)).rowcount) == 1

    def count_attempt(self, tx: Tx, message_id: str) -> None:
        tx.driver.execute("UPDATE send_job SET attempts = attempts + 1 WHERE message_id = ?", (message_id,))

    def doubt(self, tx: Tx, message_id: str, until: int) -> None:
        """The answer was lost: wait until then for a status that tells."""
        sql = (
            "UPDATE send_job SET state = 'in_doubt', lease_owner = NULL, lease_until = NULL, next_attempt_at = ?"
            " WHERE message_id = ?"
        )
        tx.driver.execute(sql, (until, message_id))

    def finish(self, tx: Tx, message_id: str, state: str) -> None:
        """`state`: done or failed."""
        sql = (
            "UPDATE send_job SET state = ?, lease_owner = NULL, lease_until = NULL, hold_reason = NULL"
            " WHERE message_id = ?"
        )
        tx.driver.execute(sql, (state, message_id))

    def abandoned(self, tx: Tx, now: int, *, alive: str | None) -> list[Job]:
        """Leases that have run out; with `alive` all that other owners hold, because they are known to be dead."""
        mine = "" if alive is None else alive
        sql = (
            f"SELECT {_COLUMNS} FROM send_job AS job WHERE job.state IN ('leased', 'sending')"  # noqa: S608
            " AND (job.lease_until <= ? OR (? <> '' AND job.lease_owner <> ?))"
        )
        return [Job(*row) for row in tx.driver.execute(sql, (now, mine, mine))]

    def doubtful(self, tx: Tx, now: int) -> list[Job]:
        """Doubts that nothing has settled until `now`; a status webhook ends a doubt by itself."""
        sql = f"SELECT {_COLUMNS} FROM send_job AS job WHERE job.state = 'in_doubt' AND job.next_attempt_at <= ?"  # noqa: S608
        return [Job(*row) for row in tx.driver.execute(sql, (now,))]
