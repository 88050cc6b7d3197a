"""The history of a case for the customer in words: what it waits for, when it left, and why it did not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts import moments, people, reasons, upkeep
from server_stub.contract.cases import EMAIL, HANDED_OVER, WHATSAPP, HistoryJob
from server_stub.contract.gate import Reason
from server_stub.contract.model import ConsentPurpose

UNDER_WAY = ("waiting", "sending")

_ASKED = {
    WHATSAPP: QT_TRANSLATE_NOOP("Histories", "Asked for on {asked}, to go by WhatsApp."),
    EMAIL: QT_TRANSLATE_NOOP("Histories", "Asked for on {asked}, to go by e-mail."),
}
_SOON = QT_TRANSLATE_NOOP("Histories", "It leaves within a minute.")
_ON_ITS_WAY = QT_TRANSLATE_NOOP("Histories", "It is on its way.")
_WAITS = QT_TRANSLATE_NOOP("Histories", "It waits: {reason}")
_AGAIN = QT_TRANSLATE_NOOP("Histories", "It is tried again: {reason}")
_DUE = QT_TRANSLATE_NOOP("Histories", "The customer must have it by {due}.")
_LATE = QT_TRANSLATE_NOOP("Histories", "The customer had to have it by {due}: give it to them another way now.")
_SENT = {
    WHATSAPP: QT_TRANSLATE_NOOP("Histories", "Sent to the customer by WhatsApp on {done}."),
    EMAIL: QT_TRANSLATE_NOOP("Histories", "Sent to the customer by e-mail on {done}."),
}
_FAILED = QT_TRANSLATE_NOOP("Histories", "It could not be sent: {reason}")
_HANDED_OVER = QT_TRANSLATE_NOOP("Histories", "Handed over to the customer on {done}: {note}")
_OF = QT_TRANSLATE_NOOP("Histories", "Protocol {number}: {told}")

_WAITING_FOR = {
    Reason.DENY_WINDOW_CLOSED: QT_TRANSLATE_NOOP(
        "Histories", "the 24 hours for WhatsApp are over, and it goes as soon as the customer writes."
    ),
    "no_address": QT_TRANSLATE_NOOP("Histories", "no e-mail address of the customer is known."),
    "channel_not_set_up": QT_TRANSLATE_NOOP("Histories", "the company's gateway sends no e-mails."),
}
_TRIED_AGAIN = {
    "not_delivered": QT_TRANSLATE_NOOP("Histories", "WhatsApp did not deliver it."),
    "already_said": QT_TRANSLATE_NOOP("Histories", "WhatsApp did not deliver it."),
}


def job(found: HistoryJob, now: int, purposes: Iterable[ConsentPurpose], *, of_other: bool = False) -> str:
    """Where it is, and why there. `of_other`: of another case than the one that is shown; `now` in ms."""
    told = " ".join(_told(found, now, purposes))
    return _say(_OF).format(number=people.protocol(found.protocol), told=told) if of_other else told


def is_late(found: HistoryJob, now: int) -> bool:
    """The five days are over, and the customer has nothing."""
    return found.state in UNDER_WAY and now > found.due_at


def _told(found: HistoryJob, now: int, purposes: Iterable[ConsentPurpose]) -> list[str]:
    done = moments.day_and_time(found.done_at or found.requested_at)
    due = _say(_LATE if is_late(found, now) else _DUE).format(due=moments.day(found.due_at))
    if found.state == HANDED_OVER:
        return [_say(_HANDED_OVER).format(done=done, note=found.note or "–")]
    if found.state == "sent":
        return [_say(_SENT.get(found.way, _SENT["whatsapp"])).format(done=done)]
    if found.state == "failed":
        why = [_say(_FAILED).format(reason=upkeep.failure(found.failure))]
        return why if found.failure == "erased" else [*why, due]
    asked = _say(_ASKED.get(found.way, _ASKED["whatsapp"])).format(asked=moments.day_and_time(found.requested_at))
    return [asked, _why(found, purposes), due]


def _why(found: HistoryJob, purposes: Iterable[ConsentPurpose]) -> str:
    """What holds it up."""
    code = found.failure
    if not code:
        return _say(_SOON if found.state == "waiting" else _ON_ITS_WAY)
    if code in _WAITING_FOR:
        return _say(_WAITS).format(reason=_say(_WAITING_FOR[code]))
    if code in set(Reason):
        return _say(_WAITS).format(reason=reasons.reason(code, purposes=purposes))
    why = _say(_TRIED_AGAIN[code]) if code in _TRIED_AGAIN else upkeep.failure(code)
    return _say(_AGAIN).format(reason=why)


def _say(words: str) -> str:
    return QCoreApplication.translate("Histories", words)
