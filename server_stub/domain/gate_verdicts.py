"""How the steps of the send gate put their verdicts, and what several of them ask."""

from __future__ import annotations

from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain.consent import Standing
from server_stub.domain.consent_events import WHATSAPP, PurposeState, State
from server_stub.domain.gate_input import GateInput, Ledger
from server_stub.domain.purposes import Category, Purpose

INITIATED: Final = frozenset(
    {SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION, SendKind.SURVEY, SendKind.CONSENT_PROMPT}
)
"""What we begin, as opposed to answers and to the confirmation of an opt-out."""
LOG_ONLY: Final = 2
"""The proof level of what only a system's log tells (8.1)."""
NOBODY: Final = Standing(purposes={}, erased=True)

Param = str | int | None


def deny(reason: Reason, **params: Param) -> Decision:
    return Decision(Verdict.DENY, reason, _known(params))


def allow(reason: Reason, until: int | None = None, **params: Param) -> Decision:
    return Decision(Verdict.ALLOW, reason, _known(params), until=until)


def hold(reason: Reason, not_before: int, **params: Param) -> Decision:
    return Decision(Verdict.HOLD, reason, _known(params), not_before=not_before)


def window_closed(request: GateInput) -> Decision:
    return deny(Reason.DENY_WINDOW_CLOSED, date=request.window_until)


def is_open(request: GateInput, now: int) -> bool:
    """The customer service window."""
    return request.window_until is not None and now < request.window_until


def standing_of(request: GateInput) -> Standing:
    """Checked by the first step: later ones always have it."""
    return request.standing or NOBODY


def purpose_of(request: GateInput) -> Purpose | None:
    """None for one that is unknown or no longer used."""
    found = request.rules.catalogue.get(request.purpose)
    return found if found is not None and found.active else None


def is_proven(purpose: Purpose | None, state: PurposeState) -> bool:
    """A grant counts with its wording (N6), its evidence (N2), and at the proof level that the purpose demands (8.1).

    Where nothing is there to be shown, what remains is that our own log says so.
    """
    if purpose is None or not state.notice_version_id:
        return False
    level = state.proof_level if state.evidenced else min(state.proof_level, LOG_ONLY)
    return level >= purpose.proof_needed


def is_outside(request: GateInput) -> bool:
    """By e-mail or SMS: there is no conversation and no window."""
    return request.channel != WHATSAPP


def is_promotional(request: GateInput) -> bool:
    """An offer, or the question whether offers are wanted."""
    if request.kind is not SendKind.CONSENT_PROMPT:
        return request.kind is SendKind.MARKETING
    purpose = purpose_of(request)
    return purpose is None or purpose.category is Category.MARKETING


def may_promote(request: GateInput) -> bool:
    """Something promotional is permitted to this person, and nothing speaks against it (row 5)."""
    standing = standing_of(request)
    if request.ledger not in (Ledger.SOUND, Ledger.UNVERIFIED):
        return False
    if standing.platform_stop_at is not None or request.person.minor or request.person.doubt_until is not None:
        return False
    return any(
        purpose.category is Category.MARKETING
        and purpose.active
        and (request.person.adult or not purpose.adults_only)
        and (state := standing.of(code)).state is State.ACTIVE
        and state.suppressed_at is None
        and is_proven(purpose, state)
        for code, purpose in request.rules.catalogue.items()
    )


def _known(params: dict[str, Param]) -> dict[str, str | int]:
    return {name: value for name, value in params.items() if value is not None}
