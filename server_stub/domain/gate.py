"""The send gate: may this message be sent now? One pure function for the composer's light, acceptance and dispatch.

Sections 8.5 (order) and 8.6 (table) of the consent rules: the first failing step gives the code, and what is unknown
or missing is DENY.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain import gate_steps_consent, gate_steps_pace, gate_steps_request
from server_stub.domain.consent_events import State
from server_stub.domain.gate_input import GateInput, Ledger
from server_stub.domain.gate_steps_request import MEMORY_MS
from server_stub.domain.gate_verdicts import INITIATED, allow, deny, hold, purpose_of, standing_of
from server_stub.domain.quiet_hours import opening

POLICY_VERSION: Final = "2026-12.1"
"""Stored with every decision; raised whenever a rule of the gate changes."""
VERIFYING_RECHECK_MS: Final = 30_000
"""How long what waits for the verification is left alone; the end of the verification lets it go at once."""

Step = Callable[[GateInput, int], Decision | None]

STEPS: Final[tuple[Step, ...]] = (
    gate_steps_request.integrity,
    gate_steps_request.recipient,
    gate_steps_request.content,
    gate_steps_request.classification,
    gate_steps_request.special,
    gate_steps_consent.suppression,
    gate_steps_consent.window,
    gate_steps_consent.template,
    gate_steps_consent.consent,
    gate_steps_consent.lists,
    gate_steps_consent.doubt,
    gate_steps_consent.outside,
    gate_steps_pace.frequency,
    gate_steps_pace.quiet_hours,
    gate_steps_pace.number_quality,
    gate_steps_pace.portfolio,
    gate_steps_pace.pacing,
)
"""The order of 8.5. A doubt only holds: whatever denies comes before it, and so before every other HOLD."""


def decide(request: GateInput, now: int) -> Decision:
    """The verdict at `now` (ms) with the first reason that applies."""
    request = _with_memory(request, now)
    decision = _decided(request, now)
    return decision if request.ledger is not Ledger.UNVERIFIED else _once_verified(request, decision, now)


def _decided(request: GateInput, now: int) -> Decision:
    for step in STEPS:
        decision = step(request, now)
        if decision is not None:
            return decision
    return _permitted(request, now)


def version_of(policy_row: int) -> str:
    """Names the rules of the gate and the administrators' policy that a decision was made under."""
    return f"{POLICY_VERSION}/{policy_row}"


def _with_memory(request: GateInput, now: int) -> GateInput:
    """A ledger that cannot be read leaves answers to what was read a moment ago; nothing else (P19)."""
    if request.ledger is not Ledger.UNAVAILABLE and request.standing is not None:
        return request
    known = request.remembered
    if request.kind is not SendKind.FREE_FORM or known is None or not 0 <= now - known.at < MEMORY_MS:
        return request
    return replace(request, standing=known.standing, ledger=Ledger.BROKEN)


def _once_verified(request: GateInput, decision: Decision, now: int) -> Decision:
    """What leans on a ledger that was not read in full since the start waits for that; what is denied stays denied."""
    leans = request.kind in INITIATED or bool(request.content.promotional)
    if decision.verdict is not Verdict.ALLOW or not leans:
        return decision
    return hold(Reason.HOLD_LEDGER_VERIFYING, now + VERIFYING_RECHECK_MS)


def _permitted(request: GateInput, now: int) -> Decision:
    """Every step let it pass: the permission says why, and until when it stands."""
    state, purpose = standing_of(request).of(request.purpose), purpose_of(request)
    if purpose is None or state.state is not State.ACTIVE:
        return deny(Reason.DENY_UNKNOWN)
    closes = opening(request.rules.policy, purpose.quiet_profile, request.person.place, now).until
    ends = [end for end in (state.valid_until, closes) if end is not None]
    return allow(
        Reason.ALLOW_CONSENT_VALID,
        min(ends, default=None),
        purpose=request.purpose,
        date=state.since,
        source=state.source,
        version=state.notice_version_id,
    )
