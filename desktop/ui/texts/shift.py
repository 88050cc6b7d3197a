"""States of people at work, pauses and the breaks of NR-17 in words that inform and never press."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from desktop.domain.shift import due_at
from desktop.ui.texts import moments
from desktop.ui.texts.moments import MINUTE
from server_stub.contract.team import AgentState, AgentStatus, Break, PauseReason

STATES: dict[str, str] = {
    AgentState.OFFLINE: QT_TRANSLATE_NOOP("Shift", "Not at work"),
    AgentState.AVAILABLE: QT_TRANSLATE_NOOP("Shift", "Available"),
    AgentState.BUSY: QT_TRANSLATE_NOOP("Shift", "Busy"),
    AgentState.PAUSE: QT_TRANSLATE_NOOP("Shift", "In a pause"),
    AgentState.WRAP_UP: QT_TRANSLATE_NOOP("Shift", "Wrapping up"),
}

REASONS: dict[str, str] = {
    PauseReason.REST_1: QT_TRANSLATE_NOOP("Shift", "First rest break (NR-17)"),
    PauseReason.REST_2: QT_TRANSLATE_NOOP("Shift", "Second rest break (NR-17)"),
    PauseReason.MEAL: QT_TRANSLATE_NOOP("Shift", "Meal"),
    PauseReason.TOILET: QT_TRANSLATE_NOOP("Shift", "Toilet"),
    PauseReason.AFTER_ABUSE: QT_TRANSLATE_NOOP("Shift", "After a hard contact"),
    PauseReason.FEEDBACK: QT_TRANSLATE_NOOP("Shift", "Feedback"),
    PauseReason.TRAINING: QT_TRANSLATE_NOOP("Shift", "Training"),
    PauseReason.SYSTEM_FAILURE: QT_TRANSLATE_NOOP("Shift", "System failure"),
    PauseReason.EXERCISE: QT_TRANSLATE_NOOP("Shift", "Workplace exercise"),
    PauseReason.PRIVATE: QT_TRANSLATE_NOOP("Shift", "Private matter"),
}

BREAK_STATES: dict[str, str] = {
    "planned": QT_TRANSLATE_NOOP("Shift", "planned for {due}; may be taken between {earliest} and {latest}"),
    "due": QT_TRANSLATE_NOOP("Shift", "may be taken now, until {latest}"),
    "running": QT_TRANSLATE_NOOP("Shift", "since {began}"),
    "taken": QT_TRANSLATE_NOOP("Shift", "taken, {began} to {ended}"),
    "short": QT_TRANSLATE_NOOP("Shift", "taken, {began} to {ended}, shorter than planned"),
    "missed": QT_TRANSLATE_NOOP("Shift", "not taken; it was planned for {due}"),
}


DOTS: dict[str, str] = {
    AgentState.OFFLINE: "edge",
    AgentState.AVAILABLE: "open",
    AgentState.BUSY: "accent",
    AgentState.PAUSE: "warn",
    AgentState.WRAP_UP: "accent",
}
"""Ink of the sign at somebody's face; the words beside it say the same."""


def dot(state: str) -> str:
    return DOTS.get(state, "edge")


def say(source: str) -> str:
    return QCoreApplication.translate("Shift", source)


def state(code: str) -> str:
    return say(STATES[code]) if code in STATES else code


def reason(code: str) -> str:
    return say(REASONS[code]) if code in REASONS else state(AgentState.PAUSE)


def standing(status: AgentStatus) -> str:
    """The state, or in a pause what for."""
    return reason(status.reason) if status.state is AgentState.PAUSE and status.reason else state(status.state)


def standing_of(found: Break, state: str) -> str:
    """Of a rest break in this state: when it may be taken, or when it was."""
    values = {
        "due": moments.clock(due_at(found)),
        "earliest": moments.clock(found.earliest_at),
        "latest": moments.clock(found.latest_at),
        "began": moments.clock(found.began_at or found.earliest_at),
        "ended": moments.clock(found.ended_at or found.latest_at),
    }
    return say(BREAK_STATES.get(state, BREAK_STATES["planned"])).format_map(values)


def hint(found: Break, state: str) -> str:
    """Beside its name in a menu: from when until when it may be taken, or that it was."""
    if state in ("taken", "short"):
        return f"✓ {moments.clock(found.began_at or found.earliest_at)}"
    if state in ("planned", "due"):
        return f"{moments.clock(found.earliest_at)}–{moments.clock(found.latest_at)}"
    return ""


def spent(milliseconds: int) -> str:
    """How long already: "1 h 20", "20 min", "since just now"."""
    minutes = max(0, milliseconds) // MINUTE
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02d}"
    return f"{minutes} min" if minutes else QCoreApplication.translate("Shift", "just now")


def left(milliseconds: int) -> str:
    """Of a count-down: 0:48."""
    return moments.playing(max(0, -(-milliseconds // 1000)) * 1000)


class Sentences(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def stay(self, count: int) -> str:
        """Of open cases, in a pause."""
        return self.tr("%n case(s) stay with you", "", count)

    def go_back(self, count: int) -> str:
        return self.tr("%n case(s) go back to the queue", "", count)

    def minutes(self, count: int) -> str:
        return self.tr("%n minute(s)", "", count)

    def transfers(self, count: int) -> str:
        return self.tr("%n transfer(s)", "", count)
