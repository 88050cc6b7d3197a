"""What the interface may look for; the rule is contract.words. And what a search asks of the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.model import Message
from server_stub.contract.search import SearchPage


class Elsewhere(Protocol):
    """The gateway, as far as a search needs it. Raises AppError."""

    async def search(self, query: str, page: str | None, limit: int) -> SearchPage: ...


class Finding(Protocol):
    async def local(self, query: str, *, limit: int) -> Sequence[Message]:
        """Newest first, over everything kept on this computer; nothing for a query without letters or digits."""

    async def in_conversation(self, conversation_id: str, query: str) -> Sequence[Message]:
        """Of what is kept of it on this computer, newest first; at most 2,000."""

    async def everywhere(self, query: str, *, page: str | None = None, limit: int = 30) -> SearchPage:
        """The whole history that this account may see, newest first; asks the gateway. Raises AppError."""
