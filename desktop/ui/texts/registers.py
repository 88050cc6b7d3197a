"""Words for what administrators set: categories, proof levels, hours, scopes of keys, reasons of imports."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts.moments import portuguese

Pairs = tuple[tuple[str, str], ...]

_CATEGORIES = {
    "marketing": QT_TRANSLATE_NOOP("Registers", "Marketing"),
    "utility": QT_TRANSLATE_NOOP("Registers", "Utility"),
    "authentication": QT_TRANSLATE_NOOP("Registers", "Access codes"),
    "service": QT_TRANSLATE_NOOP("Registers", "Service"),
    "survey": QT_TRANSLATE_NOOP("Registers", "Survey"),
}
_PROOFS = {
    "1": QT_TRANSLATE_NOOP("Registers", "1 – stated by somebody"),
    "2": QT_TRANSLATE_NOOP("Registers", "2 – entry of a system"),
    "3": QT_TRANSLATE_NOOP("Registers", "3 – own click or message, with the text shown"),
    "4": QT_TRANSLATE_NOOP("Registers", "4 – as 3, and the number is proven to be theirs"),
}
_PROFILES = {
    "marketing": QT_TRANSLATE_NOOP("Registers", "Promotions and surveys"),
    "collection": QT_TRANSLATE_NOOP("Registers", "Collection"),
    "utility": QT_TRANSLATE_NOOP("Registers", "Orders, bills, notices"),
    "always": QT_TRANSLATE_NOOP("Registers", "At any time"),
}
_SCOPES = {
    "consents:write": QT_TRANSLATE_NOOP("Registers", "Record permissions"),
    "consents:read": QT_TRANSLATE_NOOP("Registers", "Read permissions"),
    "codes:write": QT_TRANSLATE_NOOP("Registers", "Have a code sent by WhatsApp"),
}


def title(portuguese_title: str, english_title: str) -> str:
    """What administrators called it, in the language of the application."""
    return portuguese_title if portuguese() else english_title


def categories() -> Pairs:
    return _told(_CATEGORIES)


def proof_levels() -> Pairs:
    return _told(_PROOFS)


def profiles() -> Pairs:
    return _told(_PROFILES)


def scopes() -> Pairs:
    return _told(_SCOPES)


def _told(words: dict[str, str]) -> Pairs:
    return tuple((code, QCoreApplication.translate("Registers", text)) for code, text in words.items())
