"""What a decision of the send gate may depend on: all from the gateway's own store, nothing from a client (N10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from server_stub.contract.gate import SendKind
from server_stub.domain.consent import Standing


class Ledger(StrEnum):
    """Whether the consent ledger can be believed."""

    SOUND = "sound"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """From the gateway's registry, never from the client (N10)."""

    category: str
    status: str
    quality: str = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class GateInput:
    """Everything a decision may depend on. Moments in ms; None means unknown and never speaks for sending."""

    kind: SendKind
    purpose: str
    standing: Standing | None
    ledger: Ledger
    window_until: int | None
    last_inbound_at: int | None
    erased: bool
    identity_changed: bool
    template: TemplateFacts | None = None
    confirmation_due: bool = False
    """An opt-out was recorded and this is the first message that confirms it."""
    requested_in_window: bool = False
    """The person asked in this window for what the utility message answers."""
    requested_by_person_at: int | None = None
    """The person asked for a code on our own site or app."""
    open_questions: frozenset[str] | None = None
    """Purposes for which a question of ours is before the person, unanswered and in time; None where nobody looked."""
    survey_due: bool = False
    """The contact was just closed and no survey was sent in 30 days."""
