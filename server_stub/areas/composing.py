"""What helps writing: unfinished texts that a colleague can go on with."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.http.routes import drafts as draft_routes
from server_stub.services.drafts import Drafts
from server_stub.storage.repositories.drafts import DraftRows
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every


class ComposingArea(Area):
    def __init__(self, base: Base) -> None:
        super().__init__(base)
        self.drafts = Drafts(DraftRows(base.core.vault), base.core.reading)

    def handlers(self) -> list[Any]:
        return list(draft_routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {"drafts": self.drafts}

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("old drafts", every(3600, self._forget_old_drafts))

    async def _forget_old_drafts(self) -> None:
        core = self._base.core
        await core.database.write(lambda tx: self.drafts.forget_old(tx, core.clock()))
