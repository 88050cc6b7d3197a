"""Words for queues, how they give their cases, what is said in their name, and what is wrong in a form of them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from server_stub.contract.queues import Policy, Strategy

Pairs = tuple[tuple[str, str], ...]

STRATEGIES: dict[str, str] = {
    Strategy.LEAST_ACTIVE: QT_TRANSLATE_NOOP("Queues", "Least busy: to whoever carries least now"),
    Strategy.LONGEST_IDLE: QT_TRANSLATE_NOOP("Queues", "Longest idle: to whoever has waited longest for a case"),
    Strategy.ROUND_ROBIN: QT_TRANSLATE_NOOP("Queues", "By turns: to one after the other"),
    Strategy.LINEAR: QT_TRANSLATE_NOOP("Queues", "Fixed order: to the first by place who is free"),
    Strategy.PULL: QT_TRANSLATE_NOOP("Queues", "By hand: nobody is given anything, whoever takes it has it"),
}
POLICIES: dict[str, str] = {
    Policy.KEEP: QT_TRANSLATE_NOOP("Queues", "They stay"),
    Policy.RETURN_WAITING: QT_TRANSLATE_NOOP("Queues", "Those in which the customer waits go back to the queue"),
    Policy.RETURN_ALL: QT_TRANSLATE_NOOP("Queues", "All go back to the queue"),
}
NAMES: dict[str, str] = {
    "name": QT_TRANSLATE_NOOP("Queues", "customer's name"),
    "queue": QT_TRANSLATE_NOOP("Queues", "queue"),
    "protocol": QT_TRANSLATE_NOOP("Queues", "protocol"),
    "opens": QT_TRANSLATE_NOOP("Queues", "when it opens"),
    "place": QT_TRANSLATE_NOOP("Queues", "place"),
    "minutes": QT_TRANSLATE_NOOP("Queues", "minutes left"),
    "agent": QT_TRANSLATE_NOOP("Queues", "agent"),
}
SAMPLES: dict[str, str] = {
    "name": "Mariana",
    "queue": QT_TRANSLATE_NOOP("Queues", "Sales"),
    "protocol": "2026 1123 0001 2345",
    "opens": QT_TRANSLATE_NOOP("Queues", "tomorrow at 08:00"),
    "place": "3",
    "minutes": "6",
    "agent": "Bruno",
}
BOUNDS: dict[str, tuple[int, int]] = {
    "position": (0, 10_000),
    "priority": (0, 9),
    "ageing_per_minute": (1, 1000),
    "drop_preferred_seconds": (0, 86_400),
    "sticky_days": (0, 365),
    "sticky_wait_seconds": (0, 86_400),
    "offer_seconds": (0, 3600),
    "transfer_seconds": (10, 3600),
    "answer_seconds": (5, 604_800),
    "reply_seconds": (5, 604_800),
    "return_seconds": (0, 604_800),
    "overflow_seconds": (0, 604_800),
    "overflow_waiting": (0, 100_000),
    "wrap_up_seconds": (0, 3600),
    "silence_minutes": (0, 43_200),
    "place_minutes": (1, 1440),
    "survey_percent": (0, 100),
    "reopen_hours": (0, 720),
    "active_weight": (0, 1000),
    "waiting_weight": (0, 1000),
    "wrap_up_weight": (0, 1000),
    "dormant_minutes": (1, 10_080),
    "most_transfers": (1, 100),
    "grace_seconds": (0, 3600),
    "silence_alarm_minutes": (0, 1440),
    "risk_percent": (1, 100),
    "capacity": (0, 10_000),
    "most_active": (0, 100),
}
"""What the gateway takes, from the least to the most: a test compares both."""
WRONG: dict[str, str] = {
    "name": QT_TRANSLATE_NOOP("Queues", "Give it a name of at most 40 letters that no other queue has."),
    "enabled": QT_TRANSLATE_NOOP("Queues", "The usual queue stays in use: what comes in must have a place."),
    "members": QT_TRANSLATE_NOOP("Queues", "Somebody ticked may no longer sign in. Open the page again."),
    "skills": QT_TRANSLATE_NOOP("Queues", "At most 30 skills, each with a name of up to 40 letters and a level."),
    "preferred_skills": QT_TRANSLATE_NOOP(
        "Queues", "At most 30 skills, each with a name of up to 40 letters and a level."
    ),
    "hours": QT_TRANSLATE_NOOP("Queues", "Write from when to when, as 09:00-12:00, 13:00-18:00, or nothing."),
    "shift": QT_TRANSLATE_NOOP("Queues", "Write from when to when, as 09:00-12:00, 13:00-18:00, or nothing."),
    "holidays": QT_TRANSLATE_NOOP("Queues", "At most 366 days."),
    "overflow_to": QT_TRANSLATE_NOOP("Queues", "Choose a queue that does not lead back here."),
    "channel_numbers": QT_TRANSLATE_NOOP("Queues", "A number leads to one queue only; another one has it already."),
    "language": QT_TRANSLATE_NOOP("Queues", "Choose one of the languages offered."),
    "languages": QT_TRANSLATE_NOOP("Queues", "Write languages as codes, for example pt-BR or es."),
    "default_queue": QT_TRANSLATE_NOOP("Queues", "Choose a queue that is in use."),
    "label": QT_TRANSLATE_NOOP("Queues", "Each needs a name of up to 60 letters, and none twice beside each other."),
    "outcome": QT_TRANSLATE_NOOP("Queues", "Choose what it means: nothing is below it any more."),
    "count": QT_TRANSLATE_NOOP("Queues", "At most ten beside each other: with more nobody finds the right one."),
    "queue_id": QT_TRANSLATE_NOOP("Queues", "Choose a queue that there is."),
    "holiday_state": QT_TRANSLATE_NOOP("Queues", "Choose a state, or none."),
}
LANGUAGES: dict[str, str] = {
    "pt-BR": QT_TRANSLATE_NOOP("Queues", "Brazilian Portuguese"),
    "en": QT_TRANSLATE_NOOP("Queues", "English language"),
    "es": QT_TRANSLATE_NOOP("Queues", "Spanish"),
}
TEXT = QT_TRANSLATE_NOOP("Queues", "At most 1000 letters, and only the placeholders offered.")
RANGE = QT_TRANSLATE_NOOP("Queues", "Write a number from {least} to {most}.")
UNKNOWN = QT_TRANSLATE_NOOP("Queues", "“{name}” is no placeholder here: choose one of those offered.")


def say(source: str) -> str:
    return QCoreApplication.translate("Queues", source)


def strategies() -> Pairs:
    return tuple((code, say(words)) for code, words in STRATEGIES.items())


def policies() -> Pairs:
    return tuple((code, say(words)) for code, words in POLICIES.items())


def placeholder(name: str) -> str:
    return say(NAMES[name])


def samples() -> dict[str, str]:
    """What stands in place of each placeholder in a preview."""
    return {name: say(words) for name, words in SAMPLES.items()}


def language(code: str) -> str:
    """One that has no words here goes by its code."""
    return say(LANGUAGES.get(code, code))


def unknown_placeholder(name: str) -> str:
    return say(UNKNOWN).format(name=f"{{{name}}}")


def wrong(field: str) -> str:
    """What to write in a field that the gateway did not take; "" for one that is not known here."""
    if field in BOUNDS:
        least, most = BOUNDS[field]
        return say(RANGE).format(least=least, most=most)
    if field.endswith("_text"):
        return say(TEXT)
    return say(WRONG[field]) if field in WRONG else ""


class Sentences(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def members(self, count: int) -> str:
        return self.tr("%n person(s)", "", count)

    def waiting(self, count: int) -> str:
        return self.tr("%n waiting", "", count)

    def in_use(self, count: int) -> str:
        return self.tr("The queue still holds %n case(s). Choose the queue that gets them.", "", count)
