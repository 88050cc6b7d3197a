"""Names of things that travel as codes: purposes, consent states, kinds of message, statuses, roles."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts.moments import portuguese
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import ConsentPurpose, Role

PURPOSES: dict[str, str] = {
    "svc.reply": QT_TRANSLATE_NOOP("Names", "Customer service"),
    "svc.followup": QT_TRANSLATE_NOOP("Names", "Follow-up of a case"),
    "txn.order": QT_TRANSLATE_NOOP("Names", "Orders and deliveries"),
    "txn.appointment": QT_TRANSLATE_NOOP("Names", "Appointments"),
    "txn.billing": QT_TRANSLATE_NOOP("Names", "Billing"),
    "txn.collection": QT_TRANSLATE_NOOP("Names", "Debt collection"),
    "auth.otp": QT_TRANSLATE_NOOP("Names", "Security codes"),
    "survey.csat": QT_TRANSLATE_NOOP("Names", "Satisfaction survey"),
    "survey.nps": QT_TRANSLATE_NOOP("Names", "Recommendation survey"),
    "mkt.promotions": QT_TRANSLATE_NOOP("Names", "Promotions"),
    "mkt.newsletter": QT_TRANSLATE_NOOP("Names", "News"),
    "mkt.reengagement": QT_TRANSLATE_NOOP("Names", "Invitations to come back"),
    "legal.notice": QT_TRANSLATE_NOOP("Names", "Legal notices"),
}

SCOPES: dict[str, str] = {
    "*": QT_TRANSLATE_NOOP("Names", "All messages"),
    "mkt.*": QT_TRANSLATE_NOOP("Names", "Everything promotional"),
    "txn.*": QT_TRANSLATE_NOOP("Names", "Everything about orders and bills"),
    "survey.*": QT_TRANSLATE_NOOP("Names", "All surveys"),
    "svc.*": QT_TRANSLATE_NOOP("Names", "Everything about service"),
}
"""Families of purposes that an entry of the ledger may speak of."""

CONSENT_STATES: dict[str, str] = {
    "NONE": QT_TRANSLATE_NOOP("Names", "Not asked"),
    "PENDING": QT_TRANSLATE_NOOP("Names", "Pending"),
    "ACTIVE": QT_TRANSLATE_NOOP("Names", "Active"),
    "REFUSED": QT_TRANSLATE_NOOP("Names", "Refused"),
    "REVOKED": QT_TRANSLATE_NOOP("Names", "Revoked"),
    "EXPIRED": QT_TRANSLATE_NOOP("Names", "Expired"),
    "LAPSED": QT_TRANSLATE_NOOP("Names", "No answer"),
    "RENEWAL_NEEDED": QT_TRANSLATE_NOOP("Names", "Renew"),
    "IMPORTED_UNPROVEN": QT_TRANSLATE_NOOP("Names", "Without proof"),
    "INVALIDATED": QT_TRANSLATE_NOOP("Names", "Invalid"),
    "TERMINATED": QT_TRANSLATE_NOOP("Names", "Ended"),
    "ERASED": QT_TRANSLATE_NOOP("Names", "Erased"),
}

KINDS: dict[str, str] = {
    Kind.TEXT: QT_TRANSLATE_NOOP("Names", "Text"),
    Kind.IMAGE: QT_TRANSLATE_NOOP("Names", "Photo"),
    Kind.VIDEO: QT_TRANSLATE_NOOP("Names", "Video"),
    Kind.AUDIO: QT_TRANSLATE_NOOP("Names", "Audio"),
    Kind.VOICE: QT_TRANSLATE_NOOP("Names", "Voice message"),
    Kind.DOCUMENT: QT_TRANSLATE_NOOP("Names", "Document"),
    Kind.STICKER: QT_TRANSLATE_NOOP("Names", "Sticker"),
    Kind.LOCATION: QT_TRANSLATE_NOOP("Names", "Location"),
    Kind.CONTACTS: QT_TRANSLATE_NOOP("Names", "Contact card"),
    Kind.REACTION: QT_TRANSLATE_NOOP("Names", "Reaction"),
    Kind.INTERACTIVE: QT_TRANSLATE_NOOP("Names", "Choice"),
    Kind.BUTTON: QT_TRANSLATE_NOOP("Names", "Button tapped"),
    Kind.ORDER: QT_TRANSLATE_NOOP("Names", "Order"),
    Kind.TEMPLATE: QT_TRANSLATE_NOOP("Names", "Template"),
    Kind.SYSTEM: QT_TRANSLATE_NOOP("Names", "System message"),
    Kind.UNSUPPORTED: QT_TRANSLATE_NOOP("Names", "Message not supported"),
    Kind.CONSENT_PROMPT: QT_TRANSLATE_NOOP("Names", "Request for permission"),
    Kind.CALL: QT_TRANSLATE_NOOP("Names", "Call"),
    Kind.NOTE: QT_TRANSLATE_NOOP("Names", "Internal note"),
}

STATUSES: dict[str, str] = {
    Status.RECEIVED: QT_TRANSLATE_NOOP("Names", "Received"),
    Status.PENDING: QT_TRANSLATE_NOOP("Names", "Waiting to be sent"),
    Status.ACCEPTED: QT_TRANSLATE_NOOP("Names", "Accepted by the gateway"),
    Status.IN_DOUBT: QT_TRANSLATE_NOOP("Names", "Not known whether it arrived"),
    Status.HELD: QT_TRANSLATE_NOOP("Names", "Held by WhatsApp"),
    Status.SENT: QT_TRANSLATE_NOOP("Names", "Sent"),
    Status.DELIVERED: QT_TRANSLATE_NOOP("Names", "Delivered"),
    Status.READ: QT_TRANSLATE_NOOP("Names", "Read"),
    Status.PLAYED: QT_TRANSLATE_NOOP("Names", "Played"),
    Status.FAILED: QT_TRANSLATE_NOOP("Names", "Not sent"),
}

ROLES: dict[str, str] = {
    Role.AGENT: QT_TRANSLATE_NOOP("Names", "Agent"),
    Role.LEAD: QT_TRANSLATE_NOOP("Names", "Team lead"),
    Role.ADMIN: QT_TRANSLATE_NOOP("Names", "Administrator"),
}

CATEGORIES: dict[str, str] = {
    "MARKETING": QT_TRANSLATE_NOOP("Names", "Marketing"),
    "UTILITY": QT_TRANSLATE_NOOP("Names", "Utility"),
    "AUTHENTICATION": QT_TRANSLATE_NOOP("Names", "Authentication"),
    "SERVICE": QT_TRANSLATE_NOOP("Names", "Service"),
    "SURVEY": QT_TRANSLATE_NOOP("Names", "Survey"),
}

TEMPLATE_STATES: dict[str, str] = {
    "APPROVED": QT_TRANSLATE_NOOP("Names", "Approved"),
    "PENDING": QT_TRANSLATE_NOOP("Names", "In review"),
    "REJECTED": QT_TRANSLATE_NOOP("Names", "Rejected"),
    "PAUSED": QT_TRANSLATE_NOOP("Names", "Paused"),
    "DISABLED": QT_TRANSLATE_NOOP("Names", "Switched off"),
    "IN_APPEAL": QT_TRANSLATE_NOOP("Names", "In appeal"),
    "PENDING_DELETION": QT_TRANSLATE_NOOP("Names", "Being deleted"),
    "DELETED": QT_TRANSLATE_NOOP("Names", "Deleted"),
}

CHANNELS: dict[str, str] = {
    "whatsapp": QT_TRANSLATE_NOOP("Names", "the chat (WhatsApp)"),
    "email": QT_TRANSLATE_NOOP("Names", "e-mail"),
    "sms": QT_TRANSLATE_NOOP("Names", "text message (SMS)"),
}

QUALITIES: dict[str, str] = {
    "GREEN": QT_TRANSLATE_NOOP("Names", "high quality"),
    "YELLOW": QT_TRANSLATE_NOOP("Names", "medium quality"),
    "RED": QT_TRANSLATE_NOOP("Names", "low quality"),
    "UNKNOWN": QT_TRANSLATE_NOOP("Names", "quality not rated yet"),
}

HEADERS: dict[str, str] = {
    "IMAGE": QT_TRANSLATE_NOOP("Names", "Picture"),
    "VIDEO": QT_TRANSLATE_NOOP("Names", "Film"),
    "DOCUMENT": QT_TRANSLATE_NOOP("Names", "Document"),
    "LOCATION": QT_TRANSLATE_NOOP("Names", "Map"),
}


def _named(table: dict[str, str], code: str) -> str:
    wording = table.get(code)
    return QCoreApplication.translate("Names", wording) if wording else code


def purpose(code: str) -> str:
    """A purpose that the team invented has no name here: its code is shown. Scopes of the ledger have one."""
    return _named(PURPOSES | SCOPES, code)


def purpose_titled(code: str, title: str) -> str:
    """As `purpose`, with the title that it had when it was written down, for what the team invented."""
    return purpose(code) if code in PURPOSES | SCOPES else title


def purpose_of(code: str, purposes: Iterable[ConsentPurpose]) -> str:
    """As `purpose`, with the titles that administrators gave to what the team invented."""
    if code in PURPOSES:
        return purpose(code)
    known = next((item for item in purposes if item.code == code), None)
    title = "" if known is None else known.title_pt if portuguese() else known.title_en
    return title or purpose(code)


def consent_state(code: str) -> str:
    return _named(CONSENT_STATES, code)


def kind(code: str) -> str:
    """What kind of message; an unknown one is "not supported", never an English code."""
    return _named(KINDS, code if code in KINDS else Kind.UNSUPPORTED)


def status(code: str) -> str:
    return _named(STATUSES, code)


def role(code: str) -> str:
    return _named(ROLES, code)


def category(code: str) -> str:
    return _named(CATEGORIES, code.upper())


def template_state(code: str) -> str:
    return _named(TEMPLATE_STATES, code.upper())


def channel(code: str) -> str:
    """ "whatsapp:<number id>", what the platform says about one number, is WhatsApp too."""
    return _named(CHANNELS, code.split(":")[0])


def quality(code: str) -> str:
    return _named(QUALITIES, code.upper())


def header(kind: str) -> str:
    """What a template shows above its text."""
    return _named(HEADERS, kind.upper())
