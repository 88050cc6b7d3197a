"""Who waits in a queue and what they were told of it, and how long others waited before them, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from server_stub.storage.database import Tx

_WAITING: Final = """
SELECT case_file.id, case_file.conversation_id, case_file.protocol, case_file.queue_id, case_file.priority,
       case_file.queued_at, case_file.told_place_at, case_file.told_place, conversation.last_inbound_at
FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id
WHERE case_file.state = 'queued' AND case_file.queued_at IS NOT NULL AND conversation.assignee_id IS NULL
  AND case_file.queue_id IN (SELECT value FROM json_each(?))
ORDER BY case_file.queued_at, case_file.id
"""
_TOLD: Final = """
UPDATE case_file SET told_place_at = ?, told_place = ? WHERE id = ? AND state = 'queued' AND told_place_at IS ?
"""
# How long those waited who were given to somebody: from the last time that they were put into a queue.
_WAITS: Final = """
SELECT given.at - (SELECT max(put.at) FROM case_event AS put
                   WHERE put.case_id = given.case_id AND put.kind = 'queued' AND put.id < given.id)
FROM case_event AS given
WHERE given.at > ? AND given.kind = 'assigned' AND given.detail IN ('routed', 'taken') AND given.queue_id = ?
ORDER BY given.at DESC LIMIT ?
"""


class WaitingCase(NamedTuple):
    """Times in ms."""

    id: str
    conversation_id: str
    protocol: str
    queue_id: str
    priority: int
    queued_at: int
    told_place_at: int | None
    told_place: int
    last_inbound_at: int | None


class PlaceRows:
    def waiting(self, tx: Tx, queue_ids: Iterable[str]) -> list[WaitingCase]:
        """The longest waiting first."""
        rows = tx.driver.execute(_WAITING, (json.dumps(list(queue_ids)),)).fetchall()
        return [WaitingCase(*row) for row in rows]

    def told(self, tx: Tx, case: WaitingCase, place: int, now: int) -> bool:
        """False where it waits no more, or was told since it was read."""
        return int(tx.driver.execute(_TOLD, (now, place, case.id, case.told_place_at)).rowcount) == 1

    def waits(self, tx: Tx, queue_id: str, since: int, most: int) -> list[int]:
        """ms that the last ones waited who were given to somebody after `since`."""
        rows = tx.driver.execute(_WAITS, (since, queue_id, most)).fetchall()
        return [max(int(row[0]), 0) for row in rows if row[0] is not None]
