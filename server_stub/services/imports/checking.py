"""The dry run of an import: what would become of each row, with nothing written about any person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from server_stub.contract.capture import ImportOutcome, ImportReason, ImportRow
from server_stub.domain.import_rules import Finding
from server_stub.services.imports.judging import Judging, told_row, wrong_row
from server_stub.services.imports.lines import Line
from server_stub.services.imports.rows import RowError
from server_stub.storage.database import Tx
from server_stub.storage.repositories.imports import Batch


def count(counts: dict[str, int], rows: Iterable[ImportRow]) -> None:
    """Add rows to the numbers by outcome."""
    for row in rows:
        counts[row.outcome] = counts.get(row.outcome, 0) + 1


class Checking:
    def __init__(self, judging: Judging) -> None:
        self._judging = judging

    def rows(self, tx: Tx, batch: Batch, lines: list[Line], seen: set[int], now: int) -> list[ImportRow]:
        """`seen`: what earlier rows of the same file said, as digests; this call adds its own."""
        reader, registry = self._judging.reader(tx, batch), self._judging.registry(tx)
        found = []
        for line in lines:
            row = reader.read(line)
            if isinstance(row, RowError):
                found.append(wrong_row(line, row))
                continue
            judged = [it.finding for it in self._judging.judge(tx, row, registry, now)]
            found.append(told_row(line, [_after_earlier_rows(row.phone, it, seen) for it in judged]))
        return found


def _after_earlier_rows(phone: str, found: Finding, seen: set[int]) -> Finding:
    """The same row twice changes nothing the second time; nor does a "yes" after a "no" of the same file."""
    if found.outcome in (ImportOutcome.ERROR, ImportOutcome.UNCHANGED):
        return found
    left, said = (_mark(phone, found.purpose, outcome) for outcome in (ImportOutcome.REVOKED, found.outcome))
    if said in seen:
        return replace(found, outcome=ImportOutcome.UNCHANGED, reason=ImportReason.ALREADY_SO, field="")
    if left in seen:
        return replace(found, outcome=ImportOutcome.UNCHANGED, reason=ImportReason.OPTED_OUT, field="")
    seen.add(said)
    return found


def _mark(phone: str, purpose: str, outcome: ImportOutcome) -> int:
    """Eight bytes in place of a number and its purpose: a million of them fit into memory."""
    return int.from_bytes(hashlib.blake2b(f"{phone} {purpose} {outcome}".encode(), digest_size=8).digest())
