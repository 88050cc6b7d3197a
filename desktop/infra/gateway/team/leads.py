"""The leads' view over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.infra.gateway.calling import Caller
from server_stub.contract.wall import AuditPage, RescueRow, Wall


class HttpLeads(Caller):
    """Implements application.team.leads.Leads."""

    async def wall(self) -> Wall:
        return await self.get("/v1/wall", Wall)

    async def look(self, conversation_id: str) -> None:
        await self.request("POST", f"/v1/conversations/{conversation_id}/look")

    async def rescue_list(self) -> Sequence[RescueRow]:
        return await self.get("/v1/rescue", list[RescueRow])

    async def rescue(self, conversation_id: str) -> None:
        await self.request("POST", f"/v1/conversations/{conversation_id}/rescue")

    async def audit(
        self, before: int | None = None, *, account_id: str = "", conversation_id: str = "", action: str = ""
    ) -> AuditPage:
        cursor = {} if before is None else {"before": before}
        wished = {"account": account_id, "conversation": conversation_id, "action": action}
        chosen = {name: value for name, value in wished.items() if value}
        return await self.get("/v1/audit", AuditPage, **cursor, **chosen)
