"""Names of things that travel as codes: purposes, consent states, kinds of message, statuses, roles."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Role

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


def _named(table: dict[str, str], code: str) -> str:
    wording = table.get(code)
    return QCoreApplication.translate("Names", wording) if wording else code


def purpose(code: str) -> str:
    """A purpose that the team invented has no name here: its code is shown."""
    return _named(PURPOSES, code)


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
