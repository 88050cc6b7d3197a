"""The ledger's checkpoints, verification and proof packs."""

from __future__ import annotations

from typing import Final

from server_stub.areas.area import Area
from server_stub.services.checkpoints import LedgerUnsound
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_HOUR_MS: Final = 3600 * 1000


class ProofArea(Area):
    """The ledger's checkpoints, verification and proof packs."""

    async def start(self) -> None:
        """The key that signs exists before anything is to be signed; evidence of what was rolled back goes."""
        core, now = self._base.core, self._base.core.clock()
        await core.database.write(lambda tx: core.checkpoint_rows.ensure_key(tx, now))
        await core.database.read(lambda tx: core.ledger.evidence.sweep(tx, now - _HOUR_MS))

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("checkpoints", every(15, self.sign_checkpoint))

    async def sign_checkpoint(self) -> None:
        """Where new events do not hold, everything is verified at once instead of within the hour."""
        core = self._base.core
        try:
            await core.checkpoints.sign_if_due()
        except LedgerUnsound:
            await core.ledger_watch.look()
