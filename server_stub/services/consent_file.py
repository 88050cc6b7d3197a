"""Everything about one person's permissions, entry by entry, with the texts that were shown and what proves it."""

from __future__ import annotations

from typing import Any, Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Contact
from server_stub.contract.people import ConsentFile, EvidenceFile, LedgerEntry
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_evidence import Kept
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import UnreadableError

_ENTRIES: Final = """
SELECT consent_event.seq, consent_event.event_id, consent_event.type, consent_event.purpose, consent_event.channel,
       consent_event.source, consent_event.captured_at, consent_event.recorded_at, consent_event.actor,
       coalesce(account.name, ''), consent_event.proof_level, consent_event.valid_until,
       coalesce(consent_event.notice_version_id, ''), coalesce(notice_version.body, '')
FROM consent_event LEFT JOIN account ON account.id = consent_event.actor
LEFT JOIN notice_version ON notice_version.id = consent_event.notice_version_id
WHERE consent_event.contact_id = ? ORDER BY consent_event.seq
"""
_EVENT_OF: Final = "SELECT contact_id FROM consent_event WHERE event_id = ?"


class ConsentFiles:
    """For contacts that are shown as one the entries of all are told together."""

    def __init__(self, ledger: Ledger, contacts: Contacts, reading: Reading) -> None:
        self._ledger = ledger
        self._contacts = contacts
        self._reading = reading

    def of(self, tx: Tx, account: Account, contact_id: str, now: int) -> ConsentFile:
        """Raises NOT_FOUND, also where the caller may not look."""
        self._check(tx, account, contact_id)
        contact = self._reading.contact(tx, contact_id, now)
        if contact is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return ConsentFile(contact, contact.consents, self.entries(tx, contact))

    def entries(self, tx: Tx, contact: Contact) -> list[LedgerEntry]:
        """Newest first. Not filtered by permission."""
        group = self._contacts.group(tx, contact.id)
        found = [
            self._entry(tx, *row) for it in group for row in tx.driver.execute(_ENTRIES, (it.contact_id,)).fetchall()
        ]
        return sorted(found, key=lambda entry: -entry.seq)

    def evidence(self, tx: Tx, account: Account, contact_id: str, evidence_id: str) -> tuple[Kept, bytes]:
        """One piece of evidence and its bytes. Raises NOT_FOUND."""
        self._check(tx, account, contact_id)
        kept = self._ledger.evidence.one(tx, evidence_id)
        row = None if kept is None else tx.driver.execute(_EVENT_OF, (kept.event_id,)).fetchone()
        group = {it.contact_id for it in self._contacts.group(tx, contact_id)}
        if kept is None or row is None or row[0] not in group:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        try:
            return kept, self._ledger.evidence.body(tx, kept)
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.NOT_FOUND) from None

    def _check(self, tx: Tx, account: Account, contact_id: str) -> None:
        if self._contacts.visible(tx, Viewer.of(account), contact_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)

    def _entry(self, tx: Tx, seq: int, event_id: str, *told: Any) -> LedgerEntry:
        (
            kind,
            purpose,
            channel,
            source,
            captured_at,
            recorded_at,
            actor,
            actor_name,
            proof,
            valid_until,
            version,
            text,
        ) = told
        payload = self._payload(tx, seq)
        named = payload.get("evidence")
        from_evidence = named.get("message_id") if isinstance(named, dict) else None
        files = [
            EvidenceFile(it.id, it.media_type, it.size, it.sha256, it.file_name)
            for it in self._ledger.evidence.of_event(tx, event_id)
        ]
        return LedgerEntry(
            seq=seq,
            type=kind,
            purpose=purpose,
            channel=channel,
            source=source,
            captured_at=captured_at,
            recorded_at=recorded_at,
            actor=actor,
            actor_name=actor_name,
            proof_level=proof,
            valid_until=valid_until,
            notice_version=version,
            notice_text=text,
            note=str(payload.get("note") or ""),
            message_id=str(payload.get("message_id") or from_evidence or ""),
            evidence=files,
        )

    def _payload(self, tx: Tx, seq: int) -> dict[str, Any]:
        try:
            return self._ledger.payload(tx, seq)
        except UnreadableError:
            return {}
