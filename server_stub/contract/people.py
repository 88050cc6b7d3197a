"""People as the contacts view shows them: found, followed through the ledger, invited, merged."""

from __future__ import annotations

import msgspec

from server_stub.contract.model import Consent, Contact


class ContactPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """`total`: how many match in all."""

    contacts: list[Contact]
    next_page: str | None = None
    total: int = 0


class EvidenceFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """What proves a consent event; its bytes are at GET /v1/contacts/{id}/evidence/{evidence id}."""

    id: str
    media_type: str
    size: int
    sha256: str
    file_name: str = ""


class LedgerEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event of a person's ledger. `type` and `source` are codes of the consent rules; `actor_name` for accounts."""

    seq: int
    type: str
    purpose: str
    channel: str
    source: str
    captured_at: int
    recorded_at: int
    actor: str = ""
    actor_name: str = ""
    proof_level: int = 0
    valid_until: int | None = None
    notice_version: str = ""
    notice_text: str = ""
    note: str = ""
    message_id: str = ""
    evidence: list[EvidenceFile] = []


class ConsentFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything about one person's permissions, entries newest first; entries of a person erased are not told."""

    contact: Contact
    consents: list[Consent]
    entries: list[LedgerEntry]


class EditContact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What leads and administrators set about a person; what is absent stays. `email` "" removes it."""

    minor: bool | None = None
    legal_block: bool | None = None
    """An order of an authority: nothing at all is sent."""
    email: str | None = None
    zone: str | None = None
    """IANA time zone, "" for that of the telephone number."""
    language: str | None = None
    """pt, en, es or "" for unknown."""


class Invitation(msgspec.Struct, frozen=True, omit_defaults=True):
    """Ask for permission outside WhatsApp. `address`: e-mail address or telephone number, kept with the person."""

    channel: str
    """email or sms."""
    purposes: list[str]
    address: str = ""


class MergeProposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Two contacts that may be one person, or one that may have become two.

    `kind`: number_changed, user_id_changed, identity_changed, same_match_key (ninth digit) or conflicting_ids.
    `state`: open, accepted, rejected. An accepted one can be undone while `undo_until` has not passed.
    """

    id: str
    kind: str
    contact: Contact
    other: Contact | None
    created_at: int
    state: str = "open"
    undo_until: int | None = None
    differs: list[str] = []
    """Names of the fields of the two contacts that differ."""
    new_phone: str = ""
    """Where one contact may have another number now."""
    by_platform: bool = False
    """WhatsApp itself said so; otherwise agreements must be given anew after accepting."""


class SettleDoubt(msgspec.Struct, frozen=True, omit_defaults=True):
    """`leaving`: yes, the person asked to leave; `scope` then is "mkt.*" or "*"."""

    leaving: bool
    scope: str = "mkt.*"
