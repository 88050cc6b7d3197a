"""What laws of the send gate are put to: ours, or one with a fault in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from server_stub.contract.gate import Decision, Verdict
from server_stub.domain import consent, gate
from server_stub.domain.consent_events import ConsentEvent
from server_stub.domain.gate_input import GateInput
from tests.helpers.gate_histories import Case
from tests.helpers.gate_world import BRAND, NOW


@dataclass(frozen=True)
class Gate:
    """What is put to the test: ours, or one with a fault in it."""

    decide: Callable[[GateInput, int], Decision] = gate.decide
    derive: Callable[..., Any] = consent.derive
    negatives: Callable[..., list[ConsentEvent]] = consent.negatives

    def verdict(self, case: Case, now: int = NOW) -> Verdict:
        return self.decide(self.request(case, now), now).verdict

    def request(self, case: Case, now: int = NOW) -> GateInput:
        standing = self.derive(case.history, now, brand=BRAND, number_id="111")
        return replace(case.request, standing=standing)

    def allows(self, case: Case, now: int = NOW) -> bool:
        return self.verdict(case, now) is Verdict.ALLOW
