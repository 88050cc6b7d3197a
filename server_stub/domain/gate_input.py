"""What a decision of the send gate may depend on: all from the gateway's own store, nothing from a client (N10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server_stub.contract.gate import SendKind
from server_stub.contract.registers import SendingPolicy
from server_stub.domain.caps import PastSend
from server_stub.domain.consent import Standing
from server_stub.domain.consent_events import WHATSAPP
from server_stub.domain.purposes import Catalogue
from server_stub.domain.regions import NOWHERE_ELSE, Place

EMAIL: Final = "email"
SMS: Final = "sms"


class Ledger(StrEnum):
    """Whether the consent ledger can be believed."""

    SOUND = "sound"
    UNVERIFIED = "unverified"
    """Nothing speaks against it, but the gateway has just started and has not read all of it yet."""
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Rules:
    """What administrators set."""

    catalogue: Catalogue
    policy: SendingPolicy


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last standing that could be read, and when: for answers while the ledger cannot be (P19)."""

    standing: Standing
    at: int


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """From the gateway's registry, never from the client (N10)."""

    category: str
    status: str
    quality: str = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """What was found in the words. `promotional` is the agent's answer where they looked like an offer."""

    forbidden: str = ""
    """card, cpf or ""."""
    offers: tuple[str, ...] = ()
    """Words that make a free text look like an offer."""
    promotional: bool | None = None


NOTHING_FOUND: Final = ContentFacts()


@dataclass(frozen=True, slots=True)
class Listing:
    """A do-not-contact list of a consumer agency that names this person's number and binds where it is at home."""

    state: str
    listed_at: int
    effective_at: int


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the recipient beside the ledger. Moments in ms."""

    erased: bool = False
    identity_changed: bool = False
    minor: bool = False
    adult: bool = False
    """Noted down as of age; neither means that nobody knows."""
    legal_block_at: int | None = None
    place: Place = NOWHERE_ELSE
    listings: tuple[Listing, ...] = ()
    lists_loading: bool = False
    """A list that would bind them is being read in: whether it names them is not known yet."""
    doubt_until: int | None = None
    """They may have asked to leave; from then on it counts as asked."""
    sends: tuple[PastSend, ...] = ()
    """What we initiated, as far back as a cap may look."""
    backoff_until: int | None = None
    """WhatsApp refused them marketing for now (131049, 130472)."""


@dataclass(frozen=True, slots=True)
class Number:
    """Our number. Moments in ms."""

    quality: str = "UNKNOWN"
    status: str = ""
    restricted: bool = False
    """WhatsApp refused messages because of their quality within the last day (131048)."""
    portfolio_full_until: int | None = None
    """The account's limit of persons a day is used up until then, by others than this one."""
    paced_until: int | None = None


@dataclass(frozen=True, slots=True)
class GateInput:
    """Everything a decision may depend on. Moments in ms; None means unknown and never speaks for sending."""

    kind: SendKind
    purpose: str
    rules: Rules
    standing: Standing | None
    ledger: Ledger
    window_until: int | None
    last_inbound_at: int | None
    person: Person
    number: Number | None
    """None with no conversation: a question by e-mail or SMS."""
    template: TemplateFacts | None = None
    content: ContentFacts = NOTHING_FOUND
    remembered: Remembered | None = None
    confirmation_due: bool = False
    """An opt-out was recorded and this is the first message that confirms it."""
    requested_in_window: bool = False
    """The person asked in this window for what the utility message answers."""
    requested_by_person_at: int | None = None
    """The person asked for a code on our own site or app."""
    open_questions: frozenset[str] | None = None
    """Purposes for which a question of ours is before the person, unanswered and in time; None where nobody looked."""
    channel: str = WHATSAPP
    """whatsapp, email or sms."""
    address_asked: bool = False
    """Another question of ours waits at this telephone number: an answer by keyword could be meant for either."""
    survey_due: bool = False
    """The case was closed in this window and no survey was sent in `policy.survey_rest_days`."""
