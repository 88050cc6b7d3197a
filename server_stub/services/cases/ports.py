"""What cases ask of routing, and what they tell of: given to them when the gateway is put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow


class Owners(Protocol):
    """Who is in charge of a conversation."""

    def give(
        self, tx: Tx, conversation_id: str, account_id: str | None, now: int, *, by: str, why: str, line: bool = True
    ) -> object: ...

    def announce(self, tx: Tx, conversation_id: str, previous_id: str | None, now: int) -> None: ...


class Places(Protocol):
    """Finds somebody for whom a case waits, and work for whom room appeared."""

    def place(self, tx: Tx, conversation_id: str, now: int) -> object: ...

    def freed(self, tx: Tx, now: int, queue_ids: Sequence[str] | None = None) -> object: ...


class Closed(NamedTuple):
    """`agent`: the name of whose case it was, as the customer is told. `parted`: the goodbye was said, or the queue has
    none; False where it was not wanted or not possible."""

    case: CaseRow
    agent: str
    parted: bool


CaseClosed = Callable[[Tx, Closed, int], None]
"""(transaction, the case as it is now, now): called for every case that was closed, in its transaction, at its end."""
