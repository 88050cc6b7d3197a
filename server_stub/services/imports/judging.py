"""What each purpose of a row becomes, by the row, the registers and the person's history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from server_stub.contract.capture import ImportOutcome, ImportReason, ImportRow
from server_stub.domain.consent import Standing, derive, negatives
from server_stub.domain.consent_events import ConsentEvent
from server_stub.domain.import_rules import Claim, Finding, KnownNotice, against, judge, least, shown_then
from server_stub.domain.purposes import Catalogue
from server_stub.services.capture.persons import Persons
from server_stub.services.gate_facts import GateFacts
from server_stub.services.imports.lines import Line
from server_stub.services.imports.rows import ReadRow, RowError, RowReader
from server_stub.storage.database import Tx
from server_stub.storage.repositories.imports import Batch, ImportRows
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.registers import Registers


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, what becomes of it, and the text it was made under."""

    claim: Claim
    finding: Finding
    notice: KnownNotice | None


@dataclass(frozen=True, slots=True)
class Registry:
    """What administrators keep, as it is in one transaction: asked once for many rows."""

    catalogue: Catalogue
    notices: dict[tuple[str, str], list[KnownNotice]] = field(default_factory=dict)
    """By what rows wrote and for which purpose."""


class Judging:
    """`brand` is the one that grants are given to."""

    def __init__(
        self,
        rows: ImportRows,
        registers: Registers,
        persons: Persons,
        ledger: Ledger,
        gate_facts: GateFacts,
        brand: str,
    ) -> None:
        self._rows = rows
        self._registers = registers
        self._persons = persons
        self._ledger = ledger
        self._gate_facts = gate_facts
        self._brand = brand

    def reader(self, tx: Tx, batch: Batch) -> RowReader:
        """Raises AssertionError for a batch that was never mapped: a fault of ours."""
        mapping = batch.detail.mapping
        assert mapping is not None  # noqa: S101
        return RowReader(batch.detail.columns, mapping, self._registers.settings(tx))

    def registry(self, tx: Tx) -> Registry:
        return Registry(self._registers.catalogue(tx))

    def judge(self, tx: Tx, row: ReadRow, registry: Registry, now: int) -> list[Judged]:
        """By what is known at this moment; each purpose by itself."""
        standing = derive(self._history(tx, row.phone), now, brand=self._brand, catalogue=registry.catalogue)
        return [self._one(tx, claim, registry, standing, now) for claim in row.claims]

    def _one(self, tx: Tx, claim: Claim, registry: Registry, standing: Standing, now: int) -> Judged:
        notice = self._notice(tx, claim, registry) if claim.notice else None
        found = judge(claim, registry.catalogue.get(claim.purpose), notice, now)
        return Judged(claim, against(found, standing), notice)

    def _notice(self, tx: Tx, claim: Claim, registry: Registry) -> KnownNotice | None:
        key = (claim.notice, claim.purpose)
        if key not in registry.notices:
            registry.notices[key] = self._rows.notices(tx, *key)
        return shown_then(registry.notices[key], claim.moment)

    def _history(self, tx: Tx, phone: str) -> list[ConsentEvent]:
        """The person's own events, and every "no" of those who are shown as one with them (N11), or were erased."""
        subject = self._persons.known(tx, phone)
        if subject is None:
            return self._rows.suppressed(tx, phone.removeprefix("+"))
        contact_id, *merged = self._gate_facts.family(tx, subject.contact_id)
        events, _ = self._ledger.of_contact(tx, contact_id)
        return events + [event for other in merged for event in negatives(self._ledger.of_contact(tx, other)[0])]


def wrong_row(line: Line, error: RowError) -> ImportRow:
    params: dict[str, str | int] = {"field": error.field} if error.field else {}
    return ImportRow(line.number, ImportOutcome.ERROR.value, error.reason.value, params)


def told_row(line: Line, findings: Iterable[Finding]) -> ImportRow:
    """A row as people see it: one purpose with its reason, or the outcome of each of several."""
    found = list(findings)
    if len({it.outcome for it in found}) > 1:
        each: dict[str, str | int] = {it.purpose: it.outcome.value for it in found}
        return ImportRow(line.number, least(found).value, ImportReason.SEVERAL.value, each)
    first = found[0]
    if first.reason is None:
        return ImportRow(line.number, first.outcome.value)
    named = {"purpose": first.purpose, "field": first.field}
    params: dict[str, str | int] = {name: value[:100] for name, value in named.items() if value}
    return ImportRow(line.number, first.outcome.value, first.reason.value, params)
