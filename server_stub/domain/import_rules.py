"""What a row of an import may become: rules I1 to I7 of the consent rules (5.4), as pure functions.

An import may lower what is permitted without proof; it raises it only with a date, a source, a known text and a
reference to evidence, and never above what a file can prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.capture import ImportOutcome, ImportReason
from server_stub.domain.consent import Standing
from server_stub.domain.consent_events import State
from server_stub.domain.import_values import Moment
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, Purpose

IMPORT: Final = "import"
PROOF_OF_A_FILE: Final = 3
"""At most: the person's own act, as somebody else relays it (8.1)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row says of one purpose. Empty strings and None where it says nothing."""

    granted: bool
    purpose: str
    moment: Moment | None = None
    source: str = ""
    evidence: str = ""
    notice: str = ""
    """As written; `KnownNotice` is what the gateway knows of it."""


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """A text that may have been shown from `since` on: published by this gateway, or registered later for a time in
    which it was in use elsewhere, which ended at `until`. Times in ms."""

    id: str
    purpose: str
    since: int
    retired_at: int | None = None
    until: int | None = None

    def held_at(self, moment: Moment) -> bool:
        """Whether somebody may have read it then."""
        return self.since <= moment.latest and (self.until is None or moment.at <= self.until)


@dataclass(frozen=True, slots=True)
class Finding:
    """What becomes of one purpose of a row, and why not more. `purpose` may be a scope where somebody left."""

    outcome: ImportOutcome
    purpose: str = ""
    reason: ImportReason | None = None
    field: str = ""


def shown_then(notices: Sequence[KnownNotice], moment: Moment | None) -> KnownNotice | None:
    """Of the texts that a row may mean, the first that was in use at its time; else the first, which tells why not."""
    if moment is not None:
        return next((it for it in notices if it.held_at(moment)), next(iter(notices), None))
    return next(iter(notices), None)


def judge(claim: Claim, purpose: Purpose | None, notice: KnownNotice | None, now: int) -> Finding:
    """By the row alone. `purpose`: as the registry has it; `now` in ms."""
    if not claim.granted:
        return _left(claim, purpose)
    if purpose is None or not purpose.active:
        reason = ImportReason.PURPOSE_UNKNOWN if claim.purpose else ImportReason.PURPOSE_MISSING
        return Finding(ImportOutcome.ERROR, claim.purpose, reason)
    wrong = _wrong_date(claim, purpose, notice, now)
    if wrong is not None:
        return Finding(ImportOutcome.ERROR, purpose.code, wrong, "captured_at")
    if notice is not None and notice.purpose != purpose.code:
        return Finding(ImportOutcome.ERROR, purpose.code, ImportReason.NOTICE_OF_OTHER_PURPOSE, "notice")
    lacking = _lacking(claim)
    if lacking:
        return Finding(ImportOutcome.UNPROVEN, purpose.code, ImportReason.PROOF_MISSING, lacking)
    if notice is None:
        return Finding(ImportOutcome.UNPROVEN, purpose.code, ImportReason.NOTICE_UNKNOWN, "notice")
    if notice.retired_at is not None and notice.retired_at <= now:
        return Finding(ImportOutcome.UNPROVEN, purpose.code, ImportReason.NOTICE_RETIRED, "notice")
    enough = not purpose.double_opt_in and purpose.proof_needed <= PROOF_OF_A_FILE
    return Finding(ImportOutcome.ACTIVE if enough else ImportOutcome.PENDING, purpose.code)


def against(found: Finding, standing: Standing) -> Finding:
    """By what is known of the person: a row overrides no opt-out, no refusal and nothing that is better proven."""
    if found.outcome is ImportOutcome.ERROR:
        return found
    if standing.erased:
        return Finding(ImportOutcome.UNCHANGED, found.purpose, ImportReason.TERMINATED)
    if found.outcome is ImportOutcome.REVOKED:
        known = _has_left(found.purpose, standing)
        return Finding(ImportOutcome.UNCHANGED, found.purpose, ImportReason.ALREADY_SO) if known else found
    state = standing.of(found.purpose)
    if state.suppressed_at is not None or state.own_act_needed or state.state in (State.REVOKED, State.REFUSED):
        return Finding(ImportOutcome.UNCHANGED, found.purpose, ImportReason.OPTED_OUT)
    undone = state.state is State.INVALIDATED and state.source == IMPORT
    if state.state in (State.TERMINATED, State.INVALIDATED) and not undone:
        return Finding(ImportOutcome.UNCHANGED, found.purpose, ImportReason.TERMINATED)
    if state.state in _NOT_BETTERED_BY[found.outcome]:
        return Finding(ImportOutcome.UNCHANGED, found.purpose, ImportReason.ALREADY_SO)
    return found


_NOT_BETTERED_BY: Final[dict[ImportOutcome, frozenset[State]]] = {
    ImportOutcome.ACTIVE: frozenset({State.ACTIVE}),
    ImportOutcome.PENDING: frozenset({State.ACTIVE, State.PENDING, State.RENEWAL_NEEDED}),
    ImportOutcome.UNPROVEN: frozenset(State) - {State.NONE, State.LAPSED},
    ImportOutcome.UNCHANGED: frozenset(),
}
"""The states that a row of this outcome would not change, or would make worse."""

_LEAST_FIRST: Final = (
    ImportOutcome.ERROR,
    ImportOutcome.UNPROVEN,
    ImportOutcome.PENDING,
    ImportOutcome.UNCHANGED,
    ImportOutcome.REVOKED,
    ImportOutcome.ACTIVE,
)


def least(findings: list[Finding]) -> ImportOutcome:
    """What a row of several purposes is shown as: what still needs somebody comes first."""
    return min((it.outcome for it in findings), key=_LEAST_FIRST.index)


def _left(claim: Claim, purpose: Purpose | None) -> Finding:
    """Opt-outs always apply (I6). Without a clear scope they mean everything promotional (4.4)."""
    if purpose is not None:
        return Finding(ImportOutcome.REVOKED, purpose.code)
    if claim.purpose in (EVERYTHING, PROMOTIONAL):
        return Finding(ImportOutcome.REVOKED, claim.purpose)
    reason = ImportReason.PURPOSE_UNKNOWN if claim.purpose else None
    return Finding(ImportOutcome.REVOKED, PROMOTIONAL, reason)


def _wrong_date(claim: Claim, purpose: Purpose, notice: KnownNotice | None, now: int) -> ImportReason | None:
    moment = claim.moment
    if moment is None:
        return None
    if moment.at > now:
        return ImportReason.DATE_IN_FUTURE
    if notice is not None and moment.latest < notice.since:
        return ImportReason.DATE_BEFORE_NOTICE
    if notice is not None and not notice.held_at(moment):
        return ImportReason.DATE_AFTER_NOTICE
    if purpose.validity_ms is not None and moment.at + purpose.validity_ms <= now:
        return ImportReason.DATE_TOO_OLD
    return None


def _lacking(claim: Claim) -> str:
    """The first thing that the row does not say of what proves it (I1)."""
    said = (("captured_at", claim.moment), ("source", claim.source), ("notice", claim.notice))
    return next((field for field, value in (*said, ("evidence", claim.evidence)) if not value), "")


def _has_left(scope: str, standing: Standing) -> bool:
    if standing.opted_out_all_at is not None:
        return True
    if scope == EVERYTHING:
        return False
    if scope == PROMOTIONAL:
        return standing.opted_out_promotional_at is not None
    return standing.of(scope).suppressed_at is not None
