"""Whether the gateway can do its work: it can write, its ledger is whole, its workers run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.requests import Health
from server_stub.services.gatekeeper import BROKEN_AT
from server_stub.storage.database import Database, StorageUnavailable, Tx

_REMEMBERED_MS: Final = 1000
_PROBE: Final = """
INSERT INTO setting (name, value) VALUES ('health_probe', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


class HealthCheck:
    """Asked without a token, hence remembered for a second: nobody can make it write more often than that."""

    def __init__(
        self,
        database: Database,
        workers: Callable[[], dict[str, bool]],
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock
        self._store = {"storage": False, "ledger": False}
        self._checked_at: int | None = None

    async def report(self) -> Health:
        workers = {f"worker {name}": alive for name, alive in self._workers().items()}
        checks = await self._store_checks() | workers
        return Health(ok=all(checks.values()), checks=checks)

    async def _store_checks(self) -> dict[str, bool]:
        now = self._clock()
        if self._checked_at is None or not 0 <= now - self._checked_at < _REMEMBERED_MS:
            self._checked_at = now
            self._store = await self._probe(now)
        return self._store

    async def _probe(self, now: int) -> dict[str, bool]:
        """The ledger's chain is followed elsewhere, by the hour; here only what was found is told."""

        def write(tx: Tx) -> bool:
            tx.driver.execute(_PROBE, (str(now),))
            return tx.driver.execute("SELECT 1 FROM setting WHERE name = ?", (BROKEN_AT,)).fetchone() is None

        try:
            return {"storage": True, "ledger": await self._database.write(write)}
        except StorageUnavailable:
            return {"storage": False, "ledger": False}
