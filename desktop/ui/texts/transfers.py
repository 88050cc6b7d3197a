"""Handing on in words: offers, transfers, who is in a chat, how long somebody waits, and why it cannot go somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from desktop.ui.texts import moments
from server_stub.contract.transfers import DeclineReason, HandOver, OfferKind, Presence

OFFERS: dict[str, str] = {
    OfferKind.QUEUE: QT_TRANSLATE_NOOP("Transfers", "{customer} is next in the queue, and it is your turn"),
    OfferKind.TRANSFER: QT_TRANSLATE_NOOP("Transfers", "{colleague} hands {customer} over to you"),
    OfferKind.WARM: QT_TRANSLATE_NOOP("Transfers", "{colleague} wants to serve {customer} together with you first"),
    OfferKind.CONSULT: QT_TRANSLATE_NOOP("Transfers", "{colleague} asks your advice about {customer}"),
}
INVITATIONS: dict[str, str] = {
    OfferKind.QUEUE: QT_TRANSLATE_NOOP("Transfers", "Offered to you"),
    OfferKind.TRANSFER: QT_TRANSLATE_NOOP("Transfers", "{colleague} hands it over to you"),
    OfferKind.WARM: QT_TRANSLATE_NOOP("Transfers", "{colleague} calls you in"),
    OfferKind.CONSULT: QT_TRANSLATE_NOOP("Transfers", "{colleague} asks your advice"),
}
WAITS: dict[str, str] = {
    OfferKind.QUEUE: QT_TRANSLATE_NOOP("Transfers", "{colleague} was asked to take it"),
    OfferKind.TRANSFER: QT_TRANSLATE_NOOP("Transfers", "Waiting for {colleague} to accept"),
    OfferKind.WARM: QT_TRANSLATE_NOOP("Transfers", "Waiting for {colleague} to join"),
    OfferKind.CONSULT: QT_TRANSLATE_NOOP("Transfers", "Waiting for the advice of {colleague}"),
}
KINDS: dict[str, tuple[str, str]] = {
    OfferKind.TRANSFER: (
        QT_TRANSLATE_NOOP("Transfers", "Hand over"),
        QT_TRANSLATE_NOOP("Transfers", "It is theirs as soon as they accept; until then it stays yours."),
    ),
    OfferKind.WARM: (
        QT_TRANSLATE_NOOP("Transfers", "Together first"),
        QT_TRANSLATE_NOOP("Transfers", "Both of you see the chat, you talk in notes, then they take over."),
    ),
    OfferKind.CONSULT: (
        QT_TRANSLATE_NOOP("Transfers", "Ask advice"),
        QT_TRANSLATE_NOOP("Transfers", "They see the chat and write notes to you. It stays yours."),
    ),
}
"""Name, and what comes of it."""
REASONS: dict[str, str] = {
    DeclineReason.BUSY: QT_TRANSLATE_NOOP("Transfers", "I have too much now"),
    DeclineReason.NOT_MINE: QT_TRANSLATE_NOOP("Transfers", "Wrong queue or subject"),
    DeclineReason.LEAVING: QT_TRANSLATE_NOOP("Transfers", "My break or the end of my shift"),
    DeclineReason.CONFLICT: QT_TRANSLATE_NOOP("Transfers", "I know this person"),
    DeclineReason.OTHER: QT_TRANSLATE_NOOP("Transfers", "Another reason"),
}
OBSTACLES: dict[str, str] = {
    "no_members": QT_TRANSLATE_NOOP("Transfers", "nobody serves it"),
    "closed": QT_TRANSLATE_NOOP("Transfers", "closed now"),
    "same_queue": QT_TRANSLATE_NOOP("Transfers", "it is there already"),
    "too_many_transfers": QT_TRANSLATE_NOOP("Transfers", "transferred too often already"),
    "not_member": QT_TRANSLATE_NOOP("Transfers", "does not serve this queue"),
    "offline": QT_TRANSLATE_NOOP("Transfers", "not at work"),
    "pause": QT_TRANSLATE_NOOP("Transfers", "in a pause"),
    "same": QT_TRANSLATE_NOOP("Transfers", "has it already"),
    "gone": QT_TRANSLATE_NOOP("Transfers", "no longer there"),
    "full": QT_TRANSLATE_NOOP("Transfers", "has no room for more"),
}
PRESENCES: dict[str, str] = {
    Presence.WARM: QT_TRANSLATE_NOOP("Transfers", "{colleague} is in this chat and will take over"),
    Presence.CONSULT: QT_TRANSLATE_NOOP("Transfers", "{colleague} is in this chat to advise"),
    Presence.BARGE: QT_TRANSLATE_NOOP("Transfers", "{colleague} has come into this chat"),
}
OWN_PRESENCES: dict[str, str] = {
    Presence.WARM: QT_TRANSLATE_NOOP("Transfers", "You will take over from {colleague}. Until then, write notes only."),
    Presence.CONSULT: QT_TRANSLATE_NOOP("Transfers", "You are here to advise {colleague}. Write notes."),
    Presence.BARGE: QT_TRANSLATE_NOOP("Transfers", "You have come into this chat. {colleague} serves it and was told."),
}
DEEDS: dict[str, str] = {
    OfferKind.TRANSFER: QT_TRANSLATE_NOOP("Transfers", "Hand over to {name}"),
    OfferKind.WARM: QT_TRANSLATE_NOOP("Transfers", "Call {name} in"),
    OfferKind.CONSULT: QT_TRANSLATE_NOOP("Transfers", "Ask {name}"),
}
_IN_QUEUE = QT_TRANSLATE_NOOP("Transfers", "It is in the queue {name} now.")
_SINCE = QT_TRANSLATE_NOOP("Transfers", "{state} since {time}")
_CARD = (
    ("wants", QT_TRANSLATE_NOOP("Transfers", "Wants")),
    ("done", QT_TRANSLATE_NOOP("Transfers", "Already done")),
    ("promised", QT_TRANSLATE_NOOP("Transfers", "Promised")),
    ("note", QT_TRANSLATE_NOOP("Transfers", "To you")),
)
_SOMEBODY = QT_TRANSLATE_NOOP("Transfers", "A colleague")
_RAN_OUT = QT_TRANSLATE_NOOP("Transfers", "The time for {customer} ran out: it went back.")
_WITHDRAWN = QT_TRANSLATE_NOOP("Transfers", "{customer} was offered to you, but that was taken back.")
_NOT_TAKEN = QT_TRANSLATE_NOOP("Transfers", "{colleague} did not take {customer}: it is still yours.")
_STAYED = QT_TRANSLATE_NOOP("Transfers", "{colleague} did not take {customer}: it stays where it was.")
_TAKEN = QT_TRANSLATE_NOOP("Transfers", "{colleague} has {customer} now.")
_JOINED = QT_TRANSLATE_NOOP("Transfers", "{colleague} is in the chat with {customer} now.")
_TYPING = QT_TRANSLATE_NOOP("Transfers", "{names} is typing…")
_LOOKING = QT_TRANSLATE_NOOP("Transfers", "{names} is looking")
_AND = QT_TRANSLATE_NOOP("Transfers", "{one} and {other}")
_WAITS_FOR = QT_TRANSLATE_NOOP("Transfers", "waiting for {time}")
_DUE = QT_TRANSLATE_NOOP("Transfers", "answer in {time}")
_LATE = QT_TRANSLATE_NOOP("Transfers", "answer {time} late")
_WRAPPING = QT_TRANSLATE_NOOP("Transfers", "wrap-up")


def say(source: str) -> str:
    return QCoreApplication.translate("Transfers", source)


class TransferCounts(QObject):
    """Plural forms: Linguist finds them only in calls of tr()."""

    def waiting(self, count: int) -> str:
        return self.tr("%n waiting", "", count)

    def available(self, count: int) -> str:
        return self.tr("%n available", "", count)

    def open_cases(self, count: int) -> str:
        return self.tr("%n open", "", count)


def somebody(name: str) -> str:
    return name or say(_SOMEBODY)


def offer(kind: str, colleague: str, customer: str) -> str:
    """What is asked of this person, as one sentence."""
    return say(OFFERS.get(kind, OFFERS[OfferKind.TRANSFER])).format(colleague=somebody(colleague), customer=customer)


def invitation(kind: str, colleague: str) -> str:
    return say(INVITATIONS.get(kind, INVITATIONS[OfferKind.QUEUE])).format(colleague=somebody(colleague))


def waits(kind: str, colleague: str) -> str:
    return say(WAITS.get(kind, WAITS[OfferKind.TRANSFER])).format(colleague=somebody(colleague))


def kind(code: str) -> tuple[str, str]:
    """Its name, and what comes of it."""
    name, told = KINDS[code]
    return say(name), say(told)


def deed(code: str, name: str) -> str:
    """What the button does."""
    return say(DEEDS[code]).format(name=name)


def in_queue(name: str) -> str:
    return say(_IN_QUEUE).format(name=name)


def since(state: str, time: str) -> str:
    return say(_SINCE).format(state=state, time=time)


def reason(code: str) -> str:
    return say(REASONS[code])


def obstacle(code: str) -> str:
    """Why it cannot go there; an unknown code is told as it is."""
    return say(OBSTACLES[code]) if code in OBSTACLES else code


def present(why: str, colleague: str) -> str:
    return say(PRESENCES.get(why, PRESENCES[Presence.CONSULT])).format(colleague=somebody(colleague))


def own_presence(why: str, colleague: str) -> str:
    return say(OWN_PRESENCES.get(why, OWN_PRESENCES[Presence.CONSULT])).format(colleague=somebody(colleague))


def card(told: HandOver) -> str:
    """What was written on it, one line a field; empty where nothing was."""
    lines = ((say(name), str(getattr(told, field)).strip()) for field, name in _CARD)
    return "\n".join(f"{name}: {text}" for name, text in lines if text)


def ran_out(customer: str) -> str:
    return say(_RAN_OUT).format(customer=customer)


def withdrawn(customer: str) -> str:
    return say(_WITHDRAWN).format(customer=customer)


def not_taken(colleague: str, customer: str, *, is_mine: bool) -> str:
    return say(_NOT_TAKEN if is_mine else _STAYED).format(colleague=somebody(colleague), customer=customer)


def taken(colleague: str, customer: str) -> str:
    return say(_TAKEN).format(colleague=somebody(colleague), customer=customer)


def joined(colleague: str, customer: str) -> str:
    return say(_JOINED).format(colleague=somebody(colleague), customer=customer)


def typing(names: Sequence[str]) -> str:
    return say(_TYPING).format(names=_all(names)) if names else ""


def looking(names: Sequence[str]) -> str:
    return say(_LOOKING).format(names=_all(names)) if names else ""


def waited(milliseconds: int) -> tuple[str, str]:
    """Short, for the list, and as words: how long a customer waits in the queue."""
    time = moments.remaining(milliseconds)
    return time, say(_WAITS_FOR).format(time=time)


def due(milliseconds: int) -> tuple[str, str]:
    """Short and as words; below zero the time has passed."""
    time = moments.remaining(abs(milliseconds))
    spoken = say(_LATE if milliseconds < 0 else _DUE).format(time=time)
    return (f"+{time}" if milliseconds < 0 else time), spoken


def wrapping() -> str:
    return say(_WRAPPING)


def _all(names: Sequence[str]) -> str:
    *others, last = names
    return say(_AND).format(one=", ".join(others), other=last) if others else last
