"""Steps 1 to 5 of the send gate (8.5): ledger, recipient, words, classification, messages with rules of their own."""

from __future__ import annotations

from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind
from server_stub.domain.gate_input import EMAIL, SMS, GateInput, Ledger, TemplateFacts
from server_stub.domain.gate_steps_pace import portfolio
from server_stub.domain.gate_verdicts import (
    INITIATED,
    allow,
    deny,
    is_open,
    is_outside,
    is_promotional,
    may_promote,
    purpose_of,
    standing_of,
    window_closed,
)
from server_stub.domain.purposes import Category

ONE_SHOT_MS: Final = 10 * 60_000
"""How long a request on our own site or app may be answered with a code (rows 36 and 38)."""
MEMORY_MS: Final = 5 * 60_000
"""How long a standing that was read before may serve answers while the ledger cannot be read (P19)."""
_BY_PURPOSE: Final = frozenset({SendKind.MARKETING, SendKind.UTILITY, SendKind.SURVEY})
"""What serves a purpose; a question for permission does not yet, and a code was asked for."""
_CATEGORIES_OF: Final = {
    SendKind.MARKETING: frozenset({Category.MARKETING}),
    SendKind.UTILITY: frozenset({Category.UTILITY, Category.SERVICE}),
    SendKind.AUTHENTICATION: frozenset({Category.AUTHENTICATION}),
    SendKind.SURVEY: frozenset({Category.SURVEY}),
}
_META_CATEGORY_OF: Final = {
    SendKind.MARKETING: "MARKETING",
    SendKind.UTILITY: "UTILITY",
    SendKind.AUTHENTICATION: "AUTHENTICATION",
}


def integrity(request: GateInput, now: int) -> Decision | None:
    if request.ledger is Ledger.UNAVAILABLE or request.standing is None:
        return deny(Reason.DENY_LEDGER_UNAVAILABLE)
    if request.ledger not in (Ledger.SOUND, Ledger.UNVERIFIED) and request.kind in INITIATED:
        return deny(Reason.DENY_LEDGER_INTEGRITY)
    return None


def recipient(request: GateInput, now: int) -> Decision | None:
    person = request.person
    if person.erased or standing_of(request).erased:
        return deny(Reason.DENY_ERASED)
    if person.legal_block_at is not None:
        return deny(Reason.DENY_LEGAL_BLOCK, date=person.legal_block_at)
    # What changed its owner is a telephone number: a mailbox is not that.
    if person.identity_changed and request.kind in INITIATED and request.channel != EMAIL:
        return deny(Reason.DENY_IDENTITY_CHANGED)
    if person.minor and is_promotional(request):
        return deny(Reason.DENY_MINOR)
    return None


def content(request: GateInput, now: int) -> Decision | None:
    """What must not be said at all, and offers in an answer: where the words leave doubt, a person says what it is."""
    found, policy = request.content, request.rules.policy
    if found.forbidden and policy.forbid_sensitive_numbers:
        return deny(Reason.DENY_CONTENT_FORBIDDEN, found=found.forbidden)
    if request.kind is not SendKind.FREE_FORM or not is_open(request, now):
        return None
    if found.promotional and not may_promote(request):
        return deny(Reason.DENY_PROMO_WITHOUT_CONSENT)
    if found.offers and policy.ask_about_promotions and found.promotional is None:
        return deny(Reason.DENY_PROMO_UNCLEAR, words=", ".join(found.offers))
    return None


def classification(request: GateInput, now: int) -> Decision | None:
    """Outside WhatsApp we only ask for permission; there, nothing else is known of what may be sent."""
    if (request.number is None or is_outside(request)) and not _is_question_outside(request):
        return deny(Reason.DENY_UNKNOWN)
    if request.kind not in INITIATED:
        return None
    purpose = purpose_of(request)
    if purpose is None:
        return deny(Reason.DENY_UNKNOWN)
    if purpose.adults_only and request.kind in _BY_PURPOSE and not request.person.adult:
        # Row 42, "age unknown where required": of which purposes it is required the company says (1.4).
        return deny(Reason.DENY_MINOR, purpose=request.purpose)
    wanted = _CATEGORIES_OF.get(request.kind)
    if wanted is not None and purpose.category not in wanted:
        return deny(Reason.DENY_CATEGORY_MISMATCH)
    registered = _META_CATEGORY_OF.get(request.kind)
    if registered is not None and request.template is not None and request.template.category.upper() != registered:
        return deny(Reason.DENY_CATEGORY_MISMATCH)
    return None


def _is_question_outside(request: GateInput) -> bool:
    return request.kind is SendKind.CONSENT_PROMPT and request.channel in (EMAIL, SMS)


def special(request: GateInput, now: int) -> Decision | None:
    if request.kind is SendKind.OPT_OUT_CONFIRMATION:
        return _confirmation(request, now)
    if request.kind is SendKind.AUTHENTICATION:
        return _one_shot(request, now)
    return None


def available(template: TemplateFacts | None, kind: SendKind) -> bool:
    if template is None or template.status != "APPROVED":
        return False
    return not (kind is SendKind.MARKETING and template.quality == "RED")


def _confirmation(request: GateInput, now: int) -> Decision:
    if not is_open(request, now):
        return window_closed(request)
    if not request.confirmation_due:
        return deny(Reason.DENY_ALREADY_CONFIRMED)
    return allow(Reason.ALLOW_OPTOUT_CONFIRMATION, request.window_until)


def _one_shot(request: GateInput, now: int) -> Decision:
    """A code that the person asked for a moment ago, later than any opt-out; for this one message only."""
    asked_at = request.requested_by_person_at
    since_opt_out = standing_of(request).of(request.purpose).suppressed_at or 0
    if asked_at is None or not 0 <= now - asked_at <= ONE_SHOT_MS or asked_at <= since_opt_out:
        return deny(Reason.DENY_NO_CONSENT, purpose=request.purpose)
    if not available(request.template, request.kind):
        return deny(Reason.DENY_TEMPLATE_UNAVAILABLE)
    minutes = max(0, now - asked_at) // 60_000
    allowed = allow(Reason.ALLOW_REQUESTED_BY_PERSON, asked_at + ONE_SHOT_MS, minutes=minutes)
    return portfolio(request, now) or allowed
