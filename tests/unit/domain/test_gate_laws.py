"""The laws hold for the gate that is used, and each of them finds a gate that breaks it."""

from __future__ import annotations

import pytest

from server_stub.domain import gate
from tests.helpers.gate_laws import BY_NAME, LAWS, Law, put_to
from tests.helpers.gate_tested import Gate
from tests.helpers.mutants import mutant

EXAMPLES = 150
ENOUGH = 1_500
"""Examples within which a fault must show; the first that shows it ends the search."""

FAULTS: list[tuple[str, str, str, str]] = [
    # A step left out of the order of 8.5.
    *(
        (law, "gate", f"    gate_steps_{step},\n", "")
        for step, law in {
            "request.integrity": "without_the_ledger_only_answers",
            "request.recipient": "what_forbids_does_forbid",
            "request.content": "offers_need_permission",
            "request.classification": "kinds_keep_to_their_purposes",
            "request.special": "a_code_answers_a_fresh_request",
            "consent.suppression": "numbers_do_not_leak",
            "consent.window": "the_window_is_exact",
            "consent.template": "what_forbids_does_forbid",
            "consent.consent": "proof_is_needed",
            "consent.lists": "lists_bind_until_the_person_agrees_anew",
            "consent.doubt": "what_forbids_does_forbid",
            "consent.outside": "questions_outside_are_judged_like_those_in_the_chat",
            "pace.frequency": "caps_hold",
            "pace.quiet_hours": "hours_are_those_of_the_person",
            "pace.number_quality": "what_forbids_does_forbid",
            "pace.portfolio": "what_forbids_does_forbid",
            "pace.pacing": "what_forbids_does_forbid",
        }.items()
    ),
    # Questions by e-mail and SMS.
    *(
        ("questions_outside_are_judged_like_those_in_the_chat", module, old, new)
        for module, old, new in [
            ("gate_steps_request", "request.channel in (EMAIL, SMS)", "True"),
            ("gate_steps_request", "return request.kind is SendKind.CONSENT_PROMPT and", "return"),
            ("gate_steps_consent", "request.address_asked or ", ""),
            ("gate_steps_consent", "return collects or is_promotional(request)", "return True"),
            ("gate_steps_consent", "    if request.channel == EMAIL:\n        return False\n", ""),
        ]
    ),
    ("an_unknown_age_is_not_of_age", "gate_steps_request", " and not request.person.adult:", ":"),
    ("an_unknown_age_is_not_of_age", "gate_steps_request", "if person.minor and is_promotional(request):", "if False:"),
    ("an_unknown_age_is_not_of_age", "gate_steps_request", "if purpose.adults_only and", "if"),
    ("an_unknown_age_is_not_of_age", "gate_verdicts", "(request.person.adult or not purpose.adults_only)", "True"),
    # A comparison turned or moved by one.
    ("the_window_is_exact", "gate_verdicts", "now < request.window_until", "now <= request.window_until"),
    ("refusals_are_respected", "gate_steps_consent", "(state.since or 0) < REFUSAL", "(state.since or 0) > REFUSAL"),
    ("lists_bind_until_the_person_agrees_anew", "gate_steps_consent", "since <= listing", "since < listing"),
    ("a_code_answers_a_fresh_request", "gate_steps_request", "now - asked_at <= ONE", "now - asked_at <= 2 * ONE"),
    ("a_code_answers_a_fresh_request", "gate_steps_request", " or asked_at <= since_opt_out", ""),
    ("proof_is_needed", "gate_verdicts", "level >= purpose.proof_needed", "level + 1 >= purpose.proof_needed"),
    ("proof_is_needed", "gate_verdicts", " or not state.notice_version_id", ""),
    ("proof_is_needed", "gate_verdicts", " if state.evidenced else min(state.proof_level, LOG_ONLY)", ""),
    ("caps_hold", "caps", "len(inside) < cap.limit", "len(inside) <= cap.limit"),
    ("caps_hold", "caps", "if moment > start", "if moment < start"),
    ("hours_are_those_of_the_person", "quiet_hours", "<= minute < span[1]", "<= minute <= span[1]"),
    ("hours_are_those_of_the_person", "quiet_hours", "policy.state_profiles.get(place.state, {})", "{}"),
    ("hours_are_those_of_the_person", "quiet_hours", "if not hours.on_holidays and", "if hours.on_holidays and"),
    ("hours_are_those_of_the_person", "quiet_hours", "zone_named(name) or ", ""),
    ("without_the_ledger_only_answers", "gate", "0 <= now - known.at < MEMORY_MS", "0 <= now - known.at"),
    # Wishes of the person not heard.
    ("opt_out_of_everything", "gate_steps_consent", "if since is None:", "if since is None or True:"),
    ("opt_out_of_everything", "consent", "current.own_act_needed and not event.by_own_act", "False"),
    ("opt_out_of_everything", "consent", "own_act_needed=True,", "own_act_needed=False,"),
    (
        "nothing_negative_ever_permits",
        "gate_steps_consent",
        "return deny(Reason.DENY_OPTED_OUT_ALL, date=standing.opted_out_all_at)",
        "return allow(Reason.ALLOW_CONSENT_VALID)",
    ),
    ("the_later_word_counts", "consent", "_NEGATIVE: Final = 2", "_NEGATIVE: Final = 0"),
    ("the_later_word_counts", "consent", "return event.applies_at, rank", "return event.seq, rank"),
    ("order_does_not_matter", "consent", "ordered = _in_order(events)", "ordered = list(events)"),
    (
        "repetition_changes_nothing",
        "consent",
        "        event.proof_level,",
        "        current.proof_level + event.proof_level,",
    ),
    ("no_permission_serves_another_purpose", "consent", "if event.purpose in scopes:", "if True:"),
    (
        "numbers_do_not_leak",
        "consent",
        "event.channel == channel and event.type == EventType.PLATFORM_STOP",
        "event.type == EventType.PLATFORM_STOP",
    ),
    ("numbers_do_not_leak", "consent", "(negative and event.brand == ANY_BRAND)", "False"),
    (
        "a_clock_that_goes_back_revives_nothing",
        "consent",
        "now = max([now, *(event.recorded_at for event in ordered)])",
        "now = int(now)",
    ),
    (
        "time_alone_never_permits",
        "consent",
        "over = current.valid_until is not None and now >= current.valid_until",
        "over = current.valid_until is not None and now < current.valid_until",
    ),
    ("a_merge_brings_no_consent", "consent", "elif event.type in _LEFT_BEHIND:", "else:"),
    ("offers_need_permission", "gate_steps_request", "found.promotional and not may_promote(request)", "False"),
]


@pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
def test_the_gate_keeps_the_law(law: Law) -> None:
    put_to(law, Gate(), EXAMPLES)


@pytest.mark.parametrize(
    ("law", "module", "old", "new"), FAULTS, ids=[f"{law}-{module}-{n}" for n, (law, module, *_) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(law: str, module: str, old: str, new: str) -> None:
    faulty = mutant(module, old, new)
    with pytest.raises(AssertionError):
        put_to(BY_NAME[law], faulty, ENOUGH, shrink=False)


def test_every_step_of_the_order_and_every_law_is_tried_with_a_fault() -> None:
    removed = [old for _, module, old, new in FAULTS if module == "gate" and not new]
    assert sum("gate_steps_" in old for old in removed) == len(gate.STEPS)
    assert {law for law, *_ in FAULTS} == set(BY_NAME)
