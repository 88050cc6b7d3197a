"""The ladder that the status of an outbound message climbs, the same for both sides."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How far an outbound message has come; an inbound message is always RECEIVED."""

    RECEIVED = "received"
    PENDING = "pending"
    """Typed by an agent, known only to that desktop's outbox."""
    ACCEPTED = "accepted"
    """Durable in the gateway with an ALLOW of the send gate."""
    IN_DOUBT = "in_doubt"
    """Handed to WhatsApp, the answer was lost; settled by a status webhook or by a person."""
    HELD = "held"
    """Accepted by WhatsApp, held for quality assessment."""
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    FAILED = "failed"


_RANK: Final[dict[str, int]] = {
    Status.PENDING: 0,
    Status.ACCEPTED: 1,
    Status.IN_DOUBT: 2,
    Status.HELD: 3,
    Status.SENT: 4,
    Status.FAILED: 5,
    Status.DELIVERED: 6,
    Status.READ: 7,
    Status.PLAYED: 8,
    Status.RECEIVED: 9,
}


def advance(current: Status, reported: Status) -> Status:
    """The status after a report arrives in whatever order: it never goes down, and FAILED counts only below DELIVERED.

    Taking the higher rank makes the result independent of order and of repetition.
    """
    return reported if _RANK[reported] > _RANK[current] else current
