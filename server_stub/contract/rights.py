"""Rights of the person (LGPD articles 18 and 19), incidents and retention."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Right(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    PORTABILITY = "portability"
    ERASURE = "erasure"
    REVOCATION = "revocation"


class RightsRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """`protocol`: number given to the person at once. `state`: open, answered, refused. Times in ms."""

    protocol: str
    contact_id: str
    right: Right
    received_at: int
    target_at: int
    """When we want to have answered (7 days)."""
    due_at: int
    """When we must have answered (15 days)."""
    state: str = "open"
    channel: str = "agent"
    answered_at: int | None = None
    answered_by: str = ""
    answer: str = ""
    note: str = ""


class OpenRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    right: Right
    note: str = ""


class AnswerRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """`refused`: with the reason in `answer` (article 18 §4). Correction carries the new `name`."""

    answer: str
    refused: bool = False
    name: str | None = None


class Incident(msgspec.Struct, frozen=True, omit_defaults=True):
    """A security incident, kept five years also when nobody had to be told (Res. CD/ANPD 15/2024)."""

    id: str
    title: str
    description: str
    known_at: int
    notify_by: int
    """Three working days after it was known."""
    affected: int = 0
    relevant_risk: bool = False
    authority_told_at: int | None = None
    people_told_at: int | None = None
    closed_at: int | None = None
    register_until: int = 0


class SaveIncident(msgspec.Struct, frozen=True, omit_defaults=True):
    title: str
    description: str
    known_at: int
    affected: int = 0
    relevant_risk: bool = False
    authority_told_at: int | None = None
    people_told_at: int | None = None
    closed_at: int | None = None


class RetentionRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """One class of data, how many days it is kept after its end, and how much of it is over that now."""

    data_class: str
    days: int
    due: int = 0
    floor_days: int = 0
    """The least that the law asks for; a shorter time is refused."""


class RetentionRun(msgspec.Struct, frozen=True, omit_defaults=True):
    at: int
    dry: bool
    removed: dict[str, int] = {}
