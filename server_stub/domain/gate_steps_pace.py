"""Steps 11 to 13 of the send gate (8.5): how often, at what hours, and how our number and account stand."""

from __future__ import annotations

from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind
from server_stub.domain.caps import PastSend, caps_of, full_until, marketing_caps
from server_stub.domain.gate_input import GateInput
from server_stub.domain.gate_verdicts import hold, is_open, purpose_of
from server_stub.domain.purposes import Category
from server_stub.domain.quiet_hours import opening, opens_at

QUALITY_RECHECK_MS: Final = 3_600_000
"""Nothing tells when a number is well again: it is asked again this often."""
_POOR: Final = frozenset({"RED"})
_FLAGGED: Final = frozenset({"FLAGGED"})


def frequency(request: GateInput, now: int) -> Decision | None:
    purpose = purpose_of(request)
    if purpose is None:
        return None
    zone, sends = request.person.place.zone, request.person.sends
    ends = [full_until([it.at for it in sends if it.purpose == purpose.code], caps_of(purpose), zone, now)]
    if request.kind is SendKind.MARKETING:
        moments = [it.at for it in sends if _is_marketing(request, it)]
        ends.append(full_until(moments, marketing_caps(request.rules.policy), zone, now))
        ends.append(request.person.backoff_until)
    free_at = max((end for end in ends if end is not None and end > now), default=None)
    if free_at is None:
        return None
    # Told as the moment it can leave: the hours may be closed when the cap is free again.
    at = opens_at(request.rules.policy, purpose.quiet_profile, request.person.place, free_at)
    return hold(Reason.HOLD_FREQUENCY_CAP, at, date=at)


def _is_marketing(request: GateInput, send: PastSend) -> bool:
    """Also of a purpose that is no longer used."""
    purpose = request.rules.catalogue.get(send.purpose)
    return purpose is None or purpose.category is Category.MARKETING


def quiet_hours(request: GateInput, now: int) -> Decision | None:
    purpose = purpose_of(request)
    if purpose is None:
        return None
    hours = opening(request.rules.policy, purpose.quiet_profile, request.person.place, now)
    if hours.open or hours.until is None:
        return None
    return hold(Reason.HOLD_QUIET_HOURS, hours.until, date=hours.until)


def number_quality(request: GateInput, now: int) -> Decision | None:
    number = request.number
    if number is None:
        return None
    poor = number.quality in _POOR or number.status in _FLAGGED or number.restricted
    if poor and request.kind is SendKind.MARKETING:
        return hold(Reason.HOLD_NUMBER_QUALITY, now + QUALITY_RECHECK_MS)
    return None


def portfolio(request: GateInput, now: int) -> Decision | None:
    """Outside the window a template needs a place among the persons that the account may write to in a day."""
    full = None if request.number is None else request.number.portfolio_full_until
    if full is None or is_open(request, now):
        return None
    return hold(Reason.HOLD_PORTFOLIO_LIMIT, full, date=full)


def pacing(request: GateInput, now: int) -> Decision | None:
    paced = None if request.number is None else request.number.paced_until
    return None if paced is None else hold(Reason.HOLD_PACING, paced)
