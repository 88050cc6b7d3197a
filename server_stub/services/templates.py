"""Keeps the registry of templates as Meta has it, and lets an administrator say what a template is for."""

from __future__ import annotations

from typing import Any, Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account, Role, Template
from server_stub.domain.purposes import Category, Purpose
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.templates import MetaTemplate, StoredTemplate, Templates
from server_stub.storage.setup import team_key

_MULTIPLE: Final = {"POSITIONAL", "NAMED"}


class TemplateRegistry:
    def __init__(self, rows: Templates, registers: Registers, events: EventLog) -> None:
        self._rows = rows
        self._registers = registers
        self._events = events

    def all(self, tx: Tx) -> list[Template]:
        """Everything Meta has of us; what cannot be sent from here is shown all the same."""
        return [template.to_wire() for template in self._rows.all(tx)]

    def accounts(self, tx: Tx) -> list[str]:
        """WhatsApp Business accounts that our numbers belong to."""
        sql = "SELECT DISTINCT waba_id FROM channel_number WHERE waba_id <> '' ORDER BY waba_id"
        return [str(row[0]) for row in tx.driver.execute(sql)]

    def synchronise(self, tx: Tx, waba_id: str, listed: list[dict[str, Any]], now: int) -> int:
        """Store Meta's whole list of one account; returns how many templates changed."""
        read = [found for found in map(_read, listed) if found is not None]
        changed = [self._rows.keep(tx, waba_id, template, now) for template in read]
        gone = self._rows.missing(tx, waba_id, [template.id for template in read], now)
        told = [template for template in (*changed, *gone) if template is not None]
        for template in told:
            self._tell(tx, template, now)
        return len(told)

    def set_purpose(self, tx: Tx, caller: Account, template_id: str, purpose: str, now: int) -> Template:
        """What the template is for, "" for Meta's category to tell.

        Raises FORBIDDEN, TEMPLATE_UNKNOWN, and BAD_REQUEST for a purpose of another category: Meta would see a
        promotion behind an order, or the other way round.
        """
        if caller.role is not Role.ADMIN:
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        template = self._rows.get(tx, template_id)
        if template is None:
            raise GatewayRefusal(ErrorCode.TEMPLATE_UNKNOWN)
        known = self._registers.catalogue(tx).get(purpose)
        if purpose and (known is None or not _fits(template, known)):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        self._rows.set_purpose(tx, template_id, purpose, caller.id)
        template = self._rows.get(tx, template_id)
        if template is None:
            raise GatewayRefusal(ErrorCode.TEMPLATE_UNKNOWN)
        self._tell(tx, template, now)
        return template.to_wire()

    def _tell(self, tx: Tx, template: StoredTemplate, now: int) -> None:
        self._events.append(tx, EventKind.TEMPLATE, template.to_wire(), key_id=team_key(tx), now=now)


def _fits(template: StoredTemplate, purpose: Purpose) -> bool:
    """Surveys go under any category of Meta; everything else under its own."""
    return purpose.category is Category.SURVEY or template.category.lower() == purpose.category


def _read(item: dict[str, Any]) -> MetaTemplate | None:
    """One item of Meta's list; None where it has no identity."""
    identifier, name, language = (str(item.get(key) or "") for key in ("id", "name", "language"))
    if not identifier or not name or not language:
        return None
    components = item.get("components")
    quality = item.get("quality_score")
    parameter_format = str(item.get("parameter_format") or "POSITIONAL").upper()
    return MetaTemplate(
        id=identifier,
        name=name,
        language=language,
        category=str(item.get("category") or "").upper(),
        status=str(item.get("status") or "").upper(),
        quality=str(quality.get("score") or "UNKNOWN").upper() if isinstance(quality, dict) else "UNKNOWN",
        components=[part for part in components if isinstance(part, dict)] if isinstance(components, list) else [],
        parameter_format=parameter_format if parameter_format in _MULTIPLE else "POSITIONAL",
    )
