"""The audit log: who looked into whose conversation, or took a hand in it. Written before the look is answered."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.wall import AuditPage
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.audit import AuditFilter, AuditRows

LARGEST_PAGE: Final = 200
_LARGEST_SEQ: Final = 2**63 - 1


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
    EXPORT = "export"  # id of the contact
    HISTORY = "history"  # id of the case whose history somebody says they handed over
    AUDIT = "audit"  # the log itself was read


class Audit:
    """Append-only: there is no way to change or remove a row from here."""

    def __init__(self, rows: AuditRows) -> None:
        self._rows = rows

    def write(self, tx: Tx, account_id: str, action: str, conversation_id: str, detail: str, now: int) -> None:
        """In the transaction of what it tells of: neither exists without the other. `now` in ms."""
        self._rows.add(tx, now, account_id, action, conversation_id, detail)

    def page(
        self, tx: Tx, caller: Account, wanted: AuditFilter, before: int | None = None, limit: int = 100
    ) -> AuditPage:
        """Newest first. `before` is that of the page before. Raises FORBIDDEN, BAD_REQUEST for a limit out of 1–200."""
        require_lead(caller)
        if before is not None and not 0 <= before <= _LARGEST_SEQ:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="before")
        if not 1 <= limit <= LARGEST_PAGE:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
        found = self._rows.newest(tx, wanted, before, limit + 1)
        page = found[:limit]
        return AuditPage(page, page[-1].seq if len(found) > limit else None)
