"""Every row of the decision table, the window to the second, and what a verdict tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain.gate import VERIFYING_RECHECK_MS, decide, version_of
from server_stub.domain.gate_input import ContentFacts, GateInput, Ledger, Number, Person, Remembered
from server_stub.domain.gate_steps_request import MEMORY_MS
from server_stub.domain.gate_verdicts import INITIATED
from server_stub.domain.purposes import PURPOSES, Category, Purpose
from tests.helpers.gate_table import LATE, ROWS
from tests.helpers.gate_world import DAY, HOUR, NOW, C, F, M, U, ask, granted, out, sent

MINUTE = 60_000


@pytest.mark.parametrize(("request_", "reason"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_decision_table(request_: GateInput, reason: Reason) -> None:
    decision = decide(request_, NOW)
    assert decision.reason is reason
    assert decision.verdict == reason.partition("_")[0].lower()
    assert (decision.not_before is not None) is (decision.verdict is Verdict.HOLD)


def test_no_row_of_the_table_is_missing() -> None:
    numbered = {int(name.split()[0]) for name, _, _ in ROWS if name.split()[0].isdigit()}
    assert numbered == set(range(1, 49))


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
    decision = decide(ask(M, granted(valid_until=NOW + HOUR)), NOW)
    assert decision.until == NOW + HOUR
    assert decision.params == {
        "purpose": "mkt.promotions",
        "date": NOW - 3 * DAY,
        "source": "button",
        "version": "n1",
    }


def test_a_permission_lapses_for_the_day_when_its_hours_end() -> None:
    assert decide(ask(M, granted(valid_until=NOW + DAY)), NOW).until == NOW + 5 * HOUR  # 20:00 where it is 15:00


@pytest.mark.parametrize(
    ("request_", "opens"),
    [
        (ask(M, granted(), policy=LATE), NOW + HOUR),
        (ask(M, granted(), person=Person(sends=sent(2 * HOUR))), NOW + 22 * HOUR),
        # The cap is free at 08:00, an hour before the day begins.
        (ask(M, granted(), person=Person(sends=sent(7 * HOUR))), NOW + 18 * HOUR),
        (ask(M, granted(), person=Person(doubt_until=NOW + 7)), NOW + 7),
        (ask(M, granted(), number=Number("RED")), NOW + HOUR),
        (ask(F, number=Number(paced_until=NOW + 3)), NOW + 3),
    ],
)
def test_a_hold_says_when_to_ask_again(request_: GateInput, opens: int) -> None:
    decision = decide(request_, NOW)
    assert decision.verdict is Verdict.HOLD
    assert decision.not_before == opens


def test_a_purpose_of_the_company_s_own_feels_every_opt_out_that_reaches_it() -> None:
    own = {**PURPOSES, "club.news": Purpose("club.news", Category.MARKETING, quiet_profile="marketing")}
    consent = granted("club.news")
    asked = {"catalogue": own, "purpose": "club.news"}
    assert decide(ask(M, consent, **asked), NOW).reason is Reason.ALLOW_CONSENT_VALID
    for scope in ("*", "mkt.*", "club.*", "club.news"):
        assert decide(ask(M, consent, out(scope), **asked), NOW).verdict is Verdict.DENY
    assert decide(ask(M, consent, out("txn.*"), **asked), NOW).verdict is Verdict.ALLOW


def test_a_purpose_that_is_no_longer_used_permits_nothing() -> None:
    retired = {**PURPOSES, "mkt.promotions": replace(PURPOSES["mkt.promotions"], active=False)}
    assert decide(ask(M, granted(), catalogue=retired), NOW).reason is Reason.DENY_UNKNOWN


@pytest.mark.parametrize("age", [0, MEMORY_MS - 1, MEMORY_MS, -1])
def test_without_the_ledger_answers_lean_on_what_was_read_a_moment_ago(age: int) -> None:
    known = ask(F).standing
    assert known is not None
    blind = ask(F, standing=None, ledger=Ledger.UNAVAILABLE, remembered=Remembered(known, NOW - age))
    fresh = 0 <= age < MEMORY_MS
    assert decide(blind, NOW).reason is (Reason.ALLOW_REPLY_IN_WINDOW if fresh else Reason.DENY_LEDGER_UNAVAILABLE)
    for kind in (M, U, C):
        initiated = replace(ask(kind), standing=None, ledger=Ledger.UNAVAILABLE, remembered=Remembered(known, NOW))
        assert decide(initiated, NOW).reason is Reason.DENY_LEDGER_UNAVAILABLE


def test_what_was_remembered_still_knows_who_opted_out() -> None:
    gone = ask(F, out("*", ago=MINUTE)).standing
    assert gone is not None
    blind = ask(F, standing=None, ledger=Ledger.UNAVAILABLE, remembered=Remembered(gone, NOW))
    assert decide(blind, NOW).reason is Reason.DENY_OPTED_OUT_ALL


def test_a_decision_names_the_rules_and_the_policy_it_was_made_under() -> None:
    assert version_of(7).endswith("/7")
    assert version_of(7) != version_of(8)


@pytest.mark.parametrize(("request_", "reason"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_while_the_ledger_is_verified_only_what_leans_on_it_waits(request_: GateInput, reason: Reason) -> None:
    if request_.ledger is not Ledger.SOUND:
        return
    leans = request_.kind in INITIATED or bool(request_.content.promotional)
    waits = leans and reason.startswith("ALLOW")
    assert decide(replace(request_, ledger=Ledger.UNVERIFIED), NOW).reason is (
        Reason.HOLD_LEDGER_VERIFYING if waits else reason
    )


def test_an_offer_in_an_answer_waits_for_the_verification_and_a_plain_answer_does_not() -> None:
    offer = ask(F, granted(), content=ContentFacts(promotional=True), ledger=Ledger.UNVERIFIED)
    waits = decide(offer, NOW)
    assert (waits.reason, waits.not_before) == (Reason.HOLD_LEDGER_VERIFYING, NOW + VERIFYING_RECHECK_MS)
    assert decide(replace(offer, content=ContentFacts()), NOW).reason is Reason.ALLOW_REPLY_IN_WINDOW
    assert decide(replace(offer, standing=ask(F).standing), NOW).reason is Reason.DENY_PROMO_WITHOUT_CONSENT
