"""The answer of the send gate and its reason codes (table 8.6 of the consent rules)."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    ALLOW = "allow"
    DENY = "deny"
    HOLD = "hold"


class SendKind(StrEnum):
    """What is about to be sent, in the letters of the decision table."""

    FREE_FORM = "F"
    MARKETING = "M"
    UTILITY = "U"
    AUTHENTICATION = "A"
    SURVEY = "S"
    CONSENT_PROMPT = "C"
    OPT_OUT_CONFIRMATION = "X"


class Reason(StrEnum):
    """Reason codes; texts for people are in 8.7 of the consent rules and in the desktop's texts."""

    ALLOW_REPLY_IN_WINDOW = "ALLOW_REPLY_IN_WINDOW"
    ALLOW_REPLY_AFTER_OPTOUT = "ALLOW_REPLY_AFTER_OPTOUT"
    ALLOW_CONSENT_VALID = "ALLOW_CONSENT_VALID"
    ALLOW_CONSENT_PROMPT = "ALLOW_CONSENT_PROMPT"
    ALLOW_OPTOUT_CONFIRMATION = "ALLOW_OPTOUT_CONFIRMATION"
    ALLOW_REQUESTED_IN_WINDOW = "ALLOW_REQUESTED_IN_WINDOW"
    ALLOW_REQUESTED_BY_PERSON = "ALLOW_REQUESTED_BY_PERSON"
    DENY_WINDOW_CLOSED = "DENY_WINDOW_CLOSED"
    DENY_NO_CONSENT = "DENY_NO_CONSENT"
    DENY_CONSENT_PENDING = "DENY_CONSENT_PENDING"
    DENY_CONSENT_EXPIRED = "DENY_CONSENT_EXPIRED"
    DENY_NOTICE_CHANGED = "DENY_NOTICE_CHANGED"
    DENY_SCOPE_MISMATCH = "DENY_SCOPE_MISMATCH"
    DENY_EVIDENCE_MISSING = "DENY_EVIDENCE_MISSING"
    DENY_REFUSED_RECENTLY = "DENY_REFUSED_RECENTLY"
    DENY_OPTED_OUT_PURPOSE = "DENY_OPTED_OUT_PURPOSE"
    DENY_OPTED_OUT_ALL = "DENY_OPTED_OUT_ALL"
    DENY_ALREADY_CONFIRMED = "DENY_ALREADY_CONFIRMED"
    DENY_ALREADY_GRANTED = "DENY_ALREADY_GRANTED"
    """A consent prompt for a purpose that is already permitted: nothing to ask."""
    DENY_EXTERNAL_DNC = "DENY_EXTERNAL_DNC"
    DENY_PROMO_WITHOUT_CONSENT = "DENY_PROMO_WITHOUT_CONSENT"
    DENY_PROMO_UNCLEAR = "DENY_PROMO_UNCLEAR"
    """A free text looks like an offer and nobody said yet whether it is one: the agent is asked."""
    DENY_MINOR = "DENY_MINOR"
    DENY_LEGAL_BLOCK = "DENY_LEGAL_BLOCK"
    DENY_CONTENT_FORBIDDEN = "DENY_CONTENT_FORBIDDEN"
    DENY_PLATFORM_STOP = "DENY_PLATFORM_STOP"
    DENY_TEMPLATE_UNAVAILABLE = "DENY_TEMPLATE_UNAVAILABLE"
    DENY_CATEGORY_MISMATCH = "DENY_CATEGORY_MISMATCH"
    DENY_ERASED = "DENY_ERASED"
    DENY_IDENTITY_CHANGED = "DENY_IDENTITY_CHANGED"
    DENY_LEDGER_UNAVAILABLE = "DENY_LEDGER_UNAVAILABLE"
    DENY_LEDGER_INTEGRITY = "DENY_LEDGER_INTEGRITY"
    DENY_UNKNOWN = "DENY_UNKNOWN"
    """An input was missing or unreadable: what is not known is not allowed."""
    HOLD_OPTOUT_DOUBT = "HOLD_OPTOUT_DOUBT"
    HOLD_LISTS_LOADING = "HOLD_LISTS_LOADING"
    """A do-not-contact list is being read in: whether it names the person is not known yet."""
    HOLD_FREQUENCY_CAP = "HOLD_FREQUENCY_CAP"
    HOLD_QUIET_HOURS = "HOLD_QUIET_HOURS"
    HOLD_NUMBER_QUALITY = "HOLD_NUMBER_QUALITY"
    HOLD_PORTFOLIO_LIMIT = "HOLD_PORTFOLIO_LIMIT"
    HOLD_PACING = "HOLD_PACING"
    HOLD_LEDGER_VERIFYING = "HOLD_LEDGER_VERIFYING"
    """The gateway has just started and has not read its whole ledger yet; it goes as soon as that is done."""


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """One verdict.

    `params` fill the sentence (purpose, date in ms); `not_before` only with HOLD; `until` is when an ALLOW lapses by
    the clock.
    """

    verdict: Verdict
    reason: Reason
    params: dict[str, str | int] = {}
    not_before: int | None = None
    until: int | None = None


class Outlook(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the light beside the composer knows: the verdict for an ordinary reply, and what may be done instead."""

    conversation_id: str
    reply: Decision
    consent_prompt: Decision
    templates: dict[str, Decision] = {}
    """By template id."""
    policy_version: str = ""
