"""Opt-outs that come by e-mail or SMS: they hold for WhatsApp, at once, whoever else has the same address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec

from server_stub.domain.consent_events import EventType
from server_stub.domain.identity import match_key
from server_stub.domain.purposes import PROMOTIONAL, covers
from server_stub.services.consent import Consents, Subject
from server_stub.services.outside.permission import Permission
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.outside import SMS, OutsideRows
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import Vault

_OWNER: Final = "SELECT key_id FROM contact WHERE id = ? AND erased_at IS NULL"
_WITH_NUMBER: Final = """
SELECT DISTINCT contact.id, contact.key_id FROM identity JOIN contact ON contact.id = identity.contact_id
WHERE identity.match_hash = ? AND identity.valid_to IS NULL AND contact.erased_at IS NULL ORDER BY contact.id
"""


class Leaving:
    """No precondition, and once is enough: what is revoked already is not revoked again (N8)."""

    def __init__(
        self, vault: Vault, rows: OutsideRows, permission: Permission, registers: Registers, consents: Consents
    ) -> None:
        self._vault = vault
        self._rows = rows
        self._permission = permission
        self._registers = registers
        self._consents = consents

    def by_link(self, tx: Tx, message_id: str, contact_id: str, evidence: dict[str, Any], now: int) -> bool:
        """The way out of an e-mail: everything promotional, or the service messages that it asked for. False where that
        stood already, or the person was erased. It works for as long as the link does, the e-mail's row kept or not.
        """
        owner = tx.driver.execute(_OWNER, (contact_id,)).fetchone()
        if owner is None:
            return False
        row = self._rows.get(tx, message_id)
        asked = [PROMOTIONAL] if row is None else row.asked
        others = [code for code in asked if not covers(PROMOTIONAL, code)]
        scopes = others if len(others) == len(asked) else [PROMOTIONAL, *others]
        subject = Subject(contact_id, owner[0])
        done = [self._revoke(tx, subject, scope, "email", "", {"id": message_id}, evidence, now) for scope in scopes]
        return any(done)

    def by_sms(self, tx: Tx, number: str, scope: str, cause: str, evidence: dict[str, Any], now: int) -> list[Subject]:
        """Of everybody who may be meant by this number (E.164); those for whom it is new.

        An opt-out is taken for a number written with and without its 9th digit: silence harms nobody.
        """
        hashed = self._vault.blind(match_key(number.removeprefix("+")), "match")
        found = [*tx.driver.execute(_WITH_NUMBER, (hashed,)).fetchall(), *self._rows.contacts_at(tx, SMS, number)]
        people = [Subject(contact_id, key_id) for contact_id, key_id in dict.fromkeys(map(tuple, found))]
        payload = {"rule": str(evidence.get("rule", ""))}
        return [
            it
            for it in people
            if self._revoke(tx, it, scope, "sms", f"{cause}:{it.contact_id}", payload, evidence, now)
        ]

    def _revoke(
        self,
        tx: Tx,
        subject: Subject,
        scope: str,
        source: str,
        cause: str,
        payload: dict[str, str],
        evidence: dict[str, Any],
        now: int,
    ) -> bool:
        if self._permission.stands_revoked(tx, subject.contact_id, scope, self._purposes(tx), now):
            return False
        event = self._consents.new_event(
            subject, EventType.REVOKED, scope, source=source, actor="person", captured_at=now, now=now
        )
        event = replace(event, source_key=cause or None, payload=payload)
        return self._consents.add(tx, event, Evidence("application/json", msgspec.json.encode(evidence), now))

    def _purposes(self, tx: Tx) -> Sequence[str]:
        return list(self._registers.catalogue(tx))
