"""What happened, in figures: counted from what the agent's desktop shows, not from what the story meant to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from server_stub.contract.delivery import Status
from server_stub.contract.model import Contact, Message

_DELIVERED = {Status.DELIVERED, Status.READ, Status.PLAYED}
_READ = {Status.READ, Status.PLAYED}


class Summary(msgspec.Struct, frozen=True):
    """`inbound`, `delivered`, `read` count messages, `answered` conversations, `refused` refusals by code."""

    inbound: int
    answered: int
    delivered: int
    read: int
    refused: dict[str, int]
    opt_outs: int
    seconds: float

    def write(self, folder: Path) -> Path:
        path = folder / "summary.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")
        return path


def summarise(
    messages: Iterable[Message], contacts: Iterable[Contact], refused: Iterable[str], seconds: float
) -> Summary:
    """Count. `refused` holds one reason code per refusal that was shown; `seconds` is the story's length."""
    known = list(messages)
    outbound = [message for message in known if message.direction == "out"]
    return Summary(
        inbound=sum(message.direction == "in" for message in known),
        answered=len({message.conversation_id for message in outbound}),
        delivered=sum(message.status in _DELIVERED for message in outbound),
        read=sum(message.status in _READ for message in outbound),
        refused=dict(sorted(Counter(refused).items())),
        opt_outs=sum(map(_has_left, contacts)),
        seconds=round(seconds, 1),
    )


def _has_left(contact: Contact) -> bool:
    """Of everything, or of a purpose: a keyword without a scope means everything promotional."""
    return contact.opted_out_at is not None or any(item.state == "REVOKED" for item in contact.consents)
