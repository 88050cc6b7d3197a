"""The vocabulary of the consent ledger: event types, states, and one event as far as the state needs it (8.1, 8.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WHATSAPP: Final = "whatsapp"
ANY_BRAND: Final = "*"


class EventType(StrEnum):
    """Types of 8.1 that carry a meaning for the state; others may stand in the ledger and change nothing."""

    REQUESTED = "REQUESTED"
    GRANTED = "GRANTED"
    CONFIRMED = "CONFIRMED"
    RENEWED = "RENEWED"
    REFUSED = "REFUSED"
    REVOKED = "REVOKED"
    SUPPRESSED = "SUPPRESSED"
    SUPPRESSION_LIFTED_BY_PERSON = "SUPPRESSION_LIFTED_BY_PERSON"
    PLATFORM_STOP = "PLATFORM_STOP"
    PLATFORM_RESUME = "PLATFORM_RESUME"
    INVALIDATED = "INVALIDATED"
    TERMINATED = "TERMINATED"
    CONTACT_ERASED = "CONTACT_ERASED"
    IMPORTED = "IMPORTED"
    """A file says that the person agreed and proves nothing (5.4, I2)."""


class State(StrEnum):
    NONE = "NONE"
    PENDING = "PENDING"
    ACTIVE = "ACTIVE"
    REFUSED = "REFUSED"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    LAPSED = "LAPSED"
    RENEWAL_NEEDED = "RENEWAL_NEEDED"
    INVALIDATED = "INVALIDATED"
    TERMINATED = "TERMINATED"
    ERASED = "ERASED"
    IMPORTED_UNPROVEN = "IMPORTED_UNPROVEN"


_OWN_ACTS: Final = frozenset({"button", "keyword", "web", "email", "sms"})
_IMPORTED: Final = "import"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One row of the ledger as far as the state needs it. Times in ms; `purpose` is a scope ("*", "mkt.*", a code).

    `valid_until` ends a grant, or the time to answer a REQUESTED. `channel` is "whatsapp", or "whatsapp:<number id>"
    for what the platform says about one of our numbers only.
    """

    type: str
    purpose: str
    captured_at: int
    recorded_at: int
    source: str
    brand: str
    channel: str = WHATSAPP
    seq: int = 0
    proof_level: int = 0
    valid_until: int | None = None
    notice_version_id: str = ""
    notice_retired_at: int | None = None
    evidenced: bool = False
    """What proves it is there and could be read."""

    @property
    def applies_at(self) -> int:
        """When it happened, as far as the clock that told it is believed: what a file tells counts from its recording.

        Meta tells whole seconds, so everything is compared in whole seconds: within one, the negative event wins.
        """
        moment = self.recorded_at if self.source == _IMPORTED else self.captured_at
        return moment // 1000 * 1000

    @property
    def by_own_act(self) -> bool:
        """The person did it, as opposed to an agent or an app saying so, or a file being imported."""
        return self.source in _OWN_ACTS


@dataclass(frozen=True, slots=True)
class PurposeState:
    """Where one purpose stands. `since`: when the state began; `suppressed_at`: the latest opt-out that covers it."""

    state: State = State.NONE
    since: int | None = None
    valid_until: int | None = None
    proof_level: int = 0
    notice_version_id: str = ""
    source: str = ""
    suppressed_at: int | None = None
    evidenced: bool = False
    """What proves the grant is there and could be read."""
    own_act_needed: bool = False
    """The person opted out once: what others say they agreed to no longer counts until they do it themselves."""
