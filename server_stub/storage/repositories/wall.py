"""What the wall counts and lists, in SQL: everything by index, however many cases are open."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from server_stub.contract.cases import CaseState
from server_stub.storage.database import Tx

_COUNTS: Final = """
SELECT queue_id, state, count(*), min(queued_at) FROM case_file
WHERE state IN ('queued', 'assigned', 'wrapping_up') GROUP BY state, queue_id
"""
_OFFERED: Final = """
SELECT case_file.queue_id, count(*) FROM offer JOIN case_file ON case_file.id = offer.case_id
WHERE case_file.closed_at IS NULL GROUP BY case_file.queue_id
"""
_ROW: Final = """
SELECT one.conversation_id, one.id, one.protocol, one.queue_id, one.state, conversation.assignee_id, one.opened_at,
       one.waiting_since, one.unanswered, one.answer_due_at, one.priority, one.transfers, one.last_customer_at,
       conversation.last_inbound_at, contact.key_id, shown.id, shown.revision, shown.key_id
FROM case_file AS one
JOIN conversation ON conversation.id = one.conversation_id
JOIN contact ON contact.id = conversation.contact_id
JOIN contact AS shown ON shown.id = CASE contact.merged_into WHEN '' THEN contact.id ELSE contact.merged_into END
"""
_WAITING: Final = f"""{_ROW}
WHERE one.answer_due_at IS NOT NULL AND one.closed_at IS NULL AND contact.erased_at IS NULL
ORDER BY one.answer_due_at, one.id LIMIT ?
"""
_OTHERS: Final = f"""{_ROW}
WHERE one.id IN (SELECT id FROM case_file WHERE closed_at IS NULL AND answer_due_at IS NULL
                 ORDER BY last_customer_at, id LIMIT ?)
  AND contact.erased_at IS NULL
ORDER BY conversation.last_inbound_at, one.id
"""  # noqa: S608 - constants of ours
_AT_RISK: Final = """
SELECT queue_id, count(*) FROM case_file
WHERE answer_due_at IS NOT NULL AND closed_at IS NULL
  AND waiting_since + (answer_due_at - waiting_since) * ? / 100 <= ?
GROUP BY queue_id
"""
_STATES: Final = """
SELECT account.id, coalesce(agent_state.state, 'offline') FROM account
LEFT JOIN agent_state ON agent_state.account_id = account.id WHERE account.disabled_at IS NULL
"""
_SAID: Final = """
SELECT content_enc FROM message WHERE conversation_id = ? AND direction = 'in' AND kind <> 'system'
ORDER BY sent_at DESC LIMIT ?
"""


class QueueCount(NamedTuple):
    queue_id: str
    waiting: int
    longest_since: int | None
    open_cases: int


class CaseLine(NamedTuple):
    """One open case. `key_id` seals its messages, `name_key` the name of the contact that it is shown with."""

    conversation_id: str
    case_id: str
    protocol: str
    queue_id: str
    state: str
    agent_id: str | None
    opened_at: int
    waiting_since: int | None
    unanswered: int
    answer_due_at: int | None
    priority: int
    transfers: int
    last_customer_at: int | None
    last_inbound_at: int | None
    key_id: str
    contact_id: str
    contact_revision: int
    name_key: str


class WallRows:
    def counts(self, tx: Tx) -> list[QueueCount]:
        """Of the open cases, by queue."""
        found: dict[str, QueueCount] = {}
        for queue_id, state, count, first in tx.driver.execute(_COUNTS).fetchall():
            known = found.get(queue_id) or QueueCount(queue_id, 0, None, 0)
            waits = state == CaseState.QUEUED
            waiting, since = (count, first) if waits else (known.waiting, known.longest_since)
            found[queue_id] = QueueCount(queue_id, waiting, since, known.open_cases + count)
        return list(found.values())

    def offered(self, tx: Tx) -> dict[str, int]:
        """How many open cases somebody is asked to take or to join, by queue."""
        return dict(tx.driver.execute(_OFFERED).fetchall())

    def urgent(self, tx: Tx, limit: int) -> list[CaseLine]:
        """Who waits for us comes first, by the moment that their target breaks; then by how soon the window closes."""
        found = [CaseLine(*row) for row in tx.driver.execute(_WAITING, (limit,)).fetchall()]
        if len(found) < limit:
            found += [CaseLine(*row) for row in tx.driver.execute(_OTHERS, (limit - len(found),)).fetchall()]
        return found

    def states(self, tx: Tx) -> dict[str, str]:
        """Of all who may sign in."""
        return dict(tx.driver.execute(_STATES).fetchall())

    def profile(self, tx: Tx, contact_id: str) -> bytes | None:
        row = tx.driver.execute("SELECT profile_enc FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return None if row is None else row[0]

    def said(self, tx: Tx, conversation_id: str, limit: int) -> list[bytes]:
        """The customer's last messages, sealed, newest first."""
        rows: list[Any] = tx.driver.execute(_SAID, (conversation_id, limit)).fetchall()
        return [row[0] for row in rows if row[0] is not None]

    def at_risk(self, tx: Tx, percent: int, now: int) -> dict[str, int]:
        """How many wait for an answer of which so much of the target has passed, by queue."""
        return dict(tx.driver.execute(_AT_RISK, (percent, now)).fetchall())

    def last_webhook_at(self, tx: Tx) -> int | None:
        """When WhatsApp told something last; None where nothing of it is kept."""
        sql = "SELECT received_at FROM journal WHERE source = 'webhook' ORDER BY id DESC LIMIT 1"
        row = tx.driver.execute(sql).fetchone()
        return None if row is None else int(row[0])

    def poor_numbers(self, tx: Tx) -> list[tuple[str, str, str]]:
        """(id, quality, status) of the company's numbers that WhatsApp is not content with."""
        sql = (
            "SELECT id, quality, status FROM channel_number"
            " WHERE quality IN ('YELLOW', 'RED') OR status IN ('FLAGGED', 'RESTRICTED') ORDER BY id"
        )
        return [(str(row[0]), str(row[1]), str(row[2])) for row in tx.driver.execute(sql).fetchall()]
