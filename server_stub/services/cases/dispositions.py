"""The tree of dispositions: read by everybody, changed as a whole by administrators."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from server_stub.contract.cases import Disposition, tree_mark
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import Dispositions, EventKind
from server_stub.contract.model import Account
from server_stub.contract.queues import Queue
from server_stub.domain.disposition_tree import DEFAULT, fault_of
from server_stub.services.cases.steps import Result
from server_stub.services.roles import require_admin
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.dispositions import DispositionRows, in_order
from server_stub.storage.setup import team_key


class DispositionTree:
    def __init__(self, rows: DispositionRows, queues: QueueBook, events: EventLog) -> None:
        self._rows = rows
        self._queues = queues
        self._events = events

    def all(self, tx: Tx) -> list[Disposition]:
        """Also switched-off ones, parents first."""
        return self._rows.all(tx)

    def seed(self, tx: Tx) -> None:
        """The usual tree where there is none; one that was emptied by a person stays empty."""
        sql = "INSERT INTO setting (name, value) VALUES ('dispositions.seeded', '1') ON CONFLICT (name) DO NOTHING"
        if tx.driver.execute(sql).rowcount == 1:
            self._rows.save(tx, DEFAULT)

    def replace(
        self, tx: Tx, account: Account, nodes: Sequence[Disposition], now: int, seen: str = ""
    ) -> list[Disposition]:
        """The whole tree as it shall be. Ids are kept; what is left out goes, or is switched off where it was used.

        `seen`: the mark of the tree that was changed, "" for whatever is there. Raises FORBIDDEN, VALUE_INVALID with
        the `field` that is wrong, STATE_CONFLICT where somebody has replaced it since.
        """
        require_admin(account)
        nodes = [msgspec.structs.replace(node, label=node.label.strip()) for node in nodes]
        fault = fault_of(nodes) or self._fault_of_queues(tx, nodes)
        if fault:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=fault)
        before = self._rows.all(tx)
        if seen not in ("", tree_mark(before)):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
        wanted, used = {node.id for node in nodes}, self._rows.used(tx)
        left_out = [node for node in before if node.id not in wanted]
        self._rows.remove(tx, [node.id for node in left_out])
        kept = [msgspec.structs.replace(node, active=False) for node in _with_parents(left_out, used)]
        self._rows.save(tx, [*nodes, *kept])
        told = self._rows.all(tx)
        self._events.append(tx, EventKind.DISPOSITIONS, Dispositions(told), key_id=team_key(tx), now=now)
        return told

    def result(self, tx: Tx, disposition_id: str, resolved: bool | None, queue: Queue) -> Result:
        """What a case of this queue is closed with. Raises DISPOSITION_REQUIRED, DISPOSITION_UNKNOWN."""
        if not disposition_id:
            if queue.disposition_required:
                raise GatewayRefusal(ErrorCode.DISPOSITION_REQUIRED)
            return Result(resolved=resolved)
        node = self._rows.get(tx, disposition_id)
        if node is None or not node.active or not node.outcome or node.queue_id not in ("", queue.id):
            raise GatewayRefusal(ErrorCode.DISPOSITION_UNKNOWN)
        return Result(node.id, node.outcome, resolved)

    def _fault_of_queues(self, tx: Tx, nodes: Sequence[Disposition]) -> str:
        """What hangs on a queue that was removed meanwhile may stay as it is."""
        known = {queue.id for queue in self._queues.all(tx)} | {node.queue_id for node in self._rows.all(tx)} | {""}
        return "" if all(node.queue_id in known for node in nodes if node.active) else "queue_id"


def _with_parents(nodes: Sequence[Disposition], used: set[str]) -> list[Disposition]:
    """Of these the used ones and what they hang on, so that what was closed with them can still be named."""
    by_id = {node.id: node for node in nodes}
    kept: dict[str, Disposition] = {}
    for node in nodes:
        at: Disposition | None = node if node.id in used else None
        while at is not None and at.id not in kept:
            kept[at.id] = at
            at = by_id.get(at.parent_id)
    return in_order(list(kept.values()))
