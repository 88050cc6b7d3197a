"""Reports about a message in any order, as often as they come."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.delivery import Tick, merged, tick, ticks_alone, with_status
from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.model import Failure, Hold, Message

SENT = Message("m", "c", "out", Content("text", "oi"), 1_000, Status.ACCEPTED)
REPORTS = [Status.ACCEPTED, Status.IN_DOUBT, Status.HELD, Status.SENT, Status.DELIVERED, Status.READ, Status.FAILED]
reports = st.lists(st.tuples(st.sampled_from(REPORTS), st.integers(1, 99)), min_size=1, max_size=8)


def told(message: Message, steps: list[tuple[Status, int]]) -> Message:
    for status, at in steps:
        failure = Failure("131000") if status is Status.FAILED else None
        message = with_status(message, status, at, failure)
    return message


@given(reports, st.data())
def test_any_order_and_repetition_give_the_same_message(steps: list[tuple[Status, int]], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(steps + data.draw(st.lists(st.sampled_from(steps), max_size=4))))
    assert told(SENT, shuffled) == told(SENT, steps)


@given(reports)
def test_a_failure_is_kept_only_while_it_stands(steps: list[tuple[Status, int]]) -> None:
    after = told(SENT, steps)
    assert (after.failure is not None) == (after.status is Status.FAILED)


def test_an_older_state_does_not_pull_the_ticks_down() -> None:
    known = with_status(SENT, Status.READ, 5, None)
    edited = msgspec.structs.replace(SENT, edited_at=7)
    both = merged(known, edited)
    assert (both.status, both.edited_at, both.status_times) == (Status.READ, 7, {"read": 5})


def test_ticks_alone_need_only_a_repaint() -> None:
    assert ticks_alone(SENT, with_status(SENT, Status.READ, 5, None))
    assert not ticks_alone(SENT, with_status(SENT, Status.FAILED, 5, Failure("1")))
    assert not ticks_alone(SENT, msgspec.structs.replace(SENT, edited_at=1))


def test_every_status_has_a_sign() -> None:
    assert {status: tick(status) for status in Status}[Status.DELIVERED] is Tick.TWO


def test_a_hold_ends_when_the_message_leaves_or_fails() -> None:
    held = msgspec.structs.replace(SENT, hold=Hold("HOLD_QUIET_HOURS", 9))
    assert with_status(held, Status.ACCEPTED, 5, None).hold == held.hold
    assert with_status(held, Status.SENT, 5, None).hold is None
    assert with_status(held, Status.FAILED, 5, Failure("1")).hold is None
    assert merged(with_status(SENT, Status.SENT, 5, None), held).hold is None
    assert not ticks_alone(SENT, held)
