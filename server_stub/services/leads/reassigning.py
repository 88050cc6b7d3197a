"""Taking, handing on and releasing as everybody asks for it; what leads move of others' is written down."""

from __future__ import annotations

from server_stub.contract.model import Account, Conversation
from server_stub.contract.requests import Assign
from server_stub.services.assignment import Assignment
from server_stub.services.leads.audit import Action, Audit
from server_stub.storage.database import Tx
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer


class Reassigning:
    def __init__(self, assignment: Assignment, reading: Reading, audit: Audit) -> None:
        self._assignment = assignment
        self._reading = reading
        self._audit = audit

    def assign(self, tx: Tx, caller: Account, conversation_id: str, wish: Assign, now: int) -> Conversation:
        """As `Assignment.assign`, which see for what it raises."""
        target_id = wish.account_id
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        before = None if seen is None else seen.assignee_id
        after = self._assignment.assign(tx, caller, conversation_id, wish, now)
        concerns_others = {before, target_id} - {None, caller.id}
        if Viewer.of(caller).sees_all and before != target_id and concerns_others:
            takes = target_id == caller.id
            action = Action.TAKE_OVER if takes else Action.REASSIGN
            detail = before or "" if takes else f"{before or ''}>{target_id or ''}"
            self._audit.write(tx, caller.id, action, conversation_id, detail, now)
        return after
