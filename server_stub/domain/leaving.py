"""Which cases go back when whoever has them is gone, and what weighs on somebody: pure rules."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseState
from server_stub.contract.queues import Policy, ServicePolicy

_MINUTE_MS: Final = 60_000
GONE_AFTER_MS: Final = 60 * _MINUTE_MS
"""Whose desktop fell silent this long ago went home without a word: what they had is treated as if they had left."""


def goes_back(state: str, policy: Policy, *, is_waited_for: bool) -> bool:
    """`is_waited_for`: the customer waits for an answer. What is being wrapped up stays: its own timer ends it."""
    if state != CaseState.ASSIGNED or policy is Policy.KEEP:
        return False
    return policy is Policy.RETURN_ALL or is_waited_for


def weight(state: str, policy: ServicePolicy, *, is_waited_for: bool, is_silent: bool) -> int:
    """Of an agent's capacity (consent rules 6.1). A customer who owes us an answer for long weighs nothing."""
    if state == CaseState.WRAPPING_UP:
        return policy.wrap_up_weight
    if is_waited_for:
        return policy.active_weight
    return 0 if is_silent else policy.waiting_weight


def silent_since(policy: ServicePolicy, now: int) -> int:
    """Who said nothing after this moment (ms) is silent."""
    return now - policy.dormant_minutes * _MINUTE_MS
