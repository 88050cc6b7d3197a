"""The audit log as leads read it: newest first, with the name of whom each row is about."""

from __future__ import annotations

from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.wall import AuditPage, AuditRow
from server_stub.services.leads.audit import Action
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx
from server_stub.storage.repositories.audit import AuditFilter, AuditRows
from server_stub.storage.repositories.reading import Reading

LARGEST_PAGE: Final = 200
_LARGEST_SEQ: Final = 2**63 - 1


class AuditPages:
    def __init__(self, rows: AuditRows, reading: Reading) -> None:
        self._rows = rows
        self._reading = reading

    def page(
        self, tx: Tx, caller: Account, wanted: AuditFilter, now: int, before: int | None = None, limit: int = 100
    ) -> AuditPage:
        """`before` is that of the page before. Raises FORBIDDEN, BAD_REQUEST for a limit out of 1 to 200."""
        require_lead(caller)
        if before is not None and not 0 <= before <= _LARGEST_SEQ:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="before")
        if not 1 <= limit <= LARGEST_PAGE:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
        found = self._rows.newest(tx, wanted, before, limit + 1)
        page = found[:limit]
        about = [self._contact_of(tx, row) for row in page]
        names = {contact_id: self._name(tx, contact_id, now) for contact_id in set(about)}
        told = [msgspec.structs.replace(row, customer=names[it]) for row, it in zip(page, about, strict=True)]
        return AuditPage(told, page[-1].seq if len(found) > limit else None)

    def _contact_of(self, tx: Tx, row: AuditRow) -> str:
        if row.conversation_id:
            conversation = self._reading.conversation(tx, row.conversation_id)
            return "" if conversation is None else conversation.contact_id
        return row.detail if row.action == Action.EXPORT else ""

    def _name(self, tx: Tx, contact_id: str, now: int) -> str:
        contact = self._reading.contact(tx, contact_id, now) if contact_id else None
        return "" if contact is None else contact.name or contact.phone or ""
