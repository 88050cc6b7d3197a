"""The consent ledger: rows that are only ever added, each bound to the one before it by SHA-256 (law 7).

The hash covers a salted commitment to the sealed payload instead of the payload: when a person's key is destroyed the
payload is gone, the commitment tells nothing, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any, Final

from server_stub.contract.ids import new_id
from server_stub.domain.consent_events import ConsentEvent
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

PAYLOAD_CONTEXT: Final = "consent_event.payload"
EVIDENCE_CONTEXT: Final = "evidence.body"
GENESIS: Final = "0" * 64
_HEAD: Final = "ledger.head"
_SALT_BYTES: Final = 16
_PROOF: Final = "evidence_sha256"
"""In the payload, which the chain covers: the digest of the event's evidence."""
_FIELDS: Final = (
    "seq",
    "event_id",
    "contact_id",
    "brand",
    "purpose",
    "channel",
    "type",
    "notice_version_id",
    "captured_at",
    "recorded_at",
    "valid_until",
    "actor",
    "source",
    "proof_level",
    "source_key",
    "key_id",
    "payload_commitment",
    "prev_hash",
)
_COLUMNS: Final = ", ".join(f"consent_event.{name}" for name in _FIELDS) + ", consent_event.hash"
_INSERT: Final = (
    f"INSERT INTO consent_event ({', '.join(_FIELDS)}, payload_enc, hash) "  # noqa: S608 - names from the list above
    f"VALUES ({', '.join('?' * (len(_FIELDS) + 2))})"
)
_OF_CONTACT: Final = (
    f"SELECT {_COLUMNS}, notice_version.retired_at FROM consent_event "  # noqa: S608 - names from the list above
    "LEFT JOIN notice_version ON notice_version.id = consent_event.notice_version_id "
    "WHERE consent_event.contact_id = ? ORDER BY consent_event.seq"
)
_ALL: Final = (
    f"SELECT {_COLUMNS}, consent_event.payload_enc, data_key.wrapped IS NULL FROM consent_event "  # noqa: S608
    "LEFT JOIN data_key ON data_key.id = consent_event.key_id ORDER BY consent_event.seq"
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sealed copy of what proves an event; the message it came from may be edited or deleted later."""

    media_type: str
    body: bytes
    captured_at: int


class Ledger:
    """Appends, reads and verifies. Appending is for the writer's transaction only."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def append(self, tx: Tx, new: NewEvent, evidence: Evidence | None = None) -> int | None:
        """The new `seq`, or None when the same cause is in the ledger already. The chain covers the evidence, too."""
        if new.source_key is not None and self._known(tx, new.source_key):
            return None
        last_seq, last_hash = self._head(tx)
        bound = {} if evidence is None else {_PROOF: self._keep(tx, new, evidence)}
        plain = os.urandom(_SALT_BYTES) + _canonical({**new.payload, **bound})
        row = {
            "seq": last_seq + 1,
            **{name: getattr(new, name) for name in _FIELDS if hasattr(new, name)},
            "payload_commitment": hashlib.sha256(plain).hexdigest(),
            "prev_hash": last_hash,
        }
        digest = _hash(row)
        sealed = self._vault.seal(tx, new.key_id, plain, PAYLOAD_CONTEXT)
        tx.driver.execute(_INSERT, (*(row[name] for name in _FIELDS), sealed, digest))
        self._move_head(tx, last_seq + 1, digest)
        return last_seq + 1

    def _keep(self, tx: Tx, event: NewEvent, evidence: Evidence) -> str:
        """Store what proves an event; its digest."""
        sealed = self._vault.seal(tx, event.key_id, evidence.body, EVIDENCE_CONTEXT)
        sql = (
            "INSERT INTO evidence (id, event_id, media_type, sha256, size, key_id, body_enc, captured_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        digest = hashlib.sha256(evidence.body).hexdigest()
        identity = (new_id(event.recorded_at), event.event_id, evidence.media_type, digest, len(evidence.body))
        tx.driver.execute(sql, (*identity, event.key_id, sealed, evidence.captured_at))
        return digest

    def of_contact(self, tx: Tx, contact_id: str) -> tuple[list[ConsentEvent], bool]:
        """The person's events, and whether each of them still has the hash it was given."""
        events, sound = [], True
        for values in tx.driver.execute(_OF_CONTACT, (contact_id,)):
            row = dict(zip(_FIELDS, values, strict=False))
            sound = sound and _hash(row) == values[len(_FIELDS)]
            events.append(_event(row, values[-1]))
        return events, sound

    def last_seq(self, tx: Tx) -> int:
        return self._head(tx)[0]

    def verify(self, tx: Tx) -> int | None:
        """The first `seq` that is missing or was changed, None when the whole chain holds."""
        expected, previous, proofs = 1, GENESIS, self._proofs(tx)
        for values in tx.driver.execute(_ALL):
            row = dict(zip(_FIELDS, values, strict=False))
            stored_hash, payload, erased = values[len(_FIELDS) :]
            linked = row["seq"] == expected and row["prev_hash"] == previous and _hash(row) == stored_hash
            if not linked or not (erased or self._payload_holds(tx, row, payload, proofs)):
                return min(expected, int(row["seq"]))
            expected, previous = expected + 1, stored_hash
        return None if self._head(tx) == (expected - 1, previous) else expected

    def payload(self, tx: Tx, seq: int) -> dict[str, Any]:
        """What was sealed with an event. Raises UnreadableError once the person was erased."""
        sql = "SELECT key_id, payload_enc FROM consent_event WHERE seq = ?"
        key_id, sealed = tx.driver.execute(sql, (seq,)).fetchone()
        plain = self._vault.open(tx, key_id, sealed, PAYLOAD_CONTEXT)
        found: dict[str, Any] = json.loads(plain[_SALT_BYTES:])
        return found

    def _proofs(self, tx: Tx) -> dict[str, str]:
        """Digest of the evidence of each event, as it can be opened now; none where it cannot."""
        found = {}
        for event_id, key_id, sealed in tx.driver.execute("SELECT event_id, key_id, body_enc FROM evidence"):
            try:
                body = self._vault.open(tx, key_id, sealed or b"", EVIDENCE_CONTEXT)
            except UnreadableError:
                continue
            found[event_id] = hashlib.sha256(body).hexdigest()
        return found

    def _payload_holds(self, tx: Tx, row: dict[str, Any], sealed: bytes | None, proofs: dict[str, str]) -> bool:
        """The words are those that were committed to, and so is what proves them."""
        if sealed is None:
            return False
        try:
            plain = self._vault.open(tx, row["key_id"], sealed, PAYLOAD_CONTEXT)
        except UnreadableError:
            return False
        if hashlib.sha256(plain).hexdigest() != str(row["payload_commitment"]):
            return False
        digest = json.loads(plain[_SALT_BYTES:]).get(_PROOF)
        return digest is None or digest == proofs.get(row["event_id"])

    @staticmethod
    def _known(tx: Tx, source_key: str) -> bool:
        sql = "SELECT 1 FROM consent_event WHERE source_key = ?"
        return tx.driver.execute(sql, (source_key,)).fetchone() is not None

    @staticmethod
    def _head(tx: Tx) -> tuple[int, str]:
        # Kept apart from the rows, so that cutting off the newest ones does not go unnoticed.
        row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (_HEAD,)).fetchone()
        if row is None:
            return 0, GENESIS
        seq, _, digest = row[0].partition(":")
        return int(seq), digest

    @staticmethod
    def _move_head(tx: Tx, seq: int, digest: str) -> None:
        sql = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        tx.driver.execute(sql, (_HEAD, f"{seq}:{digest}"))


def _event(row: dict[str, Any], notice_retired_at: int | None) -> ConsentEvent:
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
        notice_retired_at=notice_retired_at,
    )


def _hash(row: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical({name: row[name] for name in _FIELDS})).hexdigest()


def _canonical(value: dict[str, Any]) -> bytes:
    """JSON with sorted keys and no blanks: the same value always gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
