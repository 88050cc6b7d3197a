"""The audit log: who looked into whose conversation, or took a hand in it. Written before the look is answered."""

from __future__ import annotations

from enum import StrEnum

from server_stub.storage.database import Tx
from server_stub.storage.repositories.audit import AuditRows


class Action(StrEnum):
    """What is written down; beside each what `detail` holds. Never words of people."""

    LOOK = "look"
    WHISPER = "whisper"  # id of the note
    BARGE = "barge"
    TAKE_OVER = "take_over"  # id of the account that had it
    REASSIGN = "reassign"  # "<account that had it>><account that has it>"
    BULK = "bulk"  # "<what was done>:<how many>:<id of the bulk>"
    BULK_UNDO = "bulk_undo"  # id of the bulk
    RESCUE = "rescue"
    EXPORT = "export"  # id of the contact; where a conversation is named, of the case whose history was read
    HISTORY = "history"  # id of the case whose history somebody says they handed over


class Audit:
    """Append-only: there is no way to change or remove a row from here."""

    def __init__(self, rows: AuditRows) -> None:
        self._rows = rows

    def write(self, tx: Tx, account_id: str, action: str, conversation_id: str, detail: str, now: int) -> None:
        """In the transaction of what it tells of: neither exists without the other. `now` in ms."""
        self._rows.add(tx, now, account_id, action, conversation_id, detail)
