"""Windows about to close in words: how long each is still open, who waits for whom, and why a question may not go."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from desktop.ui.texts import errors, moments, reasons
from server_stub.contract.errors import ErrorCode
from server_stub.contract.wall import RescueRow

_WAITS: Final = {
    "customer": QT_TRANSLATE_NOOP("Rescue", "The customer waits for us"),
    "us": QT_TRANSLATE_NOOP("Rescue", "We wait for the customer"),
}
_LEFT: Final = QT_TRANSLATE_NOOP("Rescue", "{time} left")
_CLOSED: Final = QT_TRANSLATE_NOOP("Rescue", "closed")
_CLOSED_SINCE: Final = QT_TRANSLATE_NOOP("Rescue", "The window closed {time} ago")
_ASKED: Final = QT_TRANSLATE_NOOP("Rescue", "Asked at {time}")
_OWN_CODES: Final = frozenset({ErrorCode.ALREADY_ASKED.value, ErrorCode.CUSTOMER_WAITS.value})


def say(source: str) -> str:
    return QCoreApplication.translate("Rescue", source)


class RescueCounts(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def windows(self, count: int) -> str:
        return self.tr("%n window(s) closing soon", "", count)


def who(row: RescueRow) -> str:
    return say(_WAITS.get(row.who, _WAITS["us"]))


def short(row: RescueRow, now: int) -> str:
    """For the end of a row."""
    return moments.remaining(row.window_until - now) if row.window_until > now else say(_CLOSED)


def left(row: RescueRow, now: int) -> str:
    if row.window_until > now:
        return say(_LEFT).format(time=moments.remaining(row.window_until - now))
    return say(_CLOSED_SINCE).format(time=moments.remaining(now - row.window_until))


def asked(at: int) -> str:
    return say(_ASKED).format(time=moments.clock(at))


def obstacle(code: str) -> str:
    """Why the question may not be sent, as a sentence; empty where it may."""
    if not code:
        return ""
    return errors.error_code(code) if code in _OWN_CODES else reasons.reason(code)
