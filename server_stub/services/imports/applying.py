"""Writes what was approved: persons are found or made, and each purpose of a row becomes one event of the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import msgspec

from server_stub.contract.capture import ImportOutcome, ImportRow
from server_stub.contract.ids import new_id
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, EventType
from server_stub.domain.import_rules import IMPORT, PROOF_OF_A_FILE
from server_stub.domain.purposes import EVERYTHING
from server_stub.services.capture.persons import Persons
from server_stub.services.consent import Consents, Subject
from server_stub.services.imports.judging import Judged, Judging, Registry, told_row, wrong_row
from server_stub.services.imports.lines import Line
from server_stub.services.imports.rows import ReadRow, RowError
from server_stub.storage.database import Tx
from server_stub.storage.repositories.imports import Batch, ImportRows
from server_stub.storage.repositories.ledger import Evidence, Ledger, NewEvent
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.setup import team_key

IMPORT_BATCH: Final = "IMPORT_BATCH"
CONFIRM_WITHIN_MS: Final = 30 * 24 * 3_600_000
"""Nobody was asked yet: the question goes out when the person next writes, which may take longer than the three days
somebody has who just filled in a form."""
_EVENTS: Final = {
    ImportOutcome.ACTIVE: EventType.GRANTED,
    ImportOutcome.PENDING: EventType.REQUESTED,
    ImportOutcome.UNPROVEN: EventType.IMPORTED,
    ImportOutcome.REVOKED: EventType.REVOKED,
}


class Applying:
    """For the writer's transaction. The same row of the same batch writes once, whatever is repeated."""

    def __init__(
        self,
        judging: Judging,
        rows: ImportRows,
        registers: Registers,
        persons: Persons,
        consents: Consents,
        ledger: Ledger,
    ) -> None:
        self._judging = judging
        self._rows = rows
        self._registers = registers
        self._persons = persons
        self._consents = consents
        self._ledger = ledger

    def rows(self, tx: Tx, batch: Batch, lines: list[Line], now: int) -> list[ImportRow]:
        """Judged again, for people may have spoken since; but what the dry run refused stays refused."""
        reader, registry = self._judging.reader(tx, batch), self._judging.registry(tx)
        planned = self._rows.rows(tx, batch.id, lines[0].number - 1, len(lines))
        refused = {it.line: it for it in planned if it.outcome == ImportOutcome.ERROR.value}
        found = []
        for line in lines:
            row = reader.read(line)
            if line.number in refused:
                found.append(refused[line.number])
            elif isinstance(row, RowError):
                found.append(wrong_row(line, row))
            else:
                found.append(self._row(tx, batch, line, row, registry, now))
        return found

    def close(self, tx: Tx, batch: Batch, counts: dict[str, int], now: int) -> None:
        """One event for the whole file: which one it was, what came of it, and who vouches for it (I5)."""
        told = {"counts": counts, "rows": batch.rows, "mapping": msgspec.to_builtins(batch.detail.mapping)}
        self._ledger.append(tx, batch_event(tx, batch, "applied", batch.approved_by, told, now))

    def _row(self, tx: Tx, batch: Batch, line: Line, row: ReadRow, registry: Registry, now: int) -> ImportRow:
        judged = []
        for claim in row.claims:
            # One after the other: what the first purpose of a row wrote counts for the second.
            (one,) = self._judging.judge(tx, replace(row, claims=[claim]), registry, now)
            if one.finding.outcome in _EVENTS:
                self._write(tx, batch, line, row, one, now)
            judged.append(one.finding)
        return told_row(line, judged)

    def _write(self, tx: Tx, batch: Batch, line: Line, row: ReadRow, judged: Judged, now: int) -> None:
        subject = self._persons.of_phone(tx, row.phone, row.name, now)
        evidence = Evidence("application/json", _as_read(batch, line, row), now)
        self._consents.add(tx, self._event(tx, batch, line, subject, judged, now), evidence)

    def _event(self, tx: Tx, batch: Batch, line: Line, subject: Subject, judged: Judged, now: int) -> NewEvent:
        claim, found, notice = judged.claim, judged.finding, judged.notice
        said_at = now if claim.moment is None else claim.moment.at
        event = self._consents.new_event(
            subject,
            _EVENTS[found.outcome],
            found.purpose,
            source=IMPORT,
            actor=batch.approved_by,
            captured_at=said_at,
            now=now,
        )
        granted = found.outcome is ImportOutcome.ACTIVE
        known = notice is not None and notice.purpose == found.purpose
        return replace(
            event,
            proof_level=PROOF_OF_A_FILE if granted else 0,
            valid_until=self._valid_until(tx, judged, event.captured_at, now),
            notice_version_id=notice.id if notice is not None and known else None,
            source_key=f"import:{batch.id}:{line.number:08d}:{found.purpose}",
            payload=_payload(batch, line, judged),
        )

    def _valid_until(self, tx: Tx, judged: Judged, said_at: int, now: int) -> int | None:
        if judged.finding.outcome is ImportOutcome.PENDING:
            return now + CONFIRM_WITHIN_MS
        purpose = self._registers.catalogue(tx).get(judged.finding.purpose)
        if judged.finding.outcome is not ImportOutcome.ACTIVE or purpose is None or purpose.validity_ms is None:
            return None
        return said_at + purpose.validity_ms


def batch_event(tx: Tx, batch: Batch, step: str, actor: str, told: dict[str, Any], now: int) -> NewEvent:
    """Belongs to no person; changes no state."""
    people = {"uploaded_by": batch.uploaded_by, "mapped_by": batch.detail.mapped_by, "approved_by": batch.approved_by}
    return NewEvent(
        event_id=new_id(now),
        contact_id="",
        key_id=team_key(tx),
        type=IMPORT_BATCH,
        purpose=EVERYTHING,
        brand=ANY_BRAND,
        channel=WHATSAPP,
        source=IMPORT,
        actor=actor,
        captured_at=now,
        recorded_at=now,
        source_key=f"import-batch:{batch.id}:{step}",
        payload={"batch": batch.id, "step": step, "file_sha256": batch.sha256, **people, **told},
    )


def _payload(batch: Batch, line: Line, judged: Judged) -> dict[str, Any]:
    claim = judged.claim
    return {
        "batch": batch.id,
        "line": line.number,
        "file_sha256": batch.sha256,
        "collected_by": claim.source,
        "evidence_reference": claim.evidence,
        "uploaded_by": batch.uploaded_by,
        "approved_by": batch.approved_by,
    }


def _as_read(batch: Batch, line: Line, row: ReadRow) -> bytes:
    """The row as it stood in the file, and how it was understood."""
    cells = dict(zip(batch.detail.columns, line.cells, strict=False))
    told = {"file_sha256": batch.sha256, "line": line.number, "cells": cells, "phone": row.phone}
    return msgspec.json.encode({**told, "mapping": batch.detail.mapping})
