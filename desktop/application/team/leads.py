"""What leads look at and do: the live wall, a look without a trace in the chat, windows about to close, the audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.wall import AuditPage, RescueRow, Wall


class Leads(Protocol):
    async def wall(self) -> Wall: ...
    async def look(self, conversation_id: str) -> None:
        """Note in the audit log that it is looked at. Before it is shown."""

    async def rescue_list(self) -> Sequence[RescueRow]:
        """By time left in the window."""

    async def rescue(self, conversation_id: str) -> None:
        """Send the question. Raises Refused `already_asked`, `gate_refused` (reason)."""

    async def audit(
        self, before: int | None = None, *, account_id: str = "", conversation_id: str = "", action: str = ""
    ) -> AuditPage:
        """Newest first, of one person, about one conversation, or of one kind where that is given."""
