"""Budgets and when they are free again, by example; the law is in test_gate_laws.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from server_stub.contract.model import Budget
from server_stub.domain.caps import Cap, PastSend, budget, budget_of, full_until
from server_stub.domain.policy import STRICT
from server_stub.domain.purposes import PURPOSES

ZONE = "America/Sao_Paulo"
HOUR, DAY = 3_600_000, 86_400_000


def at(text: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


NOW = at("2026-12-31T23:00:00")


@pytest.mark.parametrize(
    ("caps", "sends", "free"),
    [
        ([Cap("day", 1)], [NOW - DAY + 1], NOW + 1),
        ([Cap("day", 1)], [NOW - DAY], None),
        ([Cap("day", 2)], [NOW - 5, NOW - 3, NOW - 1], NOW - 3 + DAY),
        ([Cap("week", 2)], [NOW - 6 * DAY, NOW - 2 * DAY], NOW + DAY),
        ([Cap("month", 1)], [at("2026-12-01T00:00:00")], at("2027-01-01T00:00:00")),
        ([Cap("month", 1)], [at("2026-11-30T23:59:59")], None),
        ([Cap("day", 1), Cap("month", 1)], [NOW], NOW + DAY),
        ([Cap("day", 0)], [], NOW + DAY),
        ([], [NOW], None),
    ],
)
def test_when_one_more_fits(caps: list[Cap], sends: list[int], free: int | None) -> None:
    assert full_until(sends, caps, ZONE, NOW) == free


def test_the_month_is_that_of_the_person() -> None:
    sent = at("2027-01-01T00:30:00", "Europe/Lisbon")
    assert full_until([sent], [Cap("month", 1)], "Europe/Lisbon", sent + HOUR) == at(
        "2027-02-01T00:00:00", "Europe/Lisbon"
    )
    assert full_until([sent], [Cap("month", 1)], ZONE, sent + HOUR) == at("2027-01-01T00:00:00")


def test_the_tightest_budget_is_told() -> None:
    caps = [Cap("day", 2), Cap("week", 3), Cap("month", 3)]
    assert budget([NOW - 1], caps, ZONE, NOW) == Budget(1, 2, "day")
    assert budget([NOW - 1, NOW - 2 * DAY], caps, ZONE, NOW) == Budget(2, 3, "month")
    assert budget([NOW - 1], [], ZONE, NOW) is None


def test_a_purpose_without_caps_of_its_own_has_those_of_all_marketing() -> None:
    sends = [PastSend(NOW - 3 * DAY, "mkt.newsletter"), PastSend(NOW - 9 * DAY, "mkt.promotions")]
    own = PURPOSES["mkt.promotions"]
    assert budget_of(own, STRICT, sends, ZONE, NOW) == Budget(1, 3, "month")
    free = replace(own, cap_month=None)
    assert budget_of(free, STRICT, sends, ZONE, NOW) == Budget(1, 2, "week")
    assert budget_of(free, msgspec.structs.replace(STRICT, cap_day=None, cap_week=None), sends, ZONE, NOW) == Budget(
        2, 6, "month"
    )
    assert budget_of(PURPOSES["txn.order"], STRICT, sends, ZONE, NOW) is None
