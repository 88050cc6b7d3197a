"""Imported files, what becomes of their rows, and the ledger events that came of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.contract.capture import ImportBatch, ImportMapping, ImportRow, ImportState
from server_stub.domain.consent_events import ConsentEvent
from server_stub.domain.import_rules import KnownNotice
from server_stub.storage.database import Tx
from server_stub.storage.repositories import suppressions
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault

_CONTEXT: Final = "import_batch.detail"
_COLUMNS: Final = (
    "id, detail_enc, file_sha256, state, rows, done, counts, uploaded_by, uploaded_at, approved_by, applied_at"
)
_ADD: Final = (
    "INSERT INTO import_batch (id, detail_enc, file_sha256, state, rows, uploaded_by, uploaded_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_PUT_ROW: Final = (
    "INSERT INTO import_row (batch_id, line, outcome, reason, params) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (batch_id, line) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,"
    " params = excluded.params"
)
_NOTICES: Final = (
    "SELECT id, purpose, coalesce(in_use_from, published_at), retired_at, in_use_until FROM notice_version"
    " WHERE id = ? OR (sha256 = ? AND purpose = ?) ORDER BY id = ? DESC, in_use_until IS NOT NULL, published_at, id"
)
_EVENTS: Final = (
    "SELECT source_key, contact_id, key_id, type, purpose, event_id FROM consent_event"
    " WHERE source_key > ? AND source_key < ? ORDER BY source_key LIMIT ?"
)


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """`import_batch.detail_enc`: what may speak of people, and how the file is read."""

    file_name: str
    size: int
    encoding: str
    columns: list[str]
    preview: list[list[str]]
    header: bool = True
    mapping: ImportMapping | None = None
    mapped_by: str = ""
    undone_by: str = ""
    file_kept: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """One file with all that is known of it. Times in ms."""

    id: str
    detail: Detail
    sha256: str
    state: ImportState
    rows: int
    done: int
    counts: dict[str, int]
    uploaded_by: str
    uploaded_at: int
    approved_by: str = ""
    applied_at: int | None = None

    def to_wire(self) -> ImportBatch:
        return ImportBatch(
            id=self.id,
            file_name=self.detail.file_name,
            sha256=self.sha256,
            state=self.state,
            rows=self.rows,
            columns=self.detail.columns,
            preview=self.detail.preview,
            mapping=self.detail.mapping,
            counts=self.counts,
            done=self.done,
            uploaded_by=self.uploaded_by,
            uploaded_at=self.uploaded_at,
            approved_by=self.approved_by,
            applied_at=self.applied_at,
            encoding=self.detail.encoding,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """One ledger event of a batch."""

    source_key: str
    contact_id: str
    key_id: str
    type: str
    purpose: str
    event_id: str


class ImportRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, batch: Batch) -> None:
        sealed = self._sealed(tx, batch.detail)
        identity = (batch.id, sealed, batch.sha256, batch.state.value, batch.rows)
        tx.driver.execute(_ADD, (*identity, batch.uploaded_by, batch.uploaded_at))

    def get(self, tx: Tx, batch_id: str) -> Batch | None:
        sql = f"SELECT {_COLUMNS} FROM import_batch WHERE id = ?"  # noqa: S608 - column names from above
        row = tx.driver.execute(sql, (batch_id,)).fetchone()
        return None if row is None else self._batch(tx, row)

    def all(self, tx: Tx) -> list[Batch]:
        """Newest first."""
        sql = f"SELECT {_COLUMNS} FROM import_batch ORDER BY uploaded_at DESC, id DESC"  # noqa: S608 - as above
        return [self._batch(tx, row) for row in tx.driver.execute(sql).fetchall()]

    def next_job(self, tx: Tx, states: Sequence[ImportState]) -> Batch | None:
        """The oldest batch in one of these states."""
        marks = ", ".join("?" * len(states))
        sql = f"SELECT {_COLUMNS} FROM import_batch WHERE state IN ({marks}) ORDER BY uploaded_at, id LIMIT 1"  # noqa: S608
        row = tx.driver.execute(sql, [state.value for state in states]).fetchone()
        return None if row is None else self._batch(tx, row)

    def save(self, tx: Tx, batch: Batch) -> None:
        """Everything that changes in the life of a batch."""
        sql = (
            "UPDATE import_batch SET detail_enc = ?, state = ?, done = ?, counts = ?, approved_by = ?, applied_at = ?"
            " WHERE id = ?"
        )
        counts = msgspec.json.encode(batch.counts).decode()
        changed = (self._sealed(tx, batch.detail), batch.state.value, batch.done, counts)
        tx.driver.execute(sql, (*changed, batch.approved_by, batch.applied_at, batch.id))

    def note_progress(self, tx: Tx, batch_id: str, done: int, counts: dict[str, int]) -> None:
        sql = "UPDATE import_batch SET done = ?, counts = ? WHERE id = ?"
        tx.driver.execute(sql, (done, msgspec.json.encode(counts).decode(), batch_id))

    def put_rows(self, tx: Tx, batch_id: str, rows: Iterable[ImportRow]) -> None:
        encoded = ((it.line, it.outcome, it.reason, msgspec.json.encode(it.params).decode()) for it in rows)
        tx.driver.executemany(_PUT_ROW, [(batch_id, *values) for values in encoded])

    def drop_rows(self, tx: Tx, batch_id: str, limit: int) -> int:
        """Some of them, how many."""
        sql = (
            "DELETE FROM import_row WHERE batch_id = ? AND line IN"
            " (SELECT line FROM import_row WHERE batch_id = ? ORDER BY line LIMIT ?)"
        )
        return int(tx.driver.execute(sql, (batch_id, batch_id, limit)).rowcount)

    def rows(self, tx: Tx, batch_id: str, after: int, limit: int) -> list[ImportRow]:
        """By line, those beyond `after`."""
        sql = (
            "SELECT line, outcome, reason, params FROM import_row WHERE batch_id = ? AND line > ? ORDER BY line LIMIT ?"
        )
        found = tx.driver.execute(sql, (batch_id, after, limit)).fetchall()
        return [
            ImportRow(line, outcome, reason, msgspec.json.decode(params)) for line, outcome, reason, params in found
        ]

    def notices(self, tx: Tx, written: str, purpose: str) -> list[KnownNotice]:
        """The text a row names by its id, else those of its exact words: they may have been in use at several times."""
        digest = hashlib.sha256(written.encode()).hexdigest()
        found = [KnownNotice(*row) for row in tx.driver.execute(_NOTICES, (written, digest, purpose, written))]
        return found[:1] if found and found[0].id == written else found

    def suppressed(self, tx: Tx, digits: str) -> list[ConsentEvent]:
        """What stands against a number whose person was erased: a list does not bring them back (I4)."""
        return suppressions.of_number(tx, self._vault, digits)

    def events(self, tx: Tx, batch_id: str, after: str, limit: int) -> list[Written]:
        """What the batch wrote into the ledger, in the order of its rows; `after`: the last source key before."""
        first, end = f"import:{batch_id}:", f"import:{batch_id};"
        rows = tx.driver.execute(_EVENTS, (after or first, end, limit)).fetchall()
        return [Written(*row) for row in rows]

    def _batch(self, tx: Tx, row: tuple[Any, ...]) -> Batch:
        batch_id, sealed, sha256, state, rows, done, counts, *more = row
        opened = self._vault.open(tx, team_key(tx), sealed or b"", _CONTEXT)
        detail = msgspec.json.decode(opened, type=Detail)
        known = msgspec.json.decode(counts, type=dict[str, int])
        return Batch(batch_id, detail, sha256, ImportState(state), rows, done, known, *more)

    def _sealed(self, tx: Tx, detail: Detail) -> bytes:
        return self._vault.seal(tx, team_key(tx), msgspec.json.encode(detail), _CONTEXT)
