"""Every row of the decision table that the gateway's data can decide, and the window to the second."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain.consent import derive
from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.gate import REFUSAL_REST_MS, decide
from server_stub.domain.gate_input import GateInput, Ledger, TemplateFacts

DAY = 86_400_000
NOW = 1_795_300_000_000
BRAND = "Loja"
F, M, U, A = SendKind.FREE_FORM, SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION
S, C, X = SendKind.SURVEY, SendKind.CONSENT_PROMPT, SendKind.OPT_OUT_CONFIRMATION
PURPOSE = {F: "svc.reply", M: "mkt.promotions", U: "txn.order", A: "auth.otp", S: "survey.csat", C: "mkt.promotions"}
CATEGORY = {M: "MARKETING", U: "UTILITY", A: "AUTHENTICATION", S: "UTILITY"}


def event(
    kind: str,
    purpose: str,
    *,
    ago: int = 3 * DAY,
    source: str = "button",
    proof: int = 3,
    valid_until: int | None = None,
    brand: str = BRAND,
    channel: str = "whatsapp",
    notice: str = "n1",
    retired: int | None = None,
) -> ConsentEvent:
    at = NOW - ago
    return ConsentEvent(
        type=kind,
        purpose=purpose,
        captured_at=at,
        recorded_at=at,
        source=source,
        brand=brand,
        channel=channel,
        proof_level=proof,
        valid_until=valid_until,
        notice_version_id=notice,
        notice_retired_at=retired,
    )


def ask(kind: SendKind, *events: ConsentEvent, window: bool = True, **changes: object) -> GateInput:
    template = TemplateFacts(CATEGORY[kind], "APPROVED", "GREEN") if kind in CATEGORY else None
    last_inbound = NOW - DAY // 2 if window else NOW - 2 * DAY
    base = GateInput(
        kind=kind,
        purpose=PURPOSE.get(kind, ""),
        standing=derive(events, NOW, brand=BRAND, number_id="111"),
        ledger=Ledger.SOUND,
        window_until=last_inbound + DAY,
        last_inbound_at=last_inbound,
        erased=False,
        identity_changed=False,
        template=template,
    )
    return replace(base, **changes)


def granted(purpose: str = "mkt.promotions", **more: object) -> ConsentEvent:
    return event(EventType.GRANTED, purpose, **more)


def out(scope: str, **more: object) -> ConsentEvent:
    return event(EventType.REVOKED, scope, **{"ago": DAY, "source": "keyword", "brand": "*", **more})


ROWS: list[tuple[str, GateInput, Reason]] = [
    ("1", ask(F), Reason.ALLOW_REPLY_IN_WINDOW),
    ("2", ask(F, out("*")), Reason.ALLOW_REPLY_AFTER_OPTOUT),
    ("2 promotional", ask(F, out("mkt.*", ago=0)), Reason.ALLOW_REPLY_AFTER_OPTOUT),
    ("3", ask(F, out("*", ago=1000)), Reason.DENY_OPTED_OUT_ALL),
    ("3 the opt-out is the last message", ask(F, out("*", ago=DAY // 2)), Reason.DENY_OPTED_OUT_ALL),
    ("4", ask(F, window=False), Reason.DENY_WINDOW_CLOSED),
    ("4 never wrote", ask(F, window_until=None, last_inbound_at=None), Reason.DENY_WINDOW_CLOSED),
    ("6 none", ask(C), Reason.ALLOW_CONSENT_PROMPT),
    ("6 lapsed", ask(C, event(EventType.REQUESTED, "mkt.promotions", valid_until=NOW)), Reason.ALLOW_CONSENT_PROMPT),
    ("6 expired", ask(C, granted(valid_until=NOW - 1)), Reason.ALLOW_CONSENT_PROMPT),
    ("6 pending", ask(C, event(EventType.REQUESTED, "mkt.promotions")), Reason.DENY_CONSENT_PENDING),
    ("6 active", ask(C, granted()), Reason.DENY_ALREADY_GRANTED),
    (
        "7",
        ask(C, event(EventType.REFUSED, "mkt.promotions", ago=REFUSAL_REST_MS - 1000)),
        Reason.DENY_REFUSED_RECENTLY,
    ),
    ("7 later", ask(C, event(EventType.REFUSED, "mkt.promotions", ago=REFUSAL_REST_MS)), Reason.ALLOW_CONSENT_PROMPT),
    ("8", ask(C, out("mkt.*")), Reason.DENY_OPTED_OUT_PURPOSE),
    ("8 everything", ask(C, out("*")), Reason.DENY_OPTED_OUT_PURPOSE),
    (
        "8 asked to return",
        ask(C, out("mkt.*"), event(EventType.SUPPRESSION_LIFTED_BY_PERSON, "mkt.*", ago=5000, source="keyword")),
        Reason.ALLOW_CONSENT_PROMPT,
    ),
    ("9", ask(C, window=False), Reason.DENY_WINDOW_CLOSED),
    ("10", ask(X, out("*", ago=DAY // 2), confirmation_due=True), Reason.ALLOW_OPTOUT_CONFIRMATION),
    ("11", ask(X, out("*")), Reason.DENY_ALREADY_CONFIRMED),
    ("12", ask(X, out("*"), window=False, confirmation_due=True), Reason.DENY_WINDOW_CLOSED),
    ("13", ask(M, granted(), window=False), Reason.ALLOW_CONSENT_VALID),
    ("14 none", ask(M), Reason.DENY_NO_CONSENT),
    ("14 refused", ask(M, event(EventType.REFUSED, "mkt.promotions")), Reason.DENY_NO_CONSENT),
    ("14 terminated", ask(M, granted(), event(EventType.TERMINATED, "mkt.promotions", ago=9)), Reason.DENY_NO_CONSENT),
    ("14 U", ask(U, event(EventType.REFUSED, "txn.order"), window=False), Reason.DENY_NO_CONSENT),
    ("15", ask(M, event(EventType.REQUESTED, "mkt.promotions")), Reason.DENY_CONSENT_PENDING),
    ("16", ask(M, granted(valid_until=NOW)), Reason.DENY_CONSENT_EXPIRED),
    ("17", ask(M, granted(retired=NOW)), Reason.DENY_NOTICE_CHANGED),
    ("18 purpose", ask(M, granted("mkt.newsletter")), Reason.DENY_SCOPE_MISMATCH),
    ("18 brand", ask(M, granted(brand="Outra")), Reason.DENY_SCOPE_MISMATCH),
    ("18 channel", ask(M, granted(channel="email")), Reason.DENY_SCOPE_MISMATCH),
    ("19 proof", ask(M, granted(proof=2)), Reason.DENY_EVIDENCE_MISSING),
    ("19 wording", ask(M, granted(notice="")), Reason.DENY_EVIDENCE_MISSING),
    (
        "19 invalidated",
        ask(M, granted(), event(EventType.INVALIDATED, "mkt.promotions", ago=9)),
        Reason.DENY_EVIDENCE_MISSING,
    ),
    ("20 M", ask(M, granted(), out("mkt.promotions")), Reason.DENY_OPTED_OUT_PURPOSE),
    ("20 family", ask(M, granted(), out("mkt.*")), Reason.DENY_OPTED_OUT_PURPOSE),
    ("20 U", ask(U, granted("txn.order"), out("txn.order")), Reason.DENY_OPTED_OUT_PURPOSE),
    ("20 S", ask(S, granted("survey.csat"), out("survey.csat")), Reason.DENY_OPTED_OUT_PURPOSE),
    ("21 M", ask(M, granted(), out("*")), Reason.DENY_OPTED_OUT_ALL),
    ("21 S", ask(S, granted("survey.csat"), out("*"), survey_due=True), Reason.DENY_OPTED_OUT_ALL),
    (
        "22",
        ask(M, granted(), event(EventType.PLATFORM_STOP, "mkt.*", channel="whatsapp:111", source="platform")),
        Reason.DENY_PLATFORM_STOP,
    ),
    (
        "22 another number",
        ask(M, granted(), event(EventType.PLATFORM_STOP, "mkt.*", channel="whatsapp:222", source="platform")),
        Reason.ALLOW_CONSENT_VALID,
    ),
    ("28 paused", ask(M, granted(), template=TemplateFacts("MARKETING", "PAUSED")), Reason.DENY_TEMPLATE_UNAVAILABLE),
    (
        "28 red",
        ask(M, granted(), template=TemplateFacts("MARKETING", "APPROVED", "RED")),
        Reason.DENY_TEMPLATE_UNAVAILABLE,
    ),
    ("28 unknown template", ask(M, granted(), template=None), Reason.DENY_TEMPLATE_UNAVAILABLE),
    ("29", ask(M, granted(), template=TemplateFacts("UTILITY", "APPROVED")), Reason.DENY_CATEGORY_MISMATCH),
    ("29 purpose", ask(U, granted("txn.order"), purpose="mkt.promotions"), Reason.DENY_CATEGORY_MISMATCH),
    ("32", ask(U, granted("txn.order"), out("mkt.*"), window=False), Reason.ALLOW_CONSENT_VALID),
    ("33", ask(U, requested_in_window=True), Reason.ALLOW_REQUESTED_IN_WINDOW),
    ("33 window closed", ask(U, requested_in_window=True, window=False), Reason.DENY_NO_CONSENT),
    ("34", ask(U, window=False), Reason.DENY_NO_CONSENT),
    ("35", ask(U, granted("txn.order"), out("*")), Reason.DENY_OPTED_OUT_ALL),
    ("36", ask(A, requested_by_person_at=NOW - 600_000, window=False), Reason.ALLOW_REQUESTED_BY_PERSON),
    ("36 too old", ask(A, requested_by_person_at=NOW - 600_001), Reason.DENY_NO_CONSENT),
    ("37", ask(A), Reason.DENY_NO_CONSENT),
    ("38", ask(A, out("*"), requested_by_person_at=NOW - 1000), Reason.ALLOW_REQUESTED_BY_PERSON),
    ("38 asked before", ask(A, out("*", ago=5000), requested_by_person_at=NOW - 9000), Reason.DENY_NO_CONSENT),
    ("39", ask(S, survey_due=True), Reason.ALLOW_REPLY_IN_WINDOW),
    ("40", ask(S, granted("survey.csat"), window=False), Reason.ALLOW_CONSENT_VALID),
    ("41", ask(S, window=False), Reason.DENY_NO_CONSENT),
    ("43", ask(F, erased=True), Reason.DENY_ERASED),
    ("43 by the ledger", ask(M, granted(), event(EventType.CONTACT_ERASED, "*", ago=1)), Reason.DENY_ERASED),
    ("44", ask(M, granted(), identity_changed=True), Reason.DENY_IDENTITY_CHANGED),
    ("44 reply", ask(F, identity_changed=True), Reason.ALLOW_REPLY_IN_WINDOW),
    ("47", ask(M, granted(), ledger=Ledger.UNAVAILABLE), Reason.DENY_LEDGER_UNAVAILABLE),
    ("47 nothing read", ask(F, standing=None), Reason.DENY_LEDGER_UNAVAILABLE),
    ("48", ask(M, granted(), ledger=Ledger.BROKEN), Reason.DENY_LEDGER_INTEGRITY),
    ("48 prompt", ask(C, ledger=Ledger.BROKEN), Reason.DENY_LEDGER_INTEGRITY),
    ("48 reply", ask(F, ledger=Ledger.BROKEN), Reason.ALLOW_REPLY_IN_WINDOW),
    ("unknown purpose", ask(M, granted(), purpose="mkt.unheard"), Reason.DENY_UNKNOWN),
    ("no purpose", ask(M, granted(), purpose=""), Reason.DENY_UNKNOWN),
]


@pytest.mark.parametrize(("request_", "reason"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_decision_table(request_: GateInput, reason: Reason) -> None:
    decision = decide(request_, NOW)
    assert decision.reason is reason
    assert decision.verdict is (Verdict.ALLOW if reason.startswith("ALLOW") else Verdict.DENY)


@pytest.mark.parametrize(("offset", "allowed"), [(-1000, True), (-1, True), (0, False), (1000, False)])
@pytest.mark.parametrize("kind", [F, C])
def test_the_window_closes_to_the_second(kind: SendKind, offset: int, allowed: bool) -> None:
    request = ask(kind)
    assert request.window_until is not None
    decision = decide(request, request.window_until + offset)
    assert (decision.verdict is Verdict.ALLOW) is allowed
    if allowed:
        assert decision.until == request.window_until
    else:
        assert decision == Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED, {"date": request.window_until})


def test_a_valid_consent_says_since_when_and_under_which_text() -> None:
    decision = decide(ask(M, granted(valid_until=NOW + DAY)), NOW)
    assert decision.until == NOW + DAY
    assert decision.params == {
        "purpose": "mkt.promotions",
        "date": NOW - 3 * DAY,
        "source": "button",
        "version": "n1",
    }
