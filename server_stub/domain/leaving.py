"""Which cases go back when whoever has them is gone, and what weighs on somebody: pure rules."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseState
from server_stub.contract.queues import Policy, ServicePolicy

_MINUTE_MS: Final = 60_000


def goes_back(state: str, policy: Policy, *, is_waited_for: bool) -> bool:
    """`is_waited_for`: the customer waits for an answer. What is being wrapped up stays: its own timer ends it."""
    if state != CaseState.ASSIGNED or policy is Policy.KEEP:
        return False
    return policy is Policy.RETURN_ALL or is_waited_for


def weight(state: str, waiting_since: int | None, last_customer_at: int | None, policy: ServicePolicy, now: int) -> int:
    """Of an agent's capacity (consent rules 6.1). A customer who owes us an answer for long weighs nothing."""
    if state == CaseState.WRAPPING_UP:
        return policy.wrap_up_weight
    if waiting_since is not None:
        return policy.active_weight
    silent = last_customer_at is not None and now - last_customer_at >= policy.dormant_minutes * _MINUTE_MS
    return 0 if silent else policy.waiting_weight
