"""Places in a queue and the minutes that are left: what may truthfully be said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.routing.urgency import urgency
from server_stub.domain.routing.values import QueueRule, Waiting
from server_stub.domain.waiting_place import minutes_left, places

MINUTE = 60_000
cases = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 500)), min_size=1, max_size=12)


@given(cases, st.integers(1, 100))
def test_the_place_is_the_order_in_which_routing_serves(waiting: list[tuple[int, int]], ageing: int) -> None:
    now = 1_000 * MINUTE
    rows = [(str(n), priority, minute * MINUTE) for n, (priority, minute) in enumerate(waiting)]
    found = places(rows, ageing)
    assert sorted(found.values()) == list(range(1, len(rows) + 1))
    rule = QueueRule("q", ageing=ageing)
    score = {it[0]: urgency(Waiting(it[0], "q", it[2], priority=it[1]), rule, now) for it in rows}
    for one in found:
        for other in found:
            if score[one] > score[other]:
                assert found[one] < found[other]


def test_minutes_come_from_those_who_waited_longer() -> None:
    waits = [2 * MINUTE, 10 * MINUTE, 12 * MINUTE, 30 * MINUTE]
    assert minutes_left(waits, 0) == 11
    assert minutes_left(waits, 5 * MINUTE) == 7
    assert minutes_left(waits, 11 * MINUTE + 30_000) == 10
    assert minutes_left(waits, 30 * MINUTE) is None
    assert minutes_left(waits[:2], 0) is None
    assert minutes_left([MINUTE] * 3, MINUTE - 1) == 1
