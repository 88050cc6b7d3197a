"""An opt-out makes older questions void, whatever the clocks say."""

from __future__ import annotations

import pytest

from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.left_since import left_since
from server_stub.domain.purposes import scopes_of

T0 = 1_780_000_000_000
SCOPES = scopes_of("mkt.promotions", None)


def event(kind: EventType, purpose: str, at: int, seq: int, *, recorded_at: int | None = None) -> ConsentEvent:
    recorded = at if recorded_at is None else recorded_at
    return ConsentEvent(kind, purpose, at, recorded, "keyword", "Loja", seq=seq)


@pytest.mark.parametrize("purpose", ["*", "mkt.*", "mkt.promotions"])
def test_leaving_after_the_question_counts(purpose: str) -> None:
    left = event(EventType.REVOKED, purpose, T0, 2)
    assert left_since([left], SCOPES, T0 - 1) == T0
    assert left_since([left], SCOPES, T0) == T0
    assert left_since([left], SCOPES, T0 + 1) is None


def test_leaving_something_else_does_not() -> None:
    assert left_since([event(EventType.REVOKED, "txn.order", T0, 1)], SCOPES, T0 - 1) is None


def test_a_refusal_or_a_yes_is_no_opt_out_and_undoes_none() -> None:
    refused = event(EventType.REFUSED, "mkt.promotions", T0, 1)
    assert left_since([refused], SCOPES, T0 - 1) is None
    left, back = event(EventType.REVOKED, "mkt.*", T0, 1), event(EventType.GRANTED, "mkt.promotions", T0 + 5, 2)
    assert left_since([back, left], SCOPES, T0 - 1) == T0


def test_an_opt_out_that_arrives_late_counts_from_when_it_was_known() -> None:
    late = event(EventType.REVOKED, "mkt.*", T0 - 60_000, 3, recorded_at=T0 + 1000)
    assert left_since([late], SCOPES, T0) == T0 - 60_000


def test_a_clock_that_went_back_brings_no_question_after_the_opt_out() -> None:
    asked = event(EventType.REQUESTED, "mkt.promotions", T0, 1)
    left = event(EventType.REVOKED, "mkt.*", T0 - 3_600_000, 2)
    assert left_since([left, asked], SCOPES, T0) == T0 - 3_600_000
