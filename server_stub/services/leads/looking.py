"""A look at a conversation that leaves no trace in it: nothing is claimed or marked as read, but it is written down."""

from __future__ import annotations

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer


class Looking:
    def __init__(self, reading: Reading, audit: Audit) -> None:
        self._reading = reading
        self._audit = audit

    def look(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> None:
        """Note it, durably, before anything is shown. Raises FORBIDDEN for agents, NOT_FOUND."""
        require_lead(caller)
        if self._reading.conversation_for(tx, Viewer.of(caller), conversation_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        self._audit.write(tx, caller.id, Action.LOOK, conversation_id, "", now)
