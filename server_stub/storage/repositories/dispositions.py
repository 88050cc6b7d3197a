"""The tree by which closed cases are classified (tabulação), in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from server_stub.contract.cases import Disposition
from server_stub.storage.database import Tx

_COLUMNS: Final = "id, label, parent_id, queue_id, outcome, position, active"
_SAVE: Final = f"""
INSERT INTO disposition ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  label = excluded.label, parent_id = excluded.parent_id, queue_id = excluded.queue_id, outcome = excluded.outcome,
  position = excluded.position, active = excluded.active
"""  # noqa: S608 - column names from above


class DispositionRows:
    def all(self, tx: Tx) -> list[Disposition]:
        """Also switched-off ones; parents before their children, then by their place."""
        rows = tx.driver.execute(f"SELECT {_COLUMNS} FROM disposition ORDER BY position, label, id").fetchall()  # noqa: S608
        return in_order([_node(row) for row in rows])

    def get(self, tx: Tx, disposition_id: str) -> Disposition | None:
        sql = f"SELECT {_COLUMNS} FROM disposition WHERE id = ?"  # noqa: S608
        row = tx.driver.execute(sql, (disposition_id,)).fetchone()
        return None if row is None else _node(row)

    def has_children(self, tx: Tx, disposition_id: str) -> bool:
        sql = "SELECT 1 FROM disposition WHERE parent_id = ? AND active = 1 LIMIT 1"
        return tx.driver.execute(sql, (disposition_id,)).fetchone() is not None

    def save(self, tx: Tx, nodes: Sequence[Disposition]) -> None:
        rows = [(it.id, it.label, it.parent_id, it.queue_id, it.outcome, it.position, int(it.active)) for it in nodes]
        tx.driver.executemany(_SAVE, rows)

    def remove(self, tx: Tx, disposition_ids: Sequence[str]) -> None:
        tx.driver.executemany("DELETE FROM disposition WHERE id = ?", [(it,) for it in disposition_ids])

    def used(self, tx: Tx) -> set[str]:
        """Ids with which some case was closed."""
        rows = tx.driver.execute("SELECT DISTINCT disposition_id FROM case_file WHERE disposition_id <> ''").fetchall()
        return {str(row[0]) for row in rows}


def in_order(nodes: Sequence[Disposition]) -> list[Disposition]:
    """Each parent with its children after it, as one reads a tree; what hangs on nothing comes last."""
    children: dict[str, list[Disposition]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    found: list[Disposition] = []
    waiting = children.get("", [])[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += children.get(node.id, [])[::-1]
    known = {node.id for node in found}
    return found + [node for node in nodes if node.id not in known]


def _node(row: tuple[Any, ...]) -> Disposition:
    identifier, label, parent_id, queue_id, outcome, position, active = row
    return Disposition(identifier, label, parent_id, queue_id, outcome, position, bool(active))
