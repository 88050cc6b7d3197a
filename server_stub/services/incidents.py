"""Security incidents: every one is registered for five years, also when nobody had to be told (ANPD 15/2024)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.rights import Incident, SaveIncident
from server_stub.domain.working_days import end_of_working_day
from server_stub.services.roles import require_admin
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.incidents import IncidentRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer

NOTIFY_DAYS: Final = 3
"""Working days within which authority and people are told, where the risk is relevant."""
REGISTER_MS: Final = 5 * 366 * 86_400_000
_LONGEST: Final = 20_000
_TITLE: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Incidents:
    """Administrators only. Raises FORBIDDEN, NOT_FOUND, VALUE_INVALID with the `field` that is wrong."""

    def __init__(self, rows: IncidentRows, contacts: Contacts, reading: Reading, registers: Registers) -> None:
        self._rows = rows
        self._contacts = contacts
        self._reading = reading
        self._registers = registers

    def all(self, tx: Tx, account: Account) -> list[Incident]:
        """Newest first."""
        require_admin(account)
        return self._rows.all(tx)

    def add(self, tx: Tx, account: Account, told: SaveIncident, now: int) -> Incident:
        require_admin(account)
        return self._save(tx, new_id(now), told, now)

    def change(self, tx: Tx, account: Account, incident_id: str, told: SaveIncident, now: int) -> Incident:
        require_admin(account)
        if self._rows.get(tx, incident_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self._save(tx, incident_id, told, now)

    def affected(self, tx: Tx, account: Account, contact_ids: Sequence[str], now: int) -> bytes:
        """Names and addresses of the people affected as CSV, for telling them; of everybody where none is named.

        WhatsApp takes no such notice without permission (rules 1.4), hence also the other addresses.
        """
        require_admin(account)
        seen = self._contacts.all_visible(tx, Viewer.of(account))
        wanted = [it for it in dict.fromkeys(contact_ids) if it in seen] if contact_ids else sorted(seen)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["contact_id", "name", "phone", "email"])
        for contact_id in wanted:
            contact = self._reading.contact(tx, contact_id, now)
            if contact is not None:
                row = (contact.id, contact.name, contact.phone or "", contact.email)
                writer.writerow([_plain(value) for value in row])
        return out.getvalue().encode("utf-8-sig")

    def _save(self, tx: Tx, incident_id: str, told: SaveIncident, now: int) -> Incident:
        field = _wrong(told, now)
        if field:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
        zone = ZoneInfo(self._registers.company(tx).zone)
        incident = Incident(
            id=incident_id,
            title=told.title.strip(),
            description=told.description,
            known_at=told.known_at,
            notify_by=end_of_working_day(told.known_at, NOTIFY_DAYS, zone),
            affected=told.affected,
            relevant_risk=told.relevant_risk,
            authority_told_at=told.authority_told_at,
            people_told_at=told.people_told_at,
            closed_at=told.closed_at,
            register_until=max(told.known_at, told.closed_at or 0) + REGISTER_MS,
        )
        self._rows.put(tx, incident)
        return incident


def _wrong(told: SaveIncident, now: int) -> str:
    if not told.title.strip() or len(told.title) > _TITLE:
        return "title"
    if len(told.description) > _LONGEST:
        return "description"
    if not 0 < told.known_at <= now:
        return "known_at"
    if told.affected < 0:
        return "affected"
    later = {name: getattr(told, name) for name in ("authority_told_at", "people_told_at", "closed_at")}
    return next((name for name, at in later.items() if at is not None and not told.known_at <= at <= now), "")


def _plain(value: str) -> str:
    """Spreadsheets run what looks like a formula; a telephone number keeps its sign."""
    risky = value.startswith(_FORMULA) and not value.removeprefix("+").isdigit()
    return f"'{value}" if risky else value
