"""Laws of the ledger and the gate over generated histories (8.3, 8.4)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.gate import Reason, SendKind, Verdict
from server_stub.domain.consent import derive
from server_stub.domain.consent_events import ConsentEvent, EventType, State
from server_stub.domain.gate import decide
from server_stub.domain.gate_input import GateInput, Ledger, TemplateFacts

DAY = 86_400_000
T0 = 1_795_300_000_000
BRAND = "Loja"
CODES = ["mkt.promotions", "mkt.newsletter", "txn.order", "survey.csat"]
MESSAGES = [
    (SendKind.MARKETING, "mkt.promotions", "MARKETING"),
    (SendKind.MARKETING, "mkt.newsletter", "MARKETING"),
    (SendKind.UTILITY, "txn.order", "UTILITY"),
    (SendKind.SURVEY, "survey.csat", "UTILITY"),
    (SendKind.CONSENT_PROMPT, "mkt.promotions", ""),
    (SendKind.FREE_FORM, "svc.reply", ""),
]
OWN = {"button", "keyword"}
GRANTS = {EventType.GRANTED, EventType.CONFIRMED, EventType.RENEWED}

moments = st.integers(0, 400).map(lambda days: T0 - days * DAY)
events = st.builds(
    lambda kind, purpose, at, source, proof, lifetime, brand: ConsentEvent(
        type=kind,
        purpose=purpose,
        captured_at=at,
        recorded_at=at,
        source=source,
        brand=brand,
        proof_level=proof,
        valid_until=None if lifetime is None else at + lifetime * DAY,
        notice_version_id="n1",
    ),
    st.sampled_from([*EventType]).filter(lambda kind: kind is not EventType.CONTACT_ERASED),
    st.sampled_from([*CODES, "mkt.*", "*"]),
    moments,
    st.sampled_from(["agent", "button", "keyword", "import"]),
    st.integers(0, 5),
    st.none() | st.integers(1, 400),
    st.sampled_from([BRAND, "*", "Outra"]),
)
histories = st.lists(events, max_size=8)
messages = st.sampled_from(MESSAGES)


def ask(history: list[ConsentEvent], message: tuple[SendKind, str, str], now: int, last_inbound: int) -> GateInput:
    kind, purpose, category = message
    return GateInput(
        kind=kind,
        purpose=purpose,
        standing=derive(history, now, brand=BRAND, number_id="111"),
        ledger=Ledger.SOUND,
        window_until=last_inbound + DAY,
        last_inbound_at=last_inbound,
        erased=False,
        identity_changed=False,
        template=TemplateFacts(category, "APPROVED") if category else None,
    )


def verdict(history: list[ConsentEvent], message: tuple[SendKind, str, str], now: int, last_inbound: int) -> Verdict:
    return decide(ask(history, message, now, last_inbound), now).verdict


def revocation(at: int, scope: str = "*") -> ConsentEvent:
    return ConsentEvent(EventType.REVOKED, scope, at, at, "keyword", "*")


@given(histories, messages.filter(lambda m: m[0] is not SendKind.FREE_FORM), histories)
def test_after_an_opt_out_of_everything_only_an_own_act_permits(
    before: list[ConsentEvent], message: tuple[SendKind, str, str], after: list[ConsentEvent]
) -> None:
    later = [
        replace(e, captured_at=T0 + 1000 + n * 1000, recorded_at=T0 + 1000 + n * 1000, valid_until=None)
        for n, e in enumerate(after)
    ]
    own = [e for e in later if e.type in GRANTS and e.source in OWN]
    lifted = [e for e in later if e.type == EventType.SUPPRESSION_LIFTED_BY_PERSON]
    now = T0 + DAY
    if message[0] is SendKind.CONSENT_PROMPT and (own or lifted):
        return
    history = [*before, revocation(T0), *(e for e in later if e not in own)]
    assert verdict(history, message, now, now - 1) is Verdict.DENY


@given(histories, messages, moments, st.sampled_from(["*", "mkt.*", *CODES]), st.integers(0, 30))
def test_another_suppression_never_permits(
    history: list[ConsentEvent], message: tuple[SendKind, str, str], at: int, scope: str, hours: int
) -> None:
    last_inbound = T0 - hours * 3_600_000
    if verdict(history, message, T0, last_inbound) is Verdict.DENY:
        assert verdict([*history, revocation(at, scope)], message, T0, last_inbound) is Verdict.DENY


@given(histories, messages, st.integers(0, 40), st.integers(1, 800 * DAY))
def test_time_alone_never_permits(
    history: list[ConsentEvent], message: tuple[SendKind, str, str], hours: int, step: int
) -> None:
    last_inbound = T0 - hours * 3_600_000
    now = decide(ask(history, message, T0, last_inbound), T0)
    # A refusal's rest and an unanswered prompt's time end by the clock; table rows 6 and 7 say so.
    if now.verdict is Verdict.DENY and now.reason not in (Reason.DENY_REFUSED_RECENTLY, Reason.DENY_CONSENT_PENDING):
        assert verdict(history, message, T0 + step, last_inbound) is Verdict.DENY


@given(histories)
def test_a_pending_prompt_never_becomes_a_permission_by_time(history: list[ConsentEvent]) -> None:
    for message in MESSAGES[:4]:
        reason = decide(ask(history, message, T0, T0), T0).reason
        if reason is Reason.DENY_CONSENT_PENDING:
            assert verdict(history, message, T0 + 900 * DAY, T0) is Verdict.DENY


@given(histories, messages.filter(lambda m: m[0] not in (SendKind.FREE_FORM, SendKind.CONSENT_PROMPT)))
def test_no_permission_serves_another_purpose(history: list[ConsentEvent], message: tuple[SendKind, str, str]) -> None:
    without = [e for e in history if not (e.type in GRANTS and e.purpose in (message[1], "mkt.*", "*"))]
    assert verdict(without, message, T0, T0) is Verdict.DENY


@settings(max_examples=60)
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(history: list[ConsentEvent], source: random.Random) -> None:
    spread = [replace(e, captured_at=e.captured_at + n * 1000, seq=n) for n, e in enumerate(history)]
    shuffled = list(spread)
    source.shuffle(shuffled)
    assert derive(spread, T0, brand=BRAND) == derive(shuffled, T0, brand=BRAND)


@given(histories)
def test_a_repeated_event_changes_nothing(history: list[ConsentEvent]) -> None:
    assert derive(history, T0, brand=BRAND) == derive([*history, *history], T0, brand=BRAND)


@pytest.mark.parametrize("source", ["agent", "import", "button"])
def test_at_the_same_moment_the_opt_out_wins(source: str) -> None:
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0, T0, source, BRAND, proof_level=4)
    for history in ([grant, revocation(T0, "mkt.*")], [revocation(T0, "mkt.*"), grant]):
        assert derive(history, T0 + 1, brand=BRAND).of("mkt.promotions").state is State.REVOKED


@pytest.mark.parametrize(("later", "state"), [(999, State.REVOKED), (1000, State.ACTIVE)])
def test_within_one_second_the_opt_out_wins(later: int, state: State) -> None:
    """WhatsApp tells whole seconds: a message of 12:00:00.9 carries 12:00:00."""
    grant = ConsentEvent(EventType.GRANTED, "mkt.promotions", T0 + later, T0 + later, "button", BRAND, proof_level=4)
    assert derive([grant, revocation(T0, "mkt.*")], T0 + 2000, brand=BRAND).of("mkt.promotions").state is state


def test_a_clock_that_goes_back_revives_nothing() -> None:
    grant = ConsentEvent(EventType.GRANTED, "txn.order", T0, T0, "button", BRAND, proof_level=3, valid_until=T0 + DAY)
    noted = ConsentEvent("EXPORT_MADE", "txn.order", T0 + 2 * DAY, T0 + 2 * DAY, "agent", BRAND)
    assert derive([grant, noted], T0 + 5, brand=BRAND).of("txn.order").state is State.EXPIRED


def test_an_imported_event_counts_from_its_recording() -> None:
    stale = ConsentEvent(EventType.GRANTED, "txn.order", T0 + 9, T0 - DAY, "import", BRAND, proof_level=3)
    refused = ConsentEvent(EventType.REFUSED, "txn.order", T0, T0, "button", BRAND)
    assert derive([stale, refused], T0 + 10, brand=BRAND).of("txn.order").state is State.REFUSED


def test_a_platform_resume_lifts_only_the_platform_stop() -> None:
    number = "whatsapp:111"
    history = [
        revocation(T0, "mkt.*"),
        ConsentEvent(EventType.PLATFORM_STOP, "mkt.*", T0 + 1000, T0 + 1000, "platform", BRAND, channel=number),
        ConsentEvent(EventType.PLATFORM_RESUME, "mkt.*", T0 + 2000, T0 + 2000, "platform", BRAND, channel=number),
    ]
    standing = derive(history, T0 + 3000, brand=BRAND, number_id="111")
    assert standing.platform_stop_at is None
    assert standing.of("mkt.promotions").state is State.REVOKED
