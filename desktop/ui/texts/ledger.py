"""The ledger in words: what happened, by which way, how well it is proven; rights of the person; doubts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from server_stub.contract.rights import Right

CONTEXT = "Ledger"

TYPES: dict[str, str] = {
    "REQUESTED": QT_TRANSLATE_NOOP("Ledger", "Permission asked for: {purpose}"),
    "GRANTED": QT_TRANSLATE_NOOP("Ledger", "Gave permission: {purpose}"),
    "CONFIRMED": QT_TRANSLATE_NOOP("Ledger", "Confirmed the permission: {purpose}"),
    "RENEWED": QT_TRANSLATE_NOOP("Ledger", "Renewed the permission: {purpose}"),
    "REFUSED": QT_TRANSLATE_NOOP("Ledger", "Refused: {purpose}"),
    "REVOKED": QT_TRANSLATE_NOOP("Ledger", "Withdrew the permission: {purpose}"),
    "LAPSED": QT_TRANSLATE_NOOP("Ledger", "The request had no answer in time: {purpose}"),
    "EXPIRED": QT_TRANSLATE_NOOP("Ledger", "The permission ran out: {purpose}"),
    "SCOPE_CHANGED": QT_TRANSLATE_NOOP("Ledger", "What the permission covers was changed: {purpose}"),
    "SUPPRESSED": QT_TRANSLATE_NOOP("Ledger", "Asked for no more messages: {purpose}"),
    "SUPPRESSION_LIFTED_BY_PERSON": QT_TRANSLATE_NOOP("Ledger", "Came back by an own act: {purpose}"),
    "PLATFORM_STOP": QT_TRANSLATE_NOOP("Ledger", "Turned offers off in WhatsApp: {purpose}"),
    "PLATFORM_RESUME": QT_TRANSLATE_NOOP("Ledger", "Turned offers on again in WhatsApp: {purpose}"),
    "INVALIDATED": QT_TRANSLATE_NOOP("Ledger", "The permission was declared invalid: {purpose}"),
    "TERMINATED": QT_TRANSLATE_NOOP("Ledger", "The permission was ended by the company: {purpose}"),
    "ENDPOINT_CHANGED": QT_TRANSLATE_NOOP("Ledger", "The number or address changed"),
    "CONTACT_MERGED": QT_TRANSLATE_NOOP("Ledger", "Two contacts were put together"),
    "CONTACT_ERASED": QT_TRANSLATE_NOOP("Ledger", "The person's data were erased"),
    "NOTICE_PUBLISHED": QT_TRANSLATE_NOOP("Ledger", "A new notice was published: {purpose}"),
    "NOTICE_REGISTERED": QT_TRANSLATE_NOOP("Ledger", "A notice of earlier times was registered: {purpose}"),
    "IMPORTED": QT_TRANSLATE_NOOP("Ledger", "Taken over from a file: {purpose}"),
    "IMPORT_BATCH": QT_TRANSLATE_NOOP("Ledger", "A file was imported"),
    "EXPORT_MADE": QT_TRANSLATE_NOOP("Ledger", "The proof was exported"),
    "KEY_ROTATED": QT_TRANSLATE_NOOP("Ledger", "The signing key was changed"),
}

UNKNOWN_TYPE = QT_TRANSLATE_NOOP("Ledger", "Entry of a newer version ({type}): {purpose}")

SOURCES: dict[str, str] = {
    "agent": QT_TRANSLATE_NOOP("Ledger", "recorded by the team"),
    "button": QT_TRANSLATE_NOOP("Ledger", "button in the chat"),
    "keyword": QT_TRANSLATE_NOOP("Ledger", "word in the chat"),
    "platform": QT_TRANSLATE_NOOP("Ledger", "in WhatsApp"),
    "web": QT_TRANSLATE_NOOP("Ledger", "on a web page"),
    "app": QT_TRANSLATE_NOOP("Ledger", "in the company's app or site"),
    "email": QT_TRANSLATE_NOOP("Ledger", "by e-mail"),
    "sms": QT_TRANSLATE_NOOP("Ledger", "by SMS"),
    "import": QT_TRANSLATE_NOOP("Ledger", "from an imported file"),
    "clock": QT_TRANSLATE_NOOP("Ledger", "by itself, in time"),
    "admin": QT_TRANSLATE_NOOP("Ledger", "by an administrator"),
    "system": QT_TRANSLATE_NOOP("Ledger", "by the gateway"),
}

WAYS: dict[str, str] = {
    "voice": QT_TRANSLATE_NOOP("Ledger", "by voice"),
    "paper": QT_TRANSLATE_NOOP("Ledger", "on paper"),
    "message": QT_TRANSLATE_NOOP("Ledger", "in a message"),
}

PROOFS: dict[int, str] = {
    0: QT_TRANSLATE_NOOP("Ledger", "no proof"),
    1: QT_TRANSLATE_NOOP("Ledger", "stated by the team"),
    2: QT_TRANSLATE_NOOP("Ledger", "record of a system"),
    3: QT_TRANSLATE_NOOP("Ledger", "message or click of the person"),
    4: QT_TRANSLATE_NOOP("Ledger", "own act, control of the number shown"),
    5: QT_TRANSLATE_NOOP("Ledger", "own act, number shown, time sealed"),
}
"""By proof level of the consent rules (8.1)."""

RIGHTS: dict[str, str] = {
    Right.ACCESS: QT_TRANSLATE_NOOP("Ledger", "Access to the data"),
    Right.CORRECTION: QT_TRANSLATE_NOOP("Ledger", "Correction"),
    Right.PORTABILITY: QT_TRANSLATE_NOOP("Ledger", "Portability"),
    Right.ERASURE: QT_TRANSLATE_NOOP("Ledger", "Erasure"),
    Right.REVOCATION: QT_TRANSLATE_NOOP("Ledger", "Withdrawal of consent"),
}

RIGHTS_STATES: dict[str, str] = {
    "open": QT_TRANSLATE_NOOP("Ledger", "Open"),
    "answered": QT_TRANSLATE_NOOP("Ledger", "Answered"),
    "refused": QT_TRANSLATE_NOOP("Ledger", "Refused with reason"),
}

DOUBTS: dict[str, str] = {
    "ambiguous_word": QT_TRANSLATE_NOOP("Ledger", "The customer may have asked to leave."),
    "stop_sign": QT_TRANSLATE_NOOP("Ledger", "The customer answered with a sign of refusal."),
    "wrong_person": QT_TRANSLATE_NOOP("Ledger", "It may be the wrong person: somebody says so."),
    "menu_exit": QT_TRANSLATE_NOOP("Ledger", "The customer wrote “exit” in a menu: perhaps only of the menu."),
    "thumbs_down": QT_TRANSLATE_NOOP("Ledger", "The customer gave a thumbs down to an offer."),
    "promotion_cancelled": QT_TRANSLATE_NOOP("Ledger", "The customer speaks of cancelling offers."),
}
"""By the rule that noticed it; a rule that is not known here is told as the first."""

MERGES: dict[str, str] = {
    "number_changed": QT_TRANSLATE_NOOP("Ledger", "WhatsApp reports that the number changed."),
    "user_id_changed": QT_TRANSLATE_NOOP("Ledger", "WhatsApp reports that the person's id changed."),
    "same_match_key": QT_TRANSLATE_NOOP("Ledger", "The numbers differ only in the ninth digit."),
    "conflicting_ids": QT_TRANSLATE_NOOP("Ledger", "A number and an id point to two different contacts."),
}

PERIODS: dict[str, str] = {
    "day": QT_TRANSLATE_NOOP("Ledger", "{used} of {limit} today"),
    "week": QT_TRANSLATE_NOOP("Ledger", "{used} of {limit} this week"),
    "month": QT_TRANSLATE_NOOP("Ledger", "{used} of {limit} this month"),
}


def _say(wording: str) -> str:
    return QCoreApplication.translate(CONTEXT, wording)


def _named(table: Mapping[str, str], code: str) -> str:
    wording = table.get(code)
    return _say(wording) if wording else code


def event(type_code: str, purpose: str) -> str:
    """What one entry tells; `purpose` is its name. A type of a newer gateway is shown by its code."""
    wording = TYPES.get(type_code, UNKNOWN_TYPE)
    return _say(wording).format(purpose=purpose, type=type_code)


def source(code: str) -> str:
    """By which way; empty when nothing was told."""
    return _named(SOURCES, code)


def way(code: str) -> str:
    return _named(WAYS, code)


def proof(level: int) -> str:
    return _say(PROOFS.get(level, PROOFS[0]))


def right(code: str) -> str:
    return _named(RIGHTS, code)


def rights_state(code: str) -> str:
    return _named(RIGHTS_STATES, code)


def doubt(rule: str) -> str:
    return _say(DOUBTS.get(rule, DOUBTS["ambiguous_word"]))


def merge(kind: str) -> str:
    return _named(MERGES, kind)


def budget(used: int, limit: int, period: str) -> str:
    """ "2 of 3 this month"; a period that is not known leaves only the numbers."""
    return _say(PERIODS.get(period, "{used}/{limit}")).format(used=used, limit=limit)
