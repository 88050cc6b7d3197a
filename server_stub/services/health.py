"""Whether the gateway can do its work: it can write, its ledger is whole, its workers run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.requests import Health
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
        ledger_whole: Callable[[], bool],
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._workers = workers
        self._ledger_whole = ledger_whole
        self._clock = clock
        self._writable = False
        self._checked_at: int | None = None

    async def report(self) -> Health:
        checks = {"storage": await self._can_write(), "ledger": self._ledger_whole()}
        checks |= {f"worker {name}": alive for name, alive in self._workers().items()}
        return Health(ok=all(checks.values()), checks=checks)

    async def _can_write(self) -> bool:
        now = self._clock()
        if self._checked_at is None or not 0 <= now - self._checked_at < _REMEMBERED_MS:
            self._checked_at = now
            self._writable = await self._probe(now)
        return self._writable

    async def _probe(self, now: int) -> bool:
        def write(tx: Tx) -> None:
            tx.driver.execute(_PROBE, (str(now),))

        try:
            await self._database.write(write)
        except StorageUnavailable:
            return False
        return True
