"""One's own state at work and the record of the day, over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from desktop.application.office import Progress
from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import fetch_file
from server_stub.contract.team import AgentState, AgentStatus, SetState, WorkDay


class HttpShift(Caller):
    """Implements application.team.shift.Shift."""

    async def set_state(self, state: AgentState, reason: str = "") -> AgentStatus:
        return answer(await self.write("PUT", "/v1/session/state", SetState(state, reason)), AgentStatus)

    async def work_days(self, day: str, *, account_id: str = "") -> Sequence[WorkDay]:
        return await self.get("/v1/work-days", list[WorkDay], **_asked(day, account_id))

    async def work_days_pdf(
        self, day: str, target: Path, *, account_id: str = "", progress: Progress | None = None
    ) -> Path:
        return await fetch_file(self, f"/v1/work-days.pdf?{urlencode(_asked(day, account_id))}", target, progress)


def _asked(day: str, account_id: str) -> dict[str, str]:
    return {"day": day} | ({"account_id": account_id} if account_id else {})
