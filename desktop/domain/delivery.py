"""What is drawn beside an outbound message, from its place on the delivery ladder."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from server_stub.contract.delivery import Status, advance
from server_stub.contract.model import Failure, Message


class Tick(StrEnum):
    """`HELD` and `IN_DOUBT` need words beside the sign."""

    NONE = "none"
    CLOCK = "clock"
    HELD = "held"
    IN_DOUBT = "in_doubt"
    ONE = "one"
    TWO = "two"
    TWO_BLUE = "two_blue"
    CROSS = "cross"


_TICKS: Final[dict[Status, Tick]] = {
    Status.RECEIVED: Tick.NONE,
    Status.PENDING: Tick.CLOCK,
    Status.ACCEPTED: Tick.CLOCK,
    Status.IN_DOUBT: Tick.IN_DOUBT,
    Status.HELD: Tick.HELD,
    Status.SENT: Tick.ONE,
    Status.DELIVERED: Tick.TWO,
    Status.READ: Tick.TWO_BLUE,
    Status.PLAYED: Tick.TWO_BLUE,
    Status.FAILED: Tick.CROSS,
}
_WAITING: Final = frozenset({Status.PENDING, Status.ACCEPTED})
"""Only what has not left can be held by the send gate."""


def tick(status: Status) -> Tick:
    return _TICKS[status]


def with_status(message: Message, status: Status, at: int, failure: Failure | None) -> Message:
    """The message after a report: the status climbs or stays, the earliest time of each step is kept."""
    times = dict(message.status_times)
    times[status.value] = min(at, times.get(status.value, at))
    reached = advance(message.status, status)
    return msgspec.structs.replace(
        message,
        status=reached,
        status_times=times,
        failure=(failure or message.failure) if reached is Status.FAILED else None,
        hold=message.hold if reached in _WAITING else None,
    )


def merged(known: Message, told: Message) -> Message:
    """The newer state `told`, but with a status that never falls below what is known."""
    status = advance(known.status, told.status)
    if status is told.status:
        return told
    return msgspec.structs.replace(
        told,
        status=status,
        status_times=told.status_times | known.status_times,
        failure=known.failure,
        hold=told.hold if status in _WAITING else None,
    )


def ticks_alone(known: Message, told: Message) -> bool:
    """True when only the delivery differs: repaint, no new layout. A failure and a hold have words: they are more."""
    if Status.FAILED in (known.status, told.status):
        return False
    return msgspec.structs.replace(known, status=told.status, status_times=told.status_times) == told
