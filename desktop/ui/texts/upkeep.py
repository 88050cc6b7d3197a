"""Words for messages outside WhatsApp and for classes of data that are kept for a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CHANNELS: dict[str, str] = {
    "email": QT_TRANSLATE_NOOP("Upkeep", "E-mail"),
    "sms": QT_TRANSLATE_NOOP("Upkeep", "SMS"),
}
STATES: dict[str, str] = {
    "queued": QT_TRANSLATE_NOOP("Upkeep", "waiting"),
    "sending": QT_TRANSLATE_NOOP("Upkeep", "being sent"),
    "sent": QT_TRANSLATE_NOOP("Upkeep", "sent"),
    "delivered": QT_TRANSLATE_NOOP("Upkeep", "delivered"),
    "failed": QT_TRANSLATE_NOOP("Upkeep", "failed"),
    "bounced": QT_TRANSLATE_NOOP("Upkeep", "address does not exist"),
}
DATA_CLASSES: dict[str, str] = {}
"""Filled from what the gateway tells; a class without words is shown by its code."""


def channel(code: str) -> str:
    return _told(CHANNELS, code)


def outside_state(code: str) -> str:
    return _told(STATES, code)


def data_class(code: str) -> str:
    return _told(DATA_CLASSES, code)


def _told(words: Mapping[str, str], code: str) -> str:
    return QCoreApplication.translate("Upkeep", words[code]) if code in words else code
