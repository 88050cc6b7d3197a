"""What the interface may look for; the rule is contract.words. And what a search asks of the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.model import Message
from server_stub.contract.search import SearchPage


class Elsewhere(Protocol):
    """The gateway, as far as a search needs it. Raises AppError."""

    async def search(
        self, query: str, page: str | None, limit: int, *, conversation_id: str = "", before: int | None = None
    ) -> SearchPage: ...


class Finding(Protocol):
    async def local(self, query: str, *, limit: int) -> Sequence[Message]:
        """Newest first, over everything kept on this computer; nothing for a query without letters or digits."""

    async def in_conversation(self, conversation_id: str, query: str) -> Sequence[Message]:
        """Of what is kept of it on this computer, newest first; at most 2,000."""

    async def further_back(self, conversation_id: str, query: str, *, page: str | None = None) -> SearchPage:
        """Of one conversation what the gateway has beyond that, newest first; asks nothing where all of it is here.

        Raises AppError.
        """

    async def everywhere(self, query: str, *, page: str | None = None, limit: int = 30) -> SearchPage:
        """The whole history that this account may see, newest first; asks the gateway. Raises AppError."""
