"""Do-not-contact lists of consumer agencies: numbers as keyed hashes only, replaced list by list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from server_stub.contract.registers import BlockList
from server_stub.domain.listing import EFFECTIVE_AFTER_MS, Listing
from server_stub.storage.database import Tx
from server_stub.storage.vault import Vault

LOADING: Final = "block_list.loading"
"""Setting: the state of the list that is being read in. While it stands, nobody knows whom that list names."""
_COLUMNS: Final = "id, name, state, entries, loaded_at, loaded_by, skipped"
# A list without dates that is loaded again keeps the day on which it first named somebody.
_PUT: Final = """
INSERT INTO block_list_entry (list_id, match_hash, listed_at, effective_at)
SELECT ?1, ?2, min(?3, coalesce(earlier.listed_at, ?3)), min(?4, coalesce(earlier.effective_at, ?4))
FROM (SELECT 1) LEFT JOIN block_list_entry AS earlier ON earlier.list_id = ?5 AND earlier.match_hash = ?2
WHERE true
ON CONFLICT (list_id, match_hash) DO UPDATE SET
  listed_at = min(listed_at, excluded.listed_at), effective_at = min(effective_at, excluded.effective_at)
"""
_ORPHANS: Final = """
DELETE FROM block_list_entry WHERE rowid IN (
  SELECT rowid FROM block_list_entry
  WHERE list_id NOT IN (SELECT id FROM block_list)
    AND list_id NOT IN (SELECT id FROM block_list_load WHERE failure = '') LIMIT ?)
"""


class Entry(NamedTuple):
    """`listed_at`: ms, 0 where the list does not tell."""

    match_hash: bytes
    listed_at: int


class BlockListRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self, tx: Tx) -> list[BlockList]:
        sql = f"SELECT {_COLUMNS} FROM block_list ORDER BY name, state, loaded_at DESC"  # noqa: S608 - names from above
        return [BlockList(*row) for row in tx.driver.execute(sql).fetchall()]

    def find(self, tx: Tx, name: str, state: str) -> BlockList | None:
        """The list of this name that stands now."""
        sql = f"SELECT {_COLUMNS} FROM block_list WHERE name = ? AND state = ? ORDER BY loaded_at DESC"  # noqa: S608
        row = tx.driver.execute(sql, (name, state)).fetchone()
        return None if row is None else BlockList(*row)

    def hashed(self, listing: Listing) -> Entry:
        """As it is kept: nobody can read the number."""
        return Entry(self._vault.blind(listing.key, "match"), listing.listed_at or 0)

    def put(self, tx: Tx, list_id: str, earlier_id: str, entries: Sequence[Entry], now: int) -> None:
        """Entries of a list that does not stand yet. Without a date: listed and in force now, or since `earlier_id`."""
        rows = []
        for match_hash, told in entries:
            listed_at, effective_at = (told, told + EFFECTIVE_AFTER_MS) if told else (now, now)
            rows.append((list_id, match_hash, listed_at, effective_at, earlier_id))
        tx.driver.executemany(_PUT, rows)

    def count(self, tx: Tx, list_id: str) -> int:
        sql = "SELECT count(*) FROM block_list_entry WHERE list_id = ?"
        return int(tx.driver.execute(sql, (list_id,)).fetchone()[0])

    def stand(self, tx: Tx, loaded: BlockList, sha256: str) -> None:
        """From this commit on the list binds, in place of any older one of its name and state."""
        self._drop(tx, "name = ? AND state = ?", loaded.name, loaded.state)
        sql = (
            "INSERT INTO block_list (id, name, state, file_sha256, entries, skipped, loaded_at, loaded_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        numbers = (loaded.entries, loaded.skipped, loaded.loaded_at, loaded.loaded_by)
        tx.driver.execute(sql, (loaded.id, loaded.name, loaded.state, sha256, *numbers))

    def remove(self, tx: Tx, list_id: str) -> bool:
        return self._drop(tx, "id = ?", list_id)

    def drop_orphans(self, tx: Tx, limit: int) -> int:
        """Some entries of lists that are gone, except those of lists that are being read in; how many."""
        return int(tx.driver.execute(_ORPHANS, (limit,)).rowcount)

    @staticmethod
    def _drop(tx: Tx, which: str, *values: str) -> bool:
        sql = f"DELETE FROM block_list WHERE {which}"  # noqa: S608 - conditions from this file only
        return int(tx.driver.execute(sql, values).rowcount) > 0
