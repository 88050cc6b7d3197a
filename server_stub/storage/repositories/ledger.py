"""The consent ledger: rows that are only ever added, each bound to the one before it by SHA-256 (law 7).

The hash covers a salted commitment to the sealed payload instead of the payload: when a person's key is destroyed the
payload is gone, the commitment tells nothing, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from server_stub.domain.consent_events import ConsentEvent
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger_evidence import READABLE, Evidence, EvidenceRows
from server_stub.storage.repositories.ledger_rows import (
    COLUMNS,
    EVIDENCE_SHA256,
    FIELDS,
    GENESIS,
    NOTICE_REGISTERED_LATER,
    NOTICE_SHA256,
    PAYLOAD_CONTEXT,
    SALT_BYTES,
    WIDTH,
    canonical,
    registered_later,
    row_digest,
)
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.vault import Vault

__all__ = ["Evidence", "Ledger", "NewEvent"]

_HEAD: Final = "ledger.head"
_SHOWN: Final = "SELECT sha256, published_at, published_by, in_use_from, in_use_until FROM notice_version WHERE id = ?"
_BY_MESSAGE: Final = "wamid:"
_INSERT: Final = (
    f"INSERT INTO consent_event ({', '.join(FIELDS)}, payload_enc, hash) "  # noqa: S608 - names from the list
    f"VALUES ({', '.join('?' * (WIDTH + 2))})"
)
_OF_CONTACT: Final = (
    f"SELECT {COLUMNS}, consent_event.hash, notice_version.retired_at, {READABLE} FROM consent_event "  # noqa: S608
    "LEFT JOIN notice_version ON notice_version.id = consent_event.notice_version_id "
    "WHERE consent_event.contact_id = ? ORDER BY consent_event.seq"
)
_PUT_SETTING: Final = (
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is to be added. `source_key` is the natural key of its cause: the same cause adds one event only."""

    event_id: str
    contact_id: str
    key_id: str
    type: str
    purpose: str
    brand: str
    channel: str
    source: str
    actor: str
    captured_at: int
    recorded_at: int
    proof_level: int = 0
    valid_until: int | None = None
    notice_version_id: str | None = None
    source_key: str | None = None
    payload: dict[str, Any] = field(default_factory=dict)


class Ledger:
    """Appends and reads. Appending is for the writer's transaction only; `LedgerCheck` verifies.

    `files` are for large evidence; a ledger without them takes only what fits a row.
    """

    def __init__(self, vault: Vault, files: SealedFiles | None = None) -> None:
        self._vault = vault
        self.evidence = EvidenceRows(vault, files)

    def append(self, tx: Tx, new: NewEvent, evidence: Evidence | None = None) -> int | None:
        """The new `seq`, or None when the same cause is in the ledger already.

        The chain covers the evidence and the text that the person saw, too. Raises FILE_TOO_LARGE.
        """
        new = replace(new, source_key=self._cause(new.source_key))
        if new.source_key is not None and self._known(tx, new.source_key):
            return None
        last_seq, last_hash = self.head(tx)
        plain = os.urandom(SALT_BYTES) + canonical({**new.payload, **self._bound(tx, new, evidence)})
        row = {
            **{name: getattr(new, name) for name in FIELDS if hasattr(new, name)},
            "seq": last_seq + 1,
            "payload_commitment": hashlib.sha256(plain).hexdigest(),
            "prev_hash": last_hash,
        }
        values = [row[name] for name in FIELDS]
        digest = row_digest(values).hex()
        if not digest:
            raise ValueError("a value of the event is of a kind that its column cannot hold")
        sealed = self._vault.seal(tx, new.key_id, plain, PAYLOAD_CONTEXT)
        tx.driver.execute(_INSERT, (*values, sealed, digest))
        tx.driver.execute(_PUT_SETTING, (_HEAD, f"{last_seq + 1}:{digest}"))
        return last_seq + 1

    def of_contact(self, tx: Tx, contact_id: str) -> tuple[list[ConsentEvent], bool]:
        """The person's events, and whether each of them still has the hash it was given."""
        events, sound = [], True
        for values in tx.driver.execute(_OF_CONTACT, (contact_id,)):
            sound = sound and row_digest(values[:WIDTH]).hex() == values[WIDTH]
            events.append(_event(values, evidenced=self.evidence.is_there(values[-1])))
        return events, sound

    def last_seq(self, tx: Tx) -> int:
        return self.head(tx)[0]

    def head(self, tx: Tx) -> tuple[int, str]:
        """Number and hash of the newest event."""
        # Kept apart from the rows, so that cutting off the newest ones does not go unnoticed.
        row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (_HEAD,)).fetchone()
        if row is None:
            return 0, GENESIS
        seq, _, digest = row[0].partition(":")
        return int(seq), digest

    def payload(self, tx: Tx, seq: int) -> dict[str, Any]:
        """What was sealed with an event. Raises UnreadableError once the person was erased."""
        found: dict[str, Any] = json.loads(self.salted(tx, seq)[SALT_BYTES:])
        return found

    def salted(self, tx: Tx, seq: int) -> bytes:
        """Salt and payload as they were committed to. Raises UnreadableError once the person was erased."""
        sql = "SELECT key_id, payload_enc FROM consent_event WHERE seq = ?"
        key_id, sealed = tx.driver.execute(sql, (seq,)).fetchone()
        return self._vault.open(tx, key_id, sealed or b"", PAYLOAD_CONTEXT)

    def _bound(self, tx: Tx, new: NewEvent, evidence: Evidence | None) -> dict[str, Any]:
        """What the payload binds: the evidence, which is kept here, the words of the notice, and whether they were
        registered later."""
        bound: dict[str, Any] = {}
        if evidence is not None:
            bound[EVIDENCE_SHA256] = self.evidence.keep(tx, new.event_id, new.key_id, evidence, new.recorded_at)
        if new.notice_version_id:
            row = tx.driver.execute(_SHOWN, (new.notice_version_id,)).fetchone()
            later = None if row is None else registered_later(*row[1:])
            bound |= {} if row is None else {NOTICE_SHA256: row[0]}
            bound |= {} if later is None else {NOTICE_REGISTERED_LATER: later}
        return bound

    def _cause(self, key: str | None) -> str | None:
        """WhatsApp's id of a message spells the person's number: only a keyed hash of it may outlive their data."""
        if key is None or not key.startswith(_BY_MESSAGE):
            return key
        return _BY_MESSAGE + self._vault.blind(key, "consent_event.source_key").hex()

    @staticmethod
    def _known(tx: Tx, source_key: str) -> bool:
        sql = "SELECT 1 FROM consent_event WHERE source_key = ?"
        return tx.driver.execute(sql, (source_key,)).fetchone() is not None


def _event(values: Sequence[Any], *, evidenced: bool) -> ConsentEvent:
    row = dict(zip(FIELDS, values, strict=False))
    return ConsentEvent(
        type=row["type"],
        purpose=row["purpose"],
        captured_at=row["captured_at"],
        recorded_at=row["recorded_at"],
        source=row["source"],
        brand=row["brand"],
        channel=row["channel"],
        seq=row["seq"],
        proof_level=row["proof_level"],
        valid_until=row["valid_until"],
        notice_version_id=row["notice_version_id"] or "",
        notice_retired_at=values[-2],
        evidenced=evidenced,
    )
