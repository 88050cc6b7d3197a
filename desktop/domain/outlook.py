"""The gateway's last known "may I send?" brought up to the present by the clock alone."""

from __future__ import annotations

import msgspec

from server_stub.contract.gate import Decision, Outlook, Reason, Verdict

_LAPSED_ALLOWANCE = {
    Reason.ALLOW_REPLY_IN_WINDOW: Reason.DENY_WINDOW_CLOSED,
    Reason.ALLOW_REPLY_AFTER_OPTOUT: Reason.DENY_WINDOW_CLOSED,
    Reason.ALLOW_REQUESTED_IN_WINDOW: Reason.DENY_WINDOW_CLOSED,
    Reason.ALLOW_CONSENT_PROMPT: Reason.DENY_WINDOW_CLOSED,
    Reason.ALLOW_CONSENT_VALID: Reason.DENY_CONSENT_EXPIRED,
}


def lapses_at(outlook: Outlook, now: int) -> int | None:
    """When the next ALLOW of it ends by the clock, ms; None when the clock changes nothing more."""
    ends = [decision.until for decision in _decisions(outlook) if decision.until is not None and decision.until > now]
    return min(ends, default=None)


def lapsed(outlook: Outlook, now: int) -> bool:
    """True when an ALLOW has ended since it was given: the gateway should be asked again."""
    return any(_over(decision, now) for decision in _decisions(outlook))


def at(outlook: Outlook, now: int) -> Outlook:
    """What is still true of it at `now`. An ALLOW that has ended becomes a DENY; a DENY never becomes an ALLOW here."""
    if not lapsed(outlook, now):
        return outlook
    return msgspec.structs.replace(
        outlook,
        reply=_decision_at(outlook.reply, now),
        consent_prompt=_decision_at(outlook.consent_prompt, now),
        templates={key: _decision_at(decision, now) for key, decision in outlook.templates.items()},
    )


def _decisions(outlook: Outlook) -> list[Decision]:
    return [outlook.reply, outlook.consent_prompt, *outlook.templates.values()]


def _over(decision: Decision, now: int) -> bool:
    return decision.verdict is Verdict.ALLOW and decision.until is not None and decision.until <= now


def _decision_at(decision: Decision, now: int) -> Decision:
    if not _over(decision, now):
        return decision
    reason = _LAPSED_ALLOWANCE.get(decision.reason, Reason.DENY_UNKNOWN)
    return Decision(Verdict.DENY, reason, decision.params)
