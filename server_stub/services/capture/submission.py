"""What a form, a mail or an SMS hands in, what comes of it, and what shows control of the number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from server_stub.contract.capture import Answer
from server_stub.services.consent import Subject

OWN_ACT: Final = 4
"""The person's own act under a known text, from the number itself (proof levels of 8.1)."""
RELAYED: Final = 3
REQUEST_LIFE_MS: Final = 72 * 3_600_000
"""How long a request waits for the proof of its number."""
TYPED_LIFE_MS: Final = 30 * 60_000
"""How long a code that is to be typed into a page holds."""
TYPED_ATTEMPTS: Final = 5


@dataclass(frozen=True, slots=True)
class Submission:
    """`source`: web, app, email or sms. `evidence`: a JSON object of what was shown and chosen.

    `captured_at`: when the person chose (ms). `phone`: any usual writing of a number. `subject`: whose it is, where
    that is known already. The same `once_key` with the same answers is the same request.
    """

    source: str
    answers: list[Answer]
    evidence: bytes
    captured_at: int
    language: str = "pt-BR"
    phone: str | None = None
    subject: Subject | None = None
    name: str = ""
    capture_point_id: str = ""
    once_key: str = ""


@dataclass(frozen=True, slots=True)
class Captured:
    """`states` by purpose: ACTIVE, PENDING or REFUSED. `code` is "" where nothing is left to confirm."""

    request_id: str
    code: str
    states: dict[str, str]
    expires_at: int


@dataclass(frozen=True, slots=True)
class Proof:
    """An act that shows control of the number or address. `evidence`: a JSON object; `captured_at`: ms.

    `source` is what the ledger will say: web, keyword, email, sms. `level` as in 8.1.
    """

    source: str
    evidence: bytes
    level: int
    captured_at: int
    details: dict[str, str] = field(default_factory=dict)
    """Kept in the event's payload, such as the id of the message."""
