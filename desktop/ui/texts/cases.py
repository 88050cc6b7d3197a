"""Cases in words: where they stand, what came of them, what happened to them, and their history for the customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.dispositions import path_of
from server_stub.contract.cases import CaseEvent, CaseMove, CaseState, CloseWay, Disposition, Outcome
from server_stub.contract.surveys import CaseSurvey

STATES: dict[str, str] = {
    CaseState.QUEUED: QT_TRANSLATE_NOOP("Cases", "Waiting in the queue"),
    CaseState.ASSIGNED: QT_TRANSLATE_NOOP("Cases", "Being served"),
    CaseState.WRAPPING_UP: QT_TRANSLATE_NOOP("Cases", "Wrap-up"),
    CaseState.CLOSED: QT_TRANSLATE_NOOP("Cases", "Case closed"),
}

OUTCOMES: dict[str, str] = {
    Outcome.SOLVED: QT_TRANSLATE_NOOP("Cases", "Solved"),
    Outcome.WAITING_CUSTOMER: QT_TRANSLATE_NOOP("Cases", "The customer has to do something"),
    Outcome.WAITING_US: QT_TRANSLATE_NOOP("Cases", "We have to do something"),
    Outcome.NO_ANSWER: QT_TRANSLATE_NOOP("Cases", "The customer stopped answering"),
    Outcome.WRONG_NUMBER: QT_TRANSLATE_NOOP("Cases", "Wrong number"),
    Outcome.OPT_OUT: QT_TRANSLATE_NOOP("Cases", "Asked to leave"),
    Outcome.DATA_REQUEST: QT_TRANSLATE_NOOP("Cases", "Request about their data"),
    Outcome.CANCELLATION: QT_TRANSLATE_NOOP("Cases", "Cancellation"),
    Outcome.COMPLAINT: QT_TRANSLATE_NOOP("Cases", "Complaint"),
    Outcome.SPAM: QT_TRANSLATE_NOOP("Cases", "Spam"),
}

CLOSINGS: dict[str, tuple[str, str]] = {
    CloseWay.AGENT: (QT_TRANSLATE_NOOP("Cases", "Closed by {name}"), QT_TRANSLATE_NOOP("Cases", "Case closed")),
    CloseWay.LEAD: (
        QT_TRANSLATE_NOOP("Cases", "Closed by {name}"),
        QT_TRANSLATE_NOOP("Cases", "Closed by a team lead"),
    ),
    CloseWay.TIMER: (
        QT_TRANSLATE_NOOP("Cases", "Closed when the wrap-up of {name} was over"),
        QT_TRANSLATE_NOOP("Cases", "Closed when the wrap-up was over"),
    ),
    CloseWay.SILENCE: (
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer stopped answering"),
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer stopped answering"),
    ),
    CloseWay.CUSTOMER: (
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer wanted to end it"),
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer wanted to end it"),
    ),
    CloseWay.NEW_SUBJECT: (
        QT_TRANSLATE_NOOP("Cases", "Closed by {name} for a new subject"),
        QT_TRANSLATE_NOOP("Cases", "Closed for a new subject"),
    ),
    CloseWay.ERASED: (
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer's data were erased"),
        QT_TRANSLATE_NOOP("Cases", "Closed because the customer's data were erased"),
    ),
}
"""With a name, and without one."""

MOVES: dict[str, tuple[str, str]] = {
    CaseMove.OPENED: (QT_TRANSLATE_NOOP("Cases", "Opened by {name}"), QT_TRANSLATE_NOOP("Cases", "Case opened")),
    CaseMove.QUEUED: (
        QT_TRANSLATE_NOOP("Cases", "To the queue {queue}"),
        QT_TRANSLATE_NOOP("Cases", "Back to the queue"),
    ),
    CaseMove.OFFERED: (QT_TRANSLATE_NOOP("Cases", "Offered to {name}"), QT_TRANSLATE_NOOP("Cases", "Offered")),
    CaseMove.DECLINED: (QT_TRANSLATE_NOOP("Cases", "Declined by {name}"), QT_TRANSLATE_NOOP("Cases", "Declined")),
    CaseMove.EXPIRED: (
        QT_TRANSLATE_NOOP("Cases", "The offer to {name} ran out"),
        QT_TRANSLATE_NOOP("Cases", "The offer ran out"),
    ),
    CaseMove.CANCELLED: (
        QT_TRANSLATE_NOOP("Cases", "The offer to {name} was taken back"),
        QT_TRANSLATE_NOOP("Cases", "The offer was taken back"),
    ),
    CaseMove.ASSIGNED: (QT_TRANSLATE_NOOP("Cases", "With {name}"), QT_TRANSLATE_NOOP("Cases", "With a colleague")),
    CaseMove.JOINED: (
        QT_TRANSLATE_NOOP("Cases", "{name} came into the chat"),
        QT_TRANSLATE_NOOP("Cases", "Somebody came into the chat"),
    ),
    CaseMove.LEFT: (
        QT_TRANSLATE_NOOP("Cases", "{name} left the chat"),
        QT_TRANSLATE_NOOP("Cases", "Somebody left the chat"),
    ),
    CaseMove.FIRST_RESPONSE: (
        QT_TRANSLATE_NOOP("Cases", "First answer by {name}"),
        QT_TRANSLATE_NOOP("Cases", "First answer"),
    ),
    CaseMove.CUSTOMER_WROTE: (
        QT_TRANSLATE_NOOP("Cases", "The customer wrote"),
        QT_TRANSLATE_NOOP("Cases", "The customer wrote"),
    ),
    CaseMove.ANSWERED: (QT_TRANSLATE_NOOP("Cases", "Answered by {name}"), QT_TRANSLATE_NOOP("Cases", "Answered")),
    CaseMove.WRAP_UP: (
        QT_TRANSLATE_NOOP("Cases", "Chat ended by {name}"),
        QT_TRANSLATE_NOOP("Cases", "Chat ended"),
    ),
    CaseMove.CLOSED: (QT_TRANSLATE_NOOP("Cases", "Closed by {name}"), QT_TRANSLATE_NOOP("Cases", "Case closed")),
    CaseMove.REOPENED: (QT_TRANSLATE_NOOP("Cases", "Reopened by {name}"), QT_TRANSLATE_NOOP("Cases", "Case reopened")),
    CaseMove.ABANDONED: (
        QT_TRANSLATE_NOOP("Cases", "The customer gave up waiting"),
        QT_TRANSLATE_NOOP("Cases", "The customer gave up waiting"),
    ),
    CaseMove.PRIORITY: (
        QT_TRANSLATE_NOOP("Cases", "Priority changed by {name}"),
        QT_TRANSLATE_NOOP("Cases", "Priority changed"),
    ),
    CaseMove.HISTORY: (
        QT_TRANSLATE_NOOP("Cases", "{name} noted that the customer was given the history"),
        QT_TRANSLATE_NOOP("Cases", "The customer was given the history"),
    ),
    CaseMove.SURVEY_ASKED: (
        QT_TRANSLATE_NOOP("Cases", "The customer was asked for a score"),
        QT_TRANSLATE_NOOP("Cases", "The customer was asked for a score"),
    ),
    CaseMove.SURVEY_ANSWERED: (
        QT_TRANSLATE_NOOP("Cases", "The customer gave a score"),
        QT_TRANSLATE_NOOP("Cases", "The customer gave a score"),
    ),
}
"""With the name or queue that it is about, and without."""

SCORE = QT_TRANSLATE_NOOP("Cases", "{score} of 5")
RATED = QT_TRANSLATE_NOOP("Cases", "score {score} of 5")
GAVE = QT_TRANSLATE_NOOP("Cases", "The customer gave {score} of 5")
UNANSWERED = QT_TRANSLATE_NOOP("Cases", "Asked, no answer yet")

PATH_MARK = " › "


def say(source: str) -> str:
    return QCoreApplication.translate("Cases", source)


def state(code: str) -> str:
    return say(STATES[code]) if code in STATES else code


def outcome(code: str) -> str:
    return say(OUTCOMES[code]) if code in OUTCOMES else code


def path(labels: Iterable[str]) -> str:
    """Pedido › Entrega › Resolvido"""
    return PATH_MARK.join(labels)


def closing(way: str, name: str) -> str:
    """Who closed it, and how; `name` may be empty."""
    with_name, without = CLOSINGS.get(way, CLOSINGS[CloseWay.AGENT])
    return say(with_name).format(name=name) if name else say(without)


def about(nodes: Iterable[Disposition], disposition_id: str, code: str) -> str:
    """What it was about, else its outcome, else nothing."""
    return path(path_of(nodes, disposition_id)) or (outcome(code) if code else "")


def move(event: CaseEvent, names: Mapping[str, str], queues: Mapping[str, str]) -> str:
    """One line of the log; `names` of accounts and queues by id."""
    if event.kind == CaseMove.SURVEY_ANSWERED and event.detail:
        return say(GAVE).format(score=event.detail)
    with_name, without = MOVES.get(event.kind, (event.kind, event.kind))
    values = {"name": names.get(event.account_id or "", ""), "queue": queues.get(event.queue_id, "")}
    wanted = "queue" if event.kind == CaseMove.QUEUED else "name"
    return say(with_name).format_map(values) if values[wanted] else say(without)


def score(found: CaseSurvey) -> str:
    """What the customer thinks of a case about which they were asked."""
    return say(SCORE).format(score=found.score) if found.score else say(UNANSWERED)


def rated(found: CaseSurvey | None) -> str:
    """The same among other things told of a case; "" where there is none."""
    return say(RATED).format(score=found.score) if found is not None and found.score else ""
