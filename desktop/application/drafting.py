"""What somebody left unfinished, as the interface sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.drafts import Draft


class Drafts(Protocol):
    """What others, or oneself at another computer, left unfinished. Both need the line and raise AppError."""

    async def left(self, conversation_id: str) -> Sequence[Draft]:
        """Newest first, without what is in one's own draft here already."""

    async def discard(self, draft: Draft) -> None:
        """As it was seen. Raises Refused `state_conflict` where its author has gone on writing since."""
