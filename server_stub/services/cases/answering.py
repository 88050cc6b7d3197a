"""What an answer of the team does to its case: whoever answers what nobody has, has it from then on."""

from __future__ import annotations

from server_stub.contract.cases import CaseState
from server_stub.services.cases.clocks import Clocks
from server_stub.services.cases.ports import Owners
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows


class Answering:
    """A PersonAnswered of services/hooks.py."""

    def __init__(self, rows: CaseRows, clocks: Clocks, owners: Owners) -> None:
        self._rows = rows
        self._clocks = clocks
        self._owners = owners

    def answered(self, tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
        """Else the queue would give the case to somebody else meanwhile, and two would answer. The message says who
        took it, no line has to.

        While the ledger cannot be read nobody can be told of the contact, so nobody gets it: the answer still leaves.
        """
        row = self._rows.open_of(tx, conversation_id)
        if row is not None and row.state == CaseState.QUEUED:
            with tx.attempt():
                self._owners.give(tx, conversation_id, account_id, now, by=account_id, why="taken", line=False)
        self._clocks.answered(tx, conversation_id, account_id, now)
