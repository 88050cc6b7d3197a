"""Reads what a proof pack tells: events with their opened contents, people, notices and decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from server_stub.storage.database import Tx
from server_stub.storage.repositories.decisions import INPUTS_CONTEXT
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_evidence import Kept
from server_stub.storage.repositories.ledger_rows import (
    COLUMNS,
    FIELDS,
    NOTICE_REGISTERED_LATER,
    SALT_BYTES,
    WIDTH,
    registered_later,
    row_digest,
)
from server_stub.storage.repositories.people import Profile
from server_stub.storage.vault import UnreadableError, Vault

_SAME_PERSON: Final = """
WITH RECURSIVE same(id) AS (SELECT ? UNION SELECT contact.id FROM contact JOIN same ON contact.merged_into = same.id)
SELECT id FROM same
"""
_EVENTS: Final = (
    f"SELECT {COLUMNS}, consent_event.hash, data_key.wrapped IS NULL FROM consent_event "  # noqa: S608
    "LEFT JOIN data_key ON data_key.id = consent_event.key_id WHERE consent_event.seq <= ?"
)
_PEOPLE: Final = "SELECT id, key_id, profile_enc, erased_at, merged_into FROM contact"
_IDENTITIES: Final = """
SELECT kind, value_enc, first_seen_at, valid_to FROM identity WHERE contact_id = ? ORDER BY first_seen_at, id
"""
_NOTICES: Final = """
SELECT id, purpose, language, version, body, sha256, published_at, retired_at, published_by, in_use_from, in_use_until
FROM notice_version ORDER BY id
"""
_DECISION_FIELDS: Final = (
    "id, message_id, contact_id, stage, kind, purpose, template_id, verdict, reason, ledger_seq, policy_version,"
    " decided_at"
)


class DamagedError(Exception):
    """An event is not what was recorded, though nobody erased it."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"event {seq}")
        self.seq = seq


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """`row` as the hash covers it. `salt`, `payload` and `evidence` are empty where the person was erased."""

    row: dict[str, Any]
    hash: str
    erased: bool
    salt: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Kept, ...] = ()

    @property
    def seq(self) -> int:
        return int(self.row["seq"])


class LedgerExport:
    """`contacts`: ids, or None for everybody."""

    def __init__(self, vault: Vault, ledger: Ledger) -> None:
        self._vault = vault
        self._ledger = ledger

    def same_person(self, tx: Tx, contact_id: str) -> list[str]:
        """The contact and those that are shown as it."""
        return [row[0] for row in tx.driver.execute(_SAME_PERSON, (contact_id,))]

    def known(self, tx: Tx, contact_id: str) -> bool:
        sql = "SELECT 1 FROM contact WHERE id = ? UNION SELECT 1 FROM consent_event WHERE contact_id = ? LIMIT 1"
        return tx.driver.execute(sql, (contact_id, contact_id)).fetchone() is not None

    def events(self, tx: Tx, contacts: Sequence[str] | None, size: int) -> Iterator[OpenEvent]:
        """The events among the first `size`, in order. Raises DamagedError."""
        where, values = _among("consent_event.contact_id", contacts)
        for row in tx.driver.execute(f"{_EVENTS} AND {where} ORDER BY consent_event.seq", (size, *values)):
            yield self._opened(tx, row)

    def people(self, tx: Tx, contacts: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        where, values = _among("id", contacts)
        for row in tx.driver.execute(f"{_PEOPLE} WHERE {where} ORDER BY id", values):
            yield self._person(tx, *row)

    def notices(self, tx: Tx, ids: set[str] | None) -> list[dict[str, Any]]:
        """Texts by id; None for all of them. Of one that was registered later it is said by whom, and for when."""
        names = ("id", "purpose", "language", "version", "body", "sha256", "published_at", "retired_at")
        found = []
        for row in tx.driver.execute(_NOTICES):
            *told, by, in_use_from, in_use_until = row
            notice = dict(zip(names, told, strict=True))
            later = registered_later(notice["published_at"], by, in_use_from, in_use_until)
            if ids is None or notice["id"] in ids:
                found.append(notice if later is None else {**notice, NOTICE_REGISTERED_LATER: later})
        return found

    def decisions(self, tx: Tx, contacts: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        """Every verdict of the send gate with what it was based on."""
        where, values = _among("send_decision.contact_id", contacts)
        names = _DECISION_FIELDS.split(", ")
        columns = ", ".join(f"send_decision.{name}" for name in names)
        sql = (
            f"SELECT {columns}, send_decision.inputs_enc, contact.key_id FROM send_decision"  # noqa: S608
            f" JOIN contact ON contact.id = send_decision.contact_id WHERE {where} ORDER BY send_decision.id"
        )
        for row in tx.driver.execute(sql, values):
            yield {**dict(zip(names, row, strict=False)), "inputs": self._json(tx, row[-1], row[-2], INPUTS_CONTEXT)}

    def actors(self, tx: Tx, ids: set[str]) -> dict[str, str]:
        """Names of the accounts among these."""
        names = dict(tx.driver.execute("SELECT id, name FROM account").fetchall())
        return {own_id: names[own_id] for own_id in sorted(ids) if own_id in names}

    def _opened(self, tx: Tx, values: Sequence[Any]) -> OpenEvent:
        row = dict(zip(FIELDS, values, strict=False))
        digest, erased = values[WIDTH], bool(values[WIDTH + 1])
        if row_digest(values[:WIDTH]).hex() != digest:
            raise DamagedError(row["seq"])
        if erased:
            return OpenEvent(row, digest, erased)
        try:
            plain = self._ledger.salted(tx, row["seq"])
            evidence = tuple(self._ledger.evidence.of_event(tx, row["event_id"]))
            return OpenEvent(row, digest, erased, plain[:SALT_BYTES].hex(), json.loads(plain[SALT_BYTES:]), evidence)
        except (UnreadableError, ValueError):
            raise DamagedError(row["seq"]) from None

    def _person(
        self, tx: Tx, own_id: str, key_id: str, sealed: bytes | None, erased_at: int | None, merged_into: str
    ) -> dict[str, Any]:
        told: dict[str, Any] = {"contact_id": own_id, "erased_at": erased_at, "merged_into": merged_into}
        try:
            opened = self._vault.open(tx, key_id, sealed or b"", "contact.profile")
        except UnreadableError:
            return {**told, "name": "", "identities": []}
        name = msgspec.json.decode(opened, type=Profile).name
        return {**told, "name": name, "identities": list(self._identities(tx, own_id, key_id))}

    def _identities(self, tx: Tx, contact_id: str, key_id: str) -> Iterator[dict[str, Any]]:
        for kind, sealed, first_seen_at, valid_to in tx.driver.execute(_IDENTITIES, (contact_id,)).fetchall():
            try:
                value = self._vault.open(tx, key_id, sealed or b"", "identity.value").decode()
            except UnreadableError:
                continue
            yield {"kind": kind, "value": value, "first_seen_at": first_seen_at, "valid_to": valid_to}

    def _json(self, tx: Tx, key_id: str, sealed: bytes | None, context: str) -> Any:
        """What is sealed, None where the person was erased."""
        try:
            return json.loads(self._vault.open(tx, key_id, sealed or b"", context))
        except UnreadableError:
            return None


def _among(column: str, contacts: Sequence[str] | None) -> tuple[str, Sequence[str]]:
    """A condition and its parameters."""
    if contacts is None:
        return "1", ()
    return f"{column} IN ({', '.join('?' * len(contacts))})", contacts
