"""One batch of journal rows, processed in one transaction; item by item where the batch as a whole cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from server_stub.services.ingest.ingest import Ingest
from server_stub.services.ingest.received import Received
from server_stub.storage.database import STORAGE_FAILURES, Database, StorageUnavailable, Tx
from server_stub.storage.repositories.journal import Journal, JournalRow
from server_stub.whatsapp.parse import parse
from server_stub.whatsapp.webhook_types import Item, Unparsed

UNREADABLE: Final = "unreadable"
FAILED: Final = "failed"


class Processing:
    """Raises StorageUnavailable only; then nothing of the batch was kept and it can be tried again."""

    def __init__(self, database: Database, journal: Journal, ingest: Ingest, clock: Callable[[], int]) -> None:
        self._database = database
        self._journal = journal
        self._ingest = ingest
        self._clock = clock

    async def run(self, rows: Sequence[JournalRow]) -> None:
        """Rows in the order of their ids."""
        try:
            await self._database.write(lambda tx: self._together(tx, rows))
        except StorageUnavailable:
            self._ingest.forget()
            raise
        except Exception:  # noqa: BLE001 - the culprit is found one by one
            self._ingest.forget()
            await self._database.write(lambda tx: self._one_by_one(tx, rows))

    def _together(self, tx: Tx, rows: Sequence[JournalRow]) -> None:
        received = [one for row in rows for one in _items(row)]
        self._ingest.process(tx, received, self._clock())
        self._journal.finish(tx, [row.id for row in rows])

    def _one_by_one(self, tx: Tx, rows: Sequence[JournalRow]) -> None:
        """What fails is quarantined with the whole body, once: trying it again does no harm to its neighbours."""
        for row in rows:
            body = row.body or b""
            for one in _items(row):
                if not self._alone(tx, one, body):
                    body = b""
        self._journal.finish(tx, [row.id for row in rows])

    def _alone(self, tx: Tx, one: Received[Item], body: bytes) -> bool:
        """False when the item was set aside."""
        now, good = self._clock(), True
        tx.driver.execute("SAVEPOINT item")
        try:
            self._ingest.process(tx, [one], now)
        except STORAGE_FAILURES:
            raise
        except Exception as error:  # noqa: BLE001 - one item must not hold up the others
            tx.driver.execute("ROLLBACK TO item")
            self._ingest.forget()
            detail = f"{type(error).__name__} in {type(one.item).__name__}"
            self._ingest.set_aside(tx, one, FAILED, detail, body, now)
            good = False
        tx.driver.execute("RELEASE item")
        return good


def _items(row: JournalRow) -> list[Received[Item]]:
    if row.body is None:
        return [Received(Unparsed("", b"", UNREADABLE, "key or bytes are gone"), row.received_at, row.id)]
    return [Received(item, row.received_at, row.id) for item in parse(row.body)]
