"""The error table: class, wait and effect of every code that matters to a sender."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.events import AlarmCode
from server_stub.domain.wa_errors import LONGEST_BACKOFF_MS, RULES, Effect, Retry, rule_for, wait_before_next


@pytest.mark.parametrize(
    ("code", "retry", "effect"),
    [
        (0, Retry.FIX, Effect.STOP_NUMBER),
        (10, Retry.FIX, Effect.STOP_NUMBER),
        (190, Retry.FIX, Effect.STOP_NUMBER),
        (200, Retry.FIX, Effect.STOP_NUMBER),
        (299, Retry.FIX, Effect.STOP_NUMBER),
        (33, Retry.FIX, Effect.STOP_NUMBER),
        (131031, Retry.FIX, Effect.STOP_NUMBER),
        (131042, Retry.FIX, Effect.STOP_NUMBER),
        (100, Retry.NEVER, Effect.NONE),
        (131026, Retry.NEVER, Effect.NONE),
        (131047, Retry.TEMPLATE, Effect.CLOSE_WINDOW),
        (131050, Retry.NEVER, Effect.SUPPRESS_MARKETING),
        (131049, Retry.NEVER, Effect.BACK_OFF),
        (130472, Retry.NEVER, Effect.BACK_OFF),
        (130429, Retry.BACKOFF, Effect.SLOW_NUMBER),
        (131056, Retry.WAIT, Effect.NONE),
        (131048, Retry.WAIT, Effect.ALARM),
        (132001, Retry.NEVER, Effect.RESYNC_TEMPLATES),
        (132015, Retry.NEVER, Effect.RESYNC_TEMPLATES),
        (131053, Retry.FIX, Effect.NONE),
    ],
)
def test_class_and_effect(code: int, retry: Retry, effect: Effect) -> None:
    rule = rule_for(code)
    assert (rule.retry, rule.effect) == (retry, effect)


def test_the_pair_limit_waits_four_to_the_n_seconds() -> None:
    rule = rule_for(131056)
    assert [wait_before_next(rule, n, 0.7) for n in (1, 2, 3, 4)] == [1_000, 4_000, 16_000, 64_000]


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.retry in (Retry.NEVER, Retry.TEMPLATE)])
def test_what_must_not_be_repeated_is_not(code: int) -> None:
    assert wait_before_next(rule_for(code), 1, 0.0) is None


@pytest.mark.parametrize(
    ("transient", "http_status", "repeated"), [(False, 400, False), (True, 400, True), (False, 503, True)]
)
def test_an_unknown_code_is_repeated_only_when_transient(transient: bool, http_status: int, repeated: bool) -> None:
    rule = rule_for(987654, transient=transient, http_status=http_status)
    assert (wait_before_next(rule, 1, 0.5) is not None) is repeated


@given(st.sampled_from(sorted(RULES)), st.integers(1, 20), st.floats(0, 1, exclude_max=True))
def test_repetitions_end_and_back_off_within_bounds(code: int, attempts: int, chance: float) -> None:
    rule = RULES[code]
    wait = wait_before_next(rule, attempts, chance)
    assert (wait is None) == (attempts >= rule.tries)
    if rule.retry is Retry.BACKOFF and wait is not None:
        assert 0 < wait <= LONGEST_BACKOFF_MS


def test_what_calls_an_administrator_has_an_alarm_code() -> None:
    raised = {rule.shown for rule in RULES.values() if rule.effect in (Effect.STOP_NUMBER, Effect.ALARM)}
    of_the_gateway = {
        AlarmCode.LEDGER_BROKEN,
        AlarmCode.PHRASES_UNREADABLE,
        AlarmCode.QUARANTINE,
        AlarmCode.CHECKPOINT_BROKEN,
        AlarmCode.OUTSIDE_CHANNEL_DOWN,
        AlarmCode.REQUEST_DUE,
        AlarmCode.COMPLAINTS,
        AlarmCode.HISTORY_DUE,
        AlarmCode.NUMBER_QUALITY,
        AlarmCode.SLA_AT_RISK,
        AlarmCode.QUEUE_UNATTENDED,
        AlarmCode.WEBHOOK_SILENCE,
    }
    assert raised | of_the_gateway == set(AlarmCode)
