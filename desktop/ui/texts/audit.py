"""What leads did with the conversations of others, in words; part of the audit log on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from server_stub.contract.wall import AuditRow

KINDS: Final[dict[str, str]] = {
    "look": QT_TRANSLATE_NOOP("Audit", "Looked at it"),
    "whisper": QT_TRANSLATE_NOOP("Audit", "Wrote a note to the agent"),
    "barge": QT_TRANSLATE_NOOP("Audit", "Came into the chat"),
    "take_over": QT_TRANSLATE_NOOP("Audit", "Took it over"),
    "reassign": QT_TRANSLATE_NOOP("Audit", "Moved it"),
    "bulk": QT_TRANSLATE_NOOP("Audit", "Moved or closed many at once"),
    "bulk_undo": QT_TRANSLATE_NOOP("Audit", "Took back what was done to many"),
    "rescue": QT_TRANSLATE_NOOP("Audit", "Asked before the window closed"),
    "export": QT_TRANSLATE_NOOP("Audit", "Took data along"),
    "history": QT_TRANSLATE_NOOP("Audit", "Noted that the customer was given the history"),
}
"""By code of the gateway; in the order in which they are offered."""
_TAKEN_FROM: Final = QT_TRANSLATE_NOOP("Audit", "Took it over from {name}")
_MOVED: Final = QT_TRANSLATE_NOOP("Audit", "Moved it from {before} to {after}")
_GIVEN: Final = QT_TRANSLATE_NOOP("Audit", "Gave it to {after}")
_PUT_BACK: Final = QT_TRANSLATE_NOOP("Audit", "Put it back into its queue; {before} had it")
_HISTORY_READ: Final = QT_TRANSLATE_NOOP("Audit", "Took the history of a case along")
_PERSON_EXPORTED: Final = QT_TRANSLATE_NOOP("Audit", "Took all data of the person along")


class AuditCounts(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def closed(self, count: int) -> str:
        return self.tr("Closed %n conversation(s) at once", "", count)

    def moved(self, count: int) -> str:
        return self.tr("Moved %n conversation(s) at once", "", count)


def kind(code: str) -> str:
    """A code that this version does not know stays as it is."""
    return _say(KINDS[code]) if code in KINDS else code


def deed(row: AuditRow, name: Callable[[str], str]) -> str:
    """What was done; `name` of an account by its id."""
    match row.action:
        case "take_over" if row.detail:
            return _say(_TAKEN_FROM).format(name=name(row.detail))
        case "reassign":
            before, _, after = row.detail.partition(">")
            source = _MOVED if before and after else _GIVEN if after else _PUT_BACK
            return _say(source).format(before=name(before), after=name(after))
        case "bulk":
            what, count, *_ = (*row.detail.split(":"), "", "")
            number = int(count) if count.isdigit() else 0
            return AuditCounts().closed(number) if what == "close" else AuditCounts().moved(number)
        case "export":
            return _say(_HISTORY_READ if row.conversation_id else _PERSON_EXPORTED)
    return kind(row.action)


def _say(source: str) -> str:
    return QCoreApplication.translate("Audit", source)
