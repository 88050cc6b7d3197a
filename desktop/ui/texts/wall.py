"""The live wall in words: queues, people at work, how long somebody waits. It informs and ranks nobody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QObject

from desktop.ui.texts import moments, shift, transfers
from server_stub.contract.team import AgentStatus
from server_stub.contract.wall import CaseNow, QueueNow

MOODS: Final[dict[str, tuple[str, str, str]]] = {
    "calm": (QT_TRANSLATE_NOOP("Wall", "calm"), "check-circle", "muted"),
    "waiting": (QT_TRANSLATE_NOOP("Wall", "waiting"), "hourglass", "muted"),
    "impatient": (QT_TRANSLATE_NOOP("Wall", "impatient"), "clock", "warn"),
    "upset": (QT_TRANSLATE_NOOP("Wall", "upset"), "warning", "danger"),
}
"""Word, icon and ink: the word alone says it."""
OBSTACLES: Final[dict[str, str]] = {
    "gone": QT_TRANSLATE_NOOP("Wall", "no longer there"),
    "closed": QT_TRANSLATE_NOOP("Wall", "closed already"),
    "disposition_required": QT_TRANSLATE_NOOP("Wall", "its queue wants a classification"),
    "disposition_unknown": QT_TRANSLATE_NOOP("Wall", "its queue does not know this classification"),
    "same": QT_TRANSLATE_NOOP("Wall", "it is there already"),
    "same_queue": QT_TRANSLATE_NOOP("Wall", "it is there already"),
    "touched": QT_TRANSLATE_NOOP("Wall", "somebody works on it since"),
    "moved_meanwhile": QT_TRANSLATE_NOOP("Wall", "somebody moved it meanwhile"),
    "queue_empty": QT_TRANSLATE_NOOP("Wall", "nobody serves this queue"),
}
_LONGEST: Final = QT_TRANSLATE_NOOP("Wall", "longest {time}")
_UP_TO: Final = QT_TRANSLATE_NOOP("Wall", "up to {time}")
_FREE: Final = QT_TRANSLATE_NOOP("Wall", "{free}/{total} free")
_WITHIN: Final = QT_TRANSLATE_NOOP("Wall", "{percent} % in time")
_OF: Final = QT_TRANSLATE_NOOP("Wall", "{available} of {total} available")
_CLOSED: Final = QT_TRANSLATE_NOOP("Wall", "closed now")
_NOBODY: Final = QT_TRANSLATE_NOOP("Wall", "nobody at work")
_SILENT: Final = QT_TRANSLATE_NOOP("Wall", "connection lost")
_ENDED: Final = QT_TRANSLATE_NOOP("Wall", "ended")
_NONE: Final = QT_TRANSLATE_NOOP("Wall", "nobody")
_WITHOUT_NAME: Final = QT_TRANSLATE_NOOP("Wall", "Without a name")


def say(source: str) -> str:
    return QCoreApplication.translate("Wall", source)


class WallCounts(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def cases(self, count: int) -> str:
        return self.tr("%n open case(s)", "", count)

    def more(self, count: int) -> str:
        return self.tr("and %n more, less urgent", "", count)

    def chosen(self, count: int) -> str:
        return self.tr("%n chosen", "", count)

    def moved(self, count: int) -> str:
        return self.tr("%n case(s) transferred.", "", count)

    def closed(self, count: int) -> str:
        return self.tr("%n case(s) closed.", "", count)

    def stay(self, count: int) -> str:
        return self.tr("%n stay(s) as it is.", "", count)

    def will_move(self, count: int) -> str:
        return self.tr("%n case(s) will be transferred.", "", count)

    def will_close(self, count: int) -> str:
        return self.tr("%n case(s) will be closed.", "", count)

    def back(self, count: int) -> str:
        return self.tr("%n case(s) as before.", "", count)


def queue(now: QueueNow, at: int) -> str:
    """Short, beside how many wait: the longest wait, how much in time, how many free of those at work."""
    told = [] if now.is_open else [say(_CLOSED)]
    if now.longest_since is not None:
        told.append(say(_UP_TO).format(time=moments.remaining(at - now.longest_since)))
    if now.sla_percent is not None:
        told.append(f"{round(now.sla_percent)} %")
    told.append(say(_FREE).format(free=now.available, total=now.at_work) if now.at_work else say(_NOBODY))
    return " · ".join(told)


def queue_spoken(now: QueueNow, at: int) -> str:
    """All of it in words."""
    told = [transfers.TransferCounts().waiting(now.waiting)]
    if now.longest_since is not None:
        told.append(say(_LONGEST).format(time=moments.remaining(at - now.longest_since)))
    if now.sla_percent is not None:
        told.append(say(_WITHIN).format(percent=QLocale().toString(round(now.sla_percent))))
    if now.at_work:
        told.append(say(_OF).format(available=now.available, total=now.at_work))
    else:
        told.append(say(_NOBODY))
    if not now.is_open:
        told.insert(0, say(_CLOSED))
    return " · ".join(told)


def agent(status: AgentStatus, at: int) -> str:
    """Short: for how long in which state."""
    told = [] if status.lost_since is None else [say(_SILENT)]
    if status.since:
        told.append(shift.spent(at - status.since))
    return " · ".join((*told, shift.standing(status)))


def agent_spoken(status: AgentStatus, at: int) -> str:
    """State and for how long, and what they have open."""
    told = [shift.standing(status)]
    if status.since:
        told.append(shift.spent(at - status.since))
    if status.lost_since is not None:
        told.append(say(_SILENT))
    told.append(transfers.TransferCounts().open_cases(status.open_cases))
    return " · ".join(told)


def mood(code: str) -> tuple[str, str, str]:
    """Word, icon and ink."""
    word, icon, ink = MOODS.get(code, MOODS["calm"])
    return say(word), icon, ink


def window_left(case: CaseNow, at: int) -> str:
    if case.window_until is None:
        return ""
    return moments.remaining(case.window_until - at, narrow=True) if case.window_until > at else say(_ENDED)


def nobody() -> str:
    return say(_NONE)


def customer(name: str) -> str:
    return name or say(_WITHOUT_NAME)


def obstacle(code: str) -> str:
    """Why nothing happens to it; one that only transfers know is in their words."""
    if code in OBSTACLES:
        return say(OBSTACLES[code])
    return transfers.obstacle(code)
