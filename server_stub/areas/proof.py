"""The ledger's checkpoints, verification and proof packs."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.core import Core
from server_stub.http.routes import proof as routes
from server_stub.services.checkpoints import LedgerUnsound
from server_stub.services.ledger_watch import ledger_state
from server_stub.services.proof_pack import ProofPacks
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import DAY_MS, every

FOLDER: Final = "proof"
"""Where packs are while they are made."""
_HOUR_MS: Final = 3600 * 1000


def build_packs(core: Core) -> ProofPacks:
    """Also for the command line."""
    return ProofPacks(
        core.database,
        core.vault,
        core.ledger,
        core.checkpoint_rows,
        core.checkpoints,
        core.registers,
        core.clock,
        brand=core.brand,
    )


class ProofArea(Area):
    """The ledger's checkpoints, verification and proof packs."""

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        self.packs = build_packs(base.core)

    def handlers(self) -> list[Any]:
        return routes.HANDLERS

    def services(self) -> dict[str, object]:
        core = self._base.core
        return {
            "proof_packs": self.packs,
            "proof_folder": core.database.path.parent / FOLDER,
            "ledger_states": partial(
                ledger_state, ledger=core.ledger, checkpoints=core.checkpoint_rows, watch=core.ledger_watch
            ),
        }

    async def start(self) -> None:
        """The key that signs exists before anything is to be signed."""
        core, now = self._base.core, self._base.core.clock()
        await core.database.write(lambda tx: core.checkpoint_rows.ensure_key(tx, now))

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("checkpoints", every(15, self.sign_checkpoint))
        supervisor.add("evidence", every(DAY_MS // 1000, self.sweep_evidence))

    async def sweep_evidence(self) -> None:
        """Files of what was rolled back go. Not while starting: it reads every row of evidence."""
        core, now = self._base.core, self._base.core.clock()
        await core.database.read_apart(lambda tx: core.ledger.evidence.sweep(tx, now - _HOUR_MS))

    async def sign_checkpoint(self) -> None:
        """Where new events do not hold, everything is verified at once instead of within the hour.

        None is signed over what is still being verified, which would read it all a second time.
        """
        core = self._base.core
        if core.ledger_watch.unverified:
            return
        try:
            await core.checkpoints.sign_if_due()
        except LedgerUnsound:
            await core.ledger_watch.look()
