"""What can become of a request to Meta: answered, refused with a code, never left, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """Accepted by WhatsApp. `wa_id` and `user_id`: the recipient as it knows them; `held`: for quality assessment."""

    wamid: str
    wa_id: str | None = None
    user_id: str | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Answered with an error code. `details` are Meta's words, for supervisors."""

    code: int
    details: str = ""
    http_status: int = 400
    transient: bool = False
    trace_id: str = ""
    """By which Meta finds the request when it is asked about it (reference 2.8)."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing left this machine: it may be tried again. `reason` is the name of what happened."""

    reason: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The request may have arrived and the answer is lost: never to be repeated blindly."""

    reason: str


Outcome = Sent | Refused | NotSent | InDoubt


class GraphRefusal(Exception):
    """A request other than a send was refused, or could not be made."""

    def __init__(self, outcome: Refused | NotSent | InDoubt) -> None:
        code = outcome.code if isinstance(outcome, Refused) else outcome.reason
        trace = f", trace {outcome.trace_id}" if isinstance(outcome, Refused) and outcome.trace_id else ""
        super().__init__(f"graph request failed: {code}{trace}")
        self.outcome = outcome
