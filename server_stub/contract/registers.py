"""What an administrator keeps: company, purposes, notices, ways in, sending policy, API keys, do-not-contact lists."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Company(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who asks for permission: printed in every notice, page and proof. `colour` is "#rrggbb" or ""."""

    legal_name: str = ""
    tax_id: str = ""
    """CNPJ, letters allowed (since July 2026)."""
    dpo_name: str = ""
    dpo_contact: str = ""
    policy_url: str = ""
    colour: str = ""
    logo_svg: str = ""
    """A small picture; scripts and references to elsewhere are refused."""
    zone: str = "America/Sao_Paulo"
    """IANA time zone of the company; a person without a known zone gets this one."""
    sign_messages: bool = False
    """Customers read who of the team writes, above each text."""


class PurposeSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a person may agree to. Caps count messages that WhatsApp accepted; None means no cap of our own."""

    code: str
    category: str
    """marketing, utility, authentication, service or survey; never changes once the purpose exists."""
    title_pt: str = ""
    title_en: str = ""
    legal_basis: str = "consent"
    proof_needed: int = 3
    double_opt_in: bool = False
    validity_days: int | None = None
    quiet_profile: str = "utility"
    """Name of a profile of the sending policy: marketing, collection, utility or always."""
    cap_day: int | None = None
    cap_week: int | None = None
    cap_month: int | None = None
    adults_only: bool = False
    """Only for people who are known to be of age: an age that nobody noted down is not enough."""
    active: bool = True


class NoticeVersion(msgspec.Struct, frozen=True, omit_defaults=True):
    """The exact text a person agrees to; it never changes, only newer versions are published."""

    id: str
    purpose: str
    language: str
    version: int
    body: str
    sha256: str
    published_at: int
    published_by: str = ""
    material_change: bool = False
    retired_at: int | None = None
    """From then on what was agreed under this text needs a new answer."""
    in_use_from: int | None = None
    """Of a text that was registered later (at `published_at`, by `published_by`): when it was shown elsewhere, as the
    company states. It is never shown here."""
    in_use_until: int | None = None


class PublishNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """`material_change`: earlier agreements must be renewed from `effective_at` (ms; now when 0) on."""

    purpose: str
    body: str
    language: str = "pt-BR"
    material_change: bool = False
    effective_at: int = 0


class EarlierNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text under which the company collected consents before, elsewhere: its exact words. Times in ms, both past."""

    purpose: str
    body: str
    in_use_from: int
    in_use_until: int
    language: str = "pt-BR"


class CaptureKind(StrEnum):
    PAGE = "page"
    WIDGET = "widget"


class CapturePoint(msgspec.Struct, frozen=True, omit_defaults=True):
    """A public place where people agree: a hosted page, or the script on the company's own site.

    `page_url`, `chat_url` and `script_line` are made by the gateway and ignored in requests.
    """

    id: str
    kind: CaptureKind
    slug: str
    """Part of the address: a–z, 0–9 and "-", 3 to 60 characters."""
    title: str
    purposes: list[str]
    channel_number_id: str = ""
    """Which of our numbers the person writes to; "" for the only one."""
    origins: list[str] = []
    """Sites that may show the widget, as "https://example.com"."""
    enabled: bool = True
    created_at: int = 0
    page_url: str = ""
    chat_url: str = ""
    script_line: str = ""


class QuietHours(msgspec.Struct, frozen=True, omit_defaults=True):
    """When messages of a profile may leave, by weekday in the person's own zone: "HH:MM-HH:MM" or "" for never.

    `days` has seven entries, Monday first. Public holidays count as never unless `on_holidays`.
    """

    days: list[str]
    on_holidays: bool = False


class SendingPolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often and when this company writes first. Every change makes a new version; old decisions keep theirs."""

    version: int = 0
    cap_day: int | None = 1
    """Marketing per person, over all purposes (a rolling day, week and calendar month)."""
    cap_week: int | None = 2
    cap_month: int | None = 6
    profiles: dict[str, QuietHours] = {}
    state_profiles: dict[str, dict[str, QuietHours]] = {}
    """Stricter hours of single states, by abbreviation ("RJ") and profile."""
    holidays: list[str] = []
    """The company's own, as "2026-12-24"; national and state holidays are known."""
    promotional_words: list[str] = []
    """What makes a free text look like an offer: the agent is asked."""
    ask_about_promotions: bool = True
    forbid_sensitive_numbers: bool = True
    """Refuse texts that hold a card number or a full CPF."""
    survey_rest_days: int = 30


class ApiKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """A key of the company's own systems. `secret` is answered once, when the key is made."""

    id: str
    name: str
    scopes: list[str]
    created_at: int = 0
    last_used_at: int | None = None
    revoked_at: int | None = None
    secret: str = ""


class NewApiKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """`scopes`: consents:write, consents:read, codes:write (ask for a one-time code to be sent)."""

    name: str
    scopes: list[str]


class BlockList(msgspec.Struct, frozen=True, omit_defaults=True):
    """A do-not-contact list of a consumer agency; a newer file of the same list replaces the older."""

    id: str
    name: str
    state: str = ""
    """Abbreviation of the state it binds, "" for the whole country."""
    entries: int = 0
    loaded_at: int = 0
    loaded_by: str = ""
    skipped: int = 0
    """Lines of the file that held no telephone number."""
    loading: bool = False
    """It is still being read in, `done` lines so far; until it stands an older one of its name and state does."""
    done: int = 0
    failure: str = ""
    """An ErrorCode: the file was refused after its upload had been answered."""


class OutsideMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """An e-mail or SMS that asks for permission. `address` is masked. `failure`: code of the last attempt."""

    id: str
    channel: str
    state: str
    """queued, sending, sent, delivered, failed or bounced."""
    created_at: int
    contact_id: str = ""
    address: str = ""
    attempts: int = 0
    next_attempt_at: int | None = None
    failure: str = ""


class ChannelNumber(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the company's WhatsApp numbers as the gateway knows it."""

    id: str
    display_phone: str = ""
    quality: str = "UNKNOWN"
    status: str = ""
    messaging_limit: int | None = None
    disabled_reason: str = ""
