"""Token buckets: never more than Meta allows, never slower than needed."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.pacing import PAIR_BURST, PAIR_INTERVAL_MS, Pacing, Rate

NOW = 1_795_300_000_000


def send_all(pacing: Pacing, count: int, person: str = "p") -> list[int]:
    """Send as fast as allowed and tell when each message left."""
    now, left = NOW, []
    for _ in range(count):
        now += pacing.wait("n", person, now)
        assert pacing.wait("n", person, now) == 0
        pacing.take("n", person, now)
        left.append(now)
    return left


def test_a_pair_may_burst_and_then_pays_six_seconds_each() -> None:
    left = send_all(Pacing(number_per_second=1_000_000), PAIR_BURST + 3)
    assert left[PAIR_BURST - 1] == NOW
    assert [moment - NOW for moment in left[PAIR_BURST:]] == [PAIR_INTERVAL_MS * n for n in (1, 2, 3)]


@given(st.integers(1, 200), st.integers(1, 50))
def test_a_number_stays_within_its_rate_over_any_second(per_second: int, people: int) -> None:
    pacing, now, left = Pacing(number_per_second=per_second, pair=Rate(1, 1000)), NOW, []
    for n in range(3 * per_second):
        now += pacing.wait("n", str(n % people), now)
        pacing.take("n", str(n % people), now)
        left.append(now)
    allowed = math.ceil(per_second * 1.25) + 1
    for first, moment in enumerate(left):
        assert sum(moment <= other < moment + 1000 for other in left[first:]) <= allowed


def test_numbers_and_people_do_not_share_buckets() -> None:
    pacing = Pacing(number_per_second=1_000_000)
    send_all(pacing, PAIR_BURST)
    assert pacing.wait("n", "p", NOW) == PAIR_INTERVAL_MS
    assert pacing.wait("n", "another", NOW) == 0
    assert pacing.wait("m", "p", NOW) == 0


def test_a_number_told_to_slow_down_halves_and_recovers() -> None:
    pacing = Pacing(number_per_second=80, pair=Rate(1, 1000))
    pacing.slow_down("n", NOW)
    left = send_all(pacing, 60)
    assert left[59] - left[30] == 29 * 25
    later = NOW + 60_000
    pacing.take("n", "p", later)
    assert pacing.wait("n", "q", later) == 0


def test_waiting_is_forgotten_with_time() -> None:
    pacing = Pacing()
    send_all(pacing, PAIR_BURST)
    assert pacing.wait("n", "p", NOW + PAIR_INTERVAL_MS * PAIR_BURST) == 0


@given(st.integers(4, 200))
def test_marketing_from_a_number_of_medium_quality_has_half_the_pace(per_second: int) -> None:
    """3.4; what else the number sends keeps its own."""
    pacing, now, offers = Pacing(number_per_second=per_second, pair=Rate(1, 1000)), NOW, []
    for n in range(per_second * 2):
        now += pacing.wait("n", f"a{n}", now, halved=True)
        pacing.take("n", f"a{n}", now, halved=True)
        offers.append(now)
    burst = max(1, max(1, per_second // 4) // 2)
    assert max(sum(at <= it < at + 1000 for it in offers) for at in offers) <= per_second / 2 + burst + 1
    assert pacing.wait("n", "b", now) <= math.ceil(1000 / per_second)
    assert pacing.wait("other", "a1", now, halved=True) == 0
