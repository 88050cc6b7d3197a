"""One's own state at work, and the day's record of work and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.application.office import Progress
from server_stub.contract.team import AgentState, AgentStatus, WorkDay


class Shift(Protocol):
    async def set_state(self, state: AgentState, reason: str = "") -> AgentStatus:
        """`reason` is a PauseReason. Raises Refused `break_too_early` (until), `break_not_now` (earliest, latest)."""

    async def work_days(self, day: str, *, account_id: str = "") -> Sequence[WorkDay]:
        """`day` as "2026-11-22". Oneself, or for leads anybody; "" for all that may be seen."""

    async def work_days_pdf(
        self, day: str, target: Path, *, account_id: str = "", progress: Progress | None = None
    ) -> Path: ...
