"""The flight recorder of one message: everything the gateway knows of its way, in order."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class StepKind(StrEnum):
    """What happened; beside each the names in its `params`. Unknown strings are legal."""

    COMPOSED = "composed"  # the agent pressed the key, by their computer's clock
    SAID = "said"  # WhatsApp's time of a message of the customer
    RECEIVED = "received"  # the webhook came and was stored
    ACCEPTED = "accepted"  # the gateway took it from the desktop; author where known
    NOTED = "noted"  # an internal note was written; author
    JUDGED = "judged"  # the send gate: stage (acceptance, dispatch), verdict, reason, policy
    OFFERED = "offered"  # it was offered to WhatsApp: attempts
    WAITS = "waits"  # it is in the queue: hold (a reason of the gate, may be missing)
    STATUS = "status"  # WhatsApp told: status
    FAILED = "failed"  # code
    EDITED = "edited"
    DELETED = "deleted"
    REACTED = "reacted"  # by (customer, us), emoji


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """`at` in ms; 0 where no time is kept."""

    kind: str
    at: int = 0
    params: dict[str, str | int] = {}


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    message_id: str
    steps: list[Step]
    wamid: str = ""
    """WhatsApp's id, by which Meta's support finds the message."""
    zone: str = ""
    """IANA time zone of the company, in which the times are shown; "" from a gateway that does not tell it."""
