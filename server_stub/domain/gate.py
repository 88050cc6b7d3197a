"""The send gate: may this message be sent now? One pure function for the composer's light, acceptance and dispatch.

Sections 8.5 (order) and 8.6 (table) of the consent rules: the first failing step gives the code, and what is unknown
or missing is DENY.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain.consent import Standing
from server_stub.domain.consent_events import PurposeState, State
from server_stub.domain.gate_input import GateInput, Ledger, TemplateFacts
from server_stub.domain.purposes import PURPOSES, Category

POLICY_VERSION: Final = "2026-11"
"""Stored with every decision; raised whenever a rule below changes."""
REFUSAL_REST_MS: Final = 90 * 86_400_000
ONE_SHOT_MS: Final = 10 * 60_000

_INITIATED: Final = frozenset(
    {SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION, SendKind.SURVEY, SendKind.CONSENT_PROMPT}
)
_TEMPLATED: Final = frozenset({SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION})
_CATEGORY_OF: Final = {
    SendKind.MARKETING: Category.MARKETING,
    SendKind.UTILITY: Category.UTILITY,
    SendKind.AUTHENTICATION: Category.AUTHENTICATION,
    SendKind.SURVEY: Category.SURVEY,
}


Step = Callable[[GateInput, int], Decision | None]


def decide(request: GateInput, now: int) -> Decision:
    """The verdict at `now` (ms) with the first reason that applies, in the order of 8.5."""
    for step in _STEPS:
        decision = step(request, now)
        if decision is not None:
            return decision
    return _deny(Reason.DENY_UNKNOWN)


def _deny(reason: Reason, **params: str | int | None) -> Decision:
    return Decision(Verdict.DENY, reason, {name: value for name, value in params.items() if value is not None})


def _allow(reason: Reason, until: int | None = None, **params: str | int | None) -> Decision:
    known = {name: value for name, value in params.items() if value is not None}
    return Decision(Verdict.ALLOW, reason, known, until=until)


def _integrity(request: GateInput, now: int) -> Decision | None:
    if request.ledger is Ledger.UNAVAILABLE or request.standing is None:
        return _deny(Reason.DENY_LEDGER_UNAVAILABLE)
    if request.ledger is not Ledger.SOUND and request.kind in _INITIATED:
        return _deny(Reason.DENY_LEDGER_INTEGRITY)
    return None


def _recipient(request: GateInput, now: int) -> Decision | None:
    if request.erased or _standing(request).erased:
        return _deny(Reason.DENY_ERASED)
    if request.identity_changed and request.kind in _INITIATED:
        return _deny(Reason.DENY_IDENTITY_CHANGED)
    return None


def _classification(request: GateInput, now: int) -> Decision | None:
    if request.kind not in _INITIATED:
        return None
    purpose = PURPOSES.get(request.purpose)
    if purpose is None:
        return _deny(Reason.DENY_UNKNOWN)
    wanted = _CATEGORY_OF.get(request.kind)
    if wanted is not None and purpose.category is not wanted:
        return _deny(Reason.DENY_CATEGORY_MISMATCH)
    template = request.template
    if wanted is not None and template is not None and wanted is not Category.SURVEY:
        return None if template.category.lower() == wanted else _deny(Reason.DENY_CATEGORY_MISMATCH)
    return None


def _special(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.OPT_OUT_CONFIRMATION:
        return _confirmation(request, now)
    if request.kind is SendKind.AUTHENTICATION:
        asked_at = request.requested_by_person_at
        since_opt_out = _standing(request).of(request.purpose).suppressed_at or 0
        if asked_at is None or now - asked_at > ONE_SHOT_MS or asked_at <= since_opt_out:
            return _deny(Reason.DENY_NO_CONSENT, purpose=request.purpose)
        if not _available(request.template, request.kind):
            return _deny(Reason.DENY_TEMPLATE_UNAVAILABLE)
        minutes = max(0, now - asked_at) // 60_000
        return _allow(Reason.ALLOW_REQUESTED_BY_PERSON, asked_at + ONE_SHOT_MS, minutes=minutes)
    return None


def _confirmation(request: GateInput, now: int) -> Decision:
    if not _open(request, now):
        return _window_closed(request)
    if not request.confirmation_due:
        return _deny(Reason.DENY_ALREADY_CONFIRMED)
    return _allow(Reason.ALLOW_OPTOUT_CONFIRMATION, request.window_until)


def _suppression(request: GateInput, now: int) -> Decision | None:
    standing = _standing(request)
    if request.kind is SendKind.FREE_FORM:
        return None
    if request.kind is SendKind.MARKETING and standing.platform_stop_at is not None:
        stopped = _deny(Reason.DENY_PLATFORM_STOP, date=standing.platform_stop_at)
        return _opted_out(request) or stopped
    return _opted_out(request)


def _opted_out(request: GateInput) -> Decision | None:
    standing = _standing(request)
    since = standing.of(request.purpose).suppressed_at
    if since is None:
        return None
    if standing.opted_out_all_at is not None and request.kind is not SendKind.CONSENT_PROMPT:
        return _deny(Reason.DENY_OPTED_OUT_ALL, date=standing.opted_out_all_at)
    return _deny(Reason.DENY_OPTED_OUT_PURPOSE, purpose=request.purpose, date=since)


def _window(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.FREE_FORM:
        return _reply(request, now)
    if request.kind is SendKind.CONSENT_PROMPT:
        return _prompt(request, now)
    if request.kind is SendKind.SURVEY and request.template is None and not _open(request, now):
        return _window_closed(request)
    return None


def _reply(request: GateInput, now: int) -> Decision:
    if not _open(request, now):
        return _window_closed(request)
    standing = _standing(request)
    everything = standing.opted_out_all_at
    if everything is not None and (request.last_inbound_at is None or request.last_inbound_at <= everything):
        return _deny(Reason.DENY_OPTED_OUT_ALL, date=everything)
    if everything is not None or standing.opted_out_promotional_at is not None:
        return _allow(Reason.ALLOW_REPLY_AFTER_OPTOUT, request.window_until)
    return _allow(Reason.ALLOW_REPLY_IN_WINDOW, request.window_until)


def _prompt(request: GateInput, now: int) -> Decision:
    if not _open(request, now):
        return _window_closed(request)
    state = _standing(request).of(request.purpose)
    if state.state in _UNDECIDED and _asked(request, state.state):
        return _deny(Reason.DENY_CONSENT_PENDING, purpose=request.purpose, date=state.since)
    if state.state is State.REFUSED and now - (state.since or 0) < REFUSAL_REST_MS:
        return _deny(Reason.DENY_REFUSED_RECENTLY, purpose=request.purpose, date=state.since)
    if state.state is State.ACTIVE and _proven(request.purpose, state):
        return _deny(Reason.DENY_ALREADY_GRANTED, purpose=request.purpose, date=state.since)
    return _allow(Reason.ALLOW_CONSENT_PROMPT, request.window_until, purpose=request.purpose)


_UNDECIDED: Final = frozenset({State.PENDING, State.RENEWAL_NEEDED})


def _asked(request: GateInput, state: State) -> bool:
    """A question waits for its answer. Pending without one is what others recorded: the person may be asked."""
    if request.open_questions is None:
        return state is State.PENDING
    return request.purpose in request.open_questions


def _template(request: GateInput, now: int) -> Decision | None:
    needed = request.kind in _TEMPLATED or (request.kind is SendKind.SURVEY and request.template is not None)
    if needed and not _available(request.template, request.kind):
        return _deny(Reason.DENY_TEMPLATE_UNAVAILABLE)
    return None


def _available(template: TemplateFacts | None, kind: SendKind) -> bool:
    if template is None or template.status != "APPROVED":
        return False
    return not (kind is SendKind.MARKETING and template.quality == "RED")


def _consent(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.UTILITY and request.requested_in_window and _open(request, now):
        return _allow(Reason.ALLOW_REQUESTED_IN_WINDOW, request.window_until)
    if request.kind is SendKind.SURVEY and request.survey_due and _open(request, now):
        return _allow(Reason.ALLOW_REPLY_IN_WINDOW, request.window_until)
    state = _standing(request).of(request.purpose)
    if state.state is State.ACTIVE:
        return _active(request.purpose, state)
    if state.state is State.NONE and _standing(request).active_for_another(request.purpose):
        return _deny(Reason.DENY_SCOPE_MISMATCH, purpose=request.purpose)
    reason = _BY_STATE.get(state.state, Reason.DENY_NO_CONSENT)
    return _deny(reason, purpose=request.purpose, date=state.since)


_BY_STATE: Final = {
    State.PENDING: Reason.DENY_CONSENT_PENDING,
    State.EXPIRED: Reason.DENY_CONSENT_EXPIRED,
    State.RENEWAL_NEEDED: Reason.DENY_NOTICE_CHANGED,
    State.INVALIDATED: Reason.DENY_EVIDENCE_MISSING,
    State.IMPORTED_UNPROVEN: Reason.DENY_EVIDENCE_MISSING,
}


def _active(purpose: str, state: PurposeState) -> Decision:
    if not _proven(purpose, state):
        return _deny(Reason.DENY_EVIDENCE_MISSING, purpose=purpose)
    return _allow(
        Reason.ALLOW_CONSENT_VALID,
        state.valid_until,
        purpose=purpose,
        date=state.since,
        source=state.source,
        version=state.notice_version_id,
    )


def _proven(purpose: str, state: PurposeState) -> bool:
    """A grant counts with its wording (N6) and at the proof level that the purpose demands (8.1)."""
    known = PURPOSES.get(purpose)
    return known is not None and bool(state.notice_version_id) and state.proof_level >= known.proof_needed


def _open(request: GateInput, now: int) -> bool:
    return request.window_until is not None and now < request.window_until


def _window_closed(request: GateInput) -> Decision:
    return _deny(Reason.DENY_WINDOW_CLOSED, date=request.window_until)


def _standing(request: GateInput) -> Standing:
    """Checked by the first step: later ones always have it."""
    return request.standing or Standing(purposes={}, erased=True)


_STEPS: Final[tuple[Step, ...]] = (
    _integrity,
    _recipient,
    _classification,
    _special,
    _suppression,
    _window,
    _template,
    _consent,
)
