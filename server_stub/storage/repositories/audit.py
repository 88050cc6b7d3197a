"""Rows of the table `audit`, which only grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.wall import AuditRow
from server_stub.storage.database import Tx

_ADD: Final = "INSERT INTO audit (at, account_id, action, conversation_id, detail) VALUES (?, ?, ?, ?, ?)"
_NEWEST: Final = """
SELECT seq, at, account_id, action, conversation_id, detail FROM audit
WHERE (:before IS NULL OR seq < :before) AND (:account = '' OR account_id = :account)
  AND (:conversation = '' OR conversation_id = :conversation) AND (:action = '' OR action = :action)
ORDER BY seq DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """ "" leaves it open."""

    account_id: str = ""
    conversation_id: str = ""
    action: str = ""


class AuditRows:
    def add(self, tx: Tx, at: int, account_id: str, action: str, conversation_id: str, detail: str) -> None:
        tx.driver.execute(_ADD, (at, account_id, action, conversation_id, detail))

    def newest(self, tx: Tx, wanted: AuditFilter, before: int | None, limit: int) -> list[AuditRow]:
        """Newest first; with `before` only rows with a smaller seq."""
        values = {
            "before": before,
            "account": wanted.account_id,
            "conversation": wanted.conversation_id,
            "action": wanted.action,
            "limit": limit,
        }
        return [AuditRow(*row) for row in tx.driver.execute(_NEWEST, values).fetchall()]
