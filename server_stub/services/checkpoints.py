"""Signs how long the ledger is and what its Merkle root is: by the hour, by the thousand events, and for each pack."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from server_stub.domain.merkle import Tree, leaf_hash
from server_stub.services.gatekeeper import BROKEN_AT
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, CheckpointRows
from server_stub.storage.repositories.ledger_rows import COLUMNS, FIELDS, GENESIS, WIDTH, row_digest

MOST_EVENTS: Final = 1000
LONGEST_MS: Final = 3600 * 1000
_NEW_ROWS: Final = f"SELECT {COLUMNS}, consent_event.hash FROM consent_event WHERE seq > ? ORDER BY seq"  # noqa: S608
_SEQ: Final = FIELDS.index("seq")
_PREVIOUS: Final = FIELDS.index("prev_hash")
_log = logging.getLogger(__name__)


class LedgerUnsound(Exception):
    """The ledger does not hold at event `seq`: nothing is signed over it."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"event {seq}")
        self.seq = seq


class Checkpoints:
    """Follows the ledger from one checkpoint to the next, so that each event is hashed once."""

    def __init__(self, database: Database, rows: CheckpointRows, ledger: Ledger, clock: Callable[[], int]) -> None:
        self._database = database
        self._rows = rows
        self._ledger = ledger
        self._clock = clock
        self._lock = asyncio.Lock()
        self._tree = Tree()
        self._head = GENESIS

    async def sign_if_due(self) -> Checkpoint | None:
        """The new checkpoint, if one was due; none over a ledger that is known to be broken. Raises LedgerUnsound."""
        return await self.sign() if await self._database.read(self._due) else None

    async def sign(self) -> Checkpoint | None:
        """A checkpoint over every event that is durable now, made unless there is one; None while there is no event.

        Raises LedgerUnsound where the new events do not hold, or the ledger is known to be broken.
        """
        async with self._lock:
            await self._database.read(self._follow)
            return await self._database.write(self._sign)

    async def adopt(self, tree: Tree, head_hash: str) -> None:
        """What a whole verification came to, which spares following the events again."""
        async with self._lock:
            if tree.size > self._tree.size:
                self._tree, self._head = tree.copy(), head_hash

    def _due(self, tx: Tx) -> bool:
        if _known_broken(tx) is not None:
            return False
        newest = self._rows.newest(tx)
        new = self._ledger.last_seq(tx) - (0 if newest is None else newest.size)
        since = None if newest is None else self._clock() - newest.signed_at
        return new >= MOST_EVENTS or (new > 0 and (since is None or not 0 <= since < LONGEST_MS))

    def _follow(self, tx: Tx) -> None:
        """In a reader's time: only what is durable counts, and the writer is not kept waiting."""
        for values in tx.driver.execute(_NEW_ROWS, (self._tree.size,)):
            digest = row_digest(values[:WIDTH])
            linked = values[_SEQ] == self._tree.size + 1 and values[_PREVIOUS] == self._head
            if not linked or digest.hex() != values[WIDTH]:
                raise LedgerUnsound(self._tree.size + 1)
            self._tree.add(leaf_hash(digest))
            self._head = values[WIDTH]

    def _sign(self, tx: Tx) -> Checkpoint | None:
        broken_at = _known_broken(tx)
        if broken_at is not None:
            raise LedgerUnsound(broken_at)
        newest = self._rows.newest(tx)
        if self._tree.size <= (0 if newest is None else newest.size):
            return newest
        now = self._clock()
        key = self._rows.ensure_key(tx, now)
        ledger_id = self._rows.ledger_id(tx)
        previous = "" if newest is None else newest.digest(ledger_id)
        unsigned = Checkpoint(self._tree.size, self._tree.root().hex(), self._head, previous, now, key.id)
        checkpoint = replace(unsigned, signature=key.private.sign(unsigned.statement(ledger_id)))
        self._rows.add(tx, checkpoint)
        # The log is kept elsewhere than the store: what it saw cannot be rewritten unnoticed.
        _log.info("ledger checkpoint: %d events, root %s", checkpoint.size, checkpoint.root)
        return checkpoint


def _known_broken(tx: Tx) -> int | None:
    row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (BROKEN_AT,)).fetchone()
    return None if row is None else int(row[0])
