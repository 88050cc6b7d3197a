"""Steps 6 to 10 of the send gate (8.5): opt-outs, window, template, permission, do-not-contact lists."""

from __future__ import annotations

from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind
from server_stub.domain.consent_events import State
from server_stub.domain.gate_input import EMAIL, GateInput
from server_stub.domain.gate_steps_request import available
from server_stub.domain.gate_verdicts import (
    allow,
    deny,
    hold,
    is_open,
    is_outside,
    is_promotional,
    is_proven,
    purpose_of,
    standing_of,
    window_closed,
)

REFUSAL_REST_MS: Final = 90 * 86_400_000
LISTS_RECHECK_MS: Final = 60_000
"""A list is read in within minutes."""
_TEMPLATED: Final = frozenset({SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION})
_COLLECTION: Final = "collection"
_UNDECIDED: Final = frozenset({State.PENDING, State.RENEWAL_NEEDED})
_BY_STATE: Final = {
    State.PENDING: Reason.DENY_CONSENT_PENDING,
    State.EXPIRED: Reason.DENY_CONSENT_EXPIRED,
    State.RENEWAL_NEEDED: Reason.DENY_NOTICE_CHANGED,
    State.INVALIDATED: Reason.DENY_EVIDENCE_MISSING,
    State.IMPORTED_UNPROVEN: Reason.DENY_EVIDENCE_MISSING,
}


def suppression(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.FREE_FORM:
        return None
    opted_out = _opted_out(request)
    if opted_out is not None or request.kind is not SendKind.MARKETING:
        return opted_out
    stopped_at = standing_of(request).platform_stop_at
    if stopped_at is not None:
        return deny(Reason.DENY_PLATFORM_STOP, date=stopped_at)
    return None


def _opted_out(request: GateInput) -> Decision | None:
    standing = standing_of(request)
    since = standing.of(request.purpose).suppressed_at
    if since is None:
        return None
    if standing.opted_out_all_at is not None and request.kind is not SendKind.CONSENT_PROMPT:
        return deny(Reason.DENY_OPTED_OUT_ALL, date=standing.opted_out_all_at)
    return deny(Reason.DENY_OPTED_OUT_PURPOSE, purpose=request.purpose, date=since)


def window(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.FREE_FORM:
        return _reply(request, now)
    if request.kind is SendKind.CONSENT_PROMPT:
        return _prompt(request, now)
    if request.kind is SendKind.SURVEY and request.template is None and not is_open(request, now):
        return window_closed(request)
    return None


def _reply(request: GateInput, now: int) -> Decision:
    if not is_open(request, now):
        return window_closed(request)
    if request.number is not None and request.number.paced_until is not None:
        return hold(Reason.HOLD_PACING, request.number.paced_until)
    standing = standing_of(request)
    everything = standing.opted_out_all_at
    if everything is not None and (request.last_inbound_at is None or request.last_inbound_at <= everything):
        return deny(Reason.DENY_OPTED_OUT_ALL, date=everything)
    if everything is not None or standing.opted_out_promotional_at is not None:
        return allow(Reason.ALLOW_REPLY_AFTER_OPTOUT, request.window_until)
    return allow(Reason.ALLOW_REPLY_IN_WINDOW, request.window_until)


def _prompt(request: GateInput, now: int) -> Decision | None:
    """In the chat only in the window (rows 6 to 9). By e-mail and SMS there is none, and lists and doubts count."""
    if not is_outside(request) and not is_open(request, now):
        return window_closed(request)
    state = standing_of(request).of(request.purpose)
    if request.address_asked or (state.state in _UNDECIDED and _is_asked(request, state.state)):
        return deny(Reason.DENY_CONSENT_PENDING, purpose=request.purpose, date=state.since)
    if state.state is State.REFUSED and now - (state.since or 0) < REFUSAL_REST_MS:
        return deny(Reason.DENY_REFUSED_RECENTLY, purpose=request.purpose, date=state.since)
    if state.state is State.ACTIVE and is_proven(purpose_of(request), state):
        return deny(Reason.DENY_ALREADY_GRANTED, purpose=request.purpose, date=state.since)
    if is_outside(request):
        return None
    return allow(Reason.ALLOW_CONSENT_PROMPT, request.window_until, purpose=request.purpose)


def _is_asked(request: GateInput, state: State) -> bool:
    """A question waits for its answer. Pending without one is what others recorded: the person may be asked."""
    if request.open_questions is None:
        return state is State.PENDING
    return request.purpose in request.open_questions


def template(request: GateInput, now: int) -> Decision | None:
    needed = request.kind in _TEMPLATED or (request.kind is SendKind.SURVEY and request.template is not None)
    if needed and not available(request.template, request.kind):
        return deny(Reason.DENY_TEMPLATE_UNAVAILABLE)
    return None


def consent(request: GateInput, now: int) -> Decision | None:
    """What the person asked for just now needs no standing permission; everything else needs exactly its own.

    A question that came this far goes by e-mail or SMS, and asks for one.
    """
    if request.kind is SendKind.CONSENT_PROMPT:
        return None
    if request.kind is SendKind.UTILITY and request.requested_in_window and is_open(request, now):
        return allow(Reason.ALLOW_REQUESTED_IN_WINDOW, request.window_until)
    if request.kind is SendKind.SURVEY and request.survey_due and is_open(request, now):
        return allow(Reason.ALLOW_REPLY_IN_WINDOW, request.window_until)
    state = standing_of(request).of(request.purpose)
    if state.state is State.ACTIVE:
        proven = is_proven(purpose_of(request), state)
        return None if proven else deny(Reason.DENY_EVIDENCE_MISSING, purpose=request.purpose)
    if state.state is State.NONE and standing_of(request).active_for_another(request.purpose):
        return deny(Reason.DENY_SCOPE_MISMATCH, purpose=request.purpose)
    reason = _BY_STATE.get(state.state, Reason.DENY_NO_CONSENT)
    return deny(reason, purpose=request.purpose, date=state.since)


def lists(request: GateInput, now: int) -> Decision | None:
    """A listed number gets neither offers nor collection, unless the person agreed after they were listed (2.5)."""
    if not request.person.listings or not _is_bound_by_lists(request):
        return None
    state = standing_of(request).of(request.purpose)
    since = state.since or 0 if state.state is State.ACTIVE else 0
    for listing in request.person.listings:
        if listing.effective_at <= now and since <= listing.listed_at:
            return deny(Reason.DENY_EXTERNAL_DNC, state=listing.state, date=listing.listed_at)
    return None


def _is_bound_by_lists(request: GateInput) -> bool:
    """Lists hold telephone numbers: they say nothing about mailboxes."""
    if request.channel == EMAIL:
        return False
    purpose = purpose_of(request)
    collects = purpose is not None and (purpose.quiet_profile == _COLLECTION or purpose.code == "txn.collection")
    return collects or is_promotional(request)


def doubt(request: GateInput, now: int) -> Decision | None:
    """The person may have asked to leave: until somebody says, nothing promotional (row 24). The same while a
    do-not-contact list is being read in: half a list cannot tell that somebody is not on it.
    """
    until = request.person.doubt_until
    if until is not None and is_promotional(request):
        return hold(Reason.HOLD_OPTOUT_DOUBT, until)
    if request.person.lists_loading and _is_bound_by_lists(request):
        return hold(Reason.HOLD_LISTS_LOADING, now + LISTS_RECHECK_MS)
    return None


def outside(request: GateInput, now: int) -> Decision | None:
    """Caps, hours, quality and limits are those of messages on WhatsApp."""
    return allow(Reason.ALLOW_CONSENT_PROMPT, purpose=request.purpose) if is_outside(request) else None
