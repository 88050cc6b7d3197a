"""Do-not-contact lists that are being read in: kept until they stand, so that a restart goes on with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.registers import BlockList
from server_stub.storage.database import Tx
from server_stub.storage.repositories.block_lists import LOADING

_COLUMNS: Final = "id, name, state, file_sha256, size, done, begun_at, begun_by, failure"
_MARK: Final = """
INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


@dataclass(frozen=True, slots=True)
class Load:
    """`size` in bytes, `done` in lines, `begun_at` in ms. `failure`: an error code, "" while it may yet succeed."""

    id: str
    name: str
    state: str
    sha256: str
    size: int
    done: int
    begun_at: int
    begun_by: str
    failure: str = ""

    def to_wire(self) -> BlockList:
        return BlockList(
            id=self.id,
            name=self.name,
            state=self.state,
            loaded_at=self.begun_at,
            loaded_by=self.begun_by,
            loading=not self.failure,
            done=self.done,
            failure=self.failure,
        )


class BlockListLoads:
    """Everything that adds or ends a load marks anew for the send gate which lists are not to be trusted yet."""

    def add(self, tx: Tx, load: Load) -> None:
        """A failed one of the same list is over with it."""
        self._drop(tx, "name = ? AND state = ? AND failure <> ''", load.name, load.state)
        sql = f"INSERT INTO block_list_load ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - own names
        row = (load.id, load.name, load.state, load.sha256, load.size, load.done, load.begun_at, load.begun_by)
        tx.driver.execute(sql, (*row, load.failure))
        self.mark(tx)

    def all(self, tx: Tx) -> list[Load]:
        """Oldest first."""
        sql = f"SELECT {_COLUMNS} FROM block_list_load ORDER BY begun_at, id"  # noqa: S608 - own names
        return [Load(*row) for row in tx.driver.execute(sql).fetchall()]

    def next(self, tx: Tx) -> Load | None:
        return next((it for it in self.all(tx) if not it.failure), None)

    def is_wanted(self, tx: Tx, load_id: str) -> bool:
        """Nobody gave it up meanwhile."""
        return tx.driver.execute("SELECT 1 FROM block_list_load WHERE id = ?", (load_id,)).fetchone() is not None

    def note(self, tx: Tx, load_id: str, done: int) -> None:
        tx.driver.execute("UPDATE block_list_load SET done = ? WHERE id = ?", (done, load_id))

    def fail(self, tx: Tx, load_id: str, failure: str) -> None:
        tx.driver.execute("UPDATE block_list_load SET failure = ? WHERE id = ?", (failure, load_id))
        self.mark(tx)

    def remove(self, tx: Tx, load_id: str) -> bool:
        """It stands by now, or is given up."""
        return self._drop(tx, "id = ?", load_id)

    def mark(self, tx: Tx) -> None:
        """One state, or the whole country where several are read in at once: the gate holds what they may forbid."""
        rows = tx.driver.execute("SELECT DISTINCT state FROM block_list_load WHERE failure = ''").fetchall()
        if not rows:
            tx.driver.execute("DELETE FROM setting WHERE name = ?", (LOADING,))
            return
        tx.driver.execute(_MARK, (LOADING, str(rows[0][0]) if len(rows) == 1 else ""))

    def _drop(self, tx: Tx, which: str, *values: str) -> bool:
        sql = f"DELETE FROM block_list_load WHERE {which}"  # noqa: S608 - conditions from this file only
        dropped = int(tx.driver.execute(sql, values).rowcount) > 0
        self.mark(tx)
        return dropped
