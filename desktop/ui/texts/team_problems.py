"""Refusals about cases, queues, transfers and breaks as sentences; part of `errors`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts.sentences import Wordings
from server_stub.contract.errors import ErrorCode

TEAM: dict[str, Wordings] = {
    ErrorCode.MOVED_MEANWHILE: (
        QT_TRANSLATE_NOOP("Errors", "Somebody moved this conversation meanwhile, so nothing was changed. Look again."),
    ),
    ErrorCode.OFFER_GONE: (
        QT_TRANSLATE_NOOP("Errors", "This offer is over: it was taken back, ran out, or somebody else has it."),
    ),
    ErrorCode.TARGET_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Errors", "It cannot go there now. Choose another colleague or queue."),
    ),
    ErrorCode.TOO_MANY_TRANSFERS: (
        QT_TRANSLATE_NOOP("Errors", "It was transferred {limit} times already. Ask a team lead to move it on."),
        QT_TRANSLATE_NOOP("Errors", "It was transferred too often already. Ask a team lead to move it on."),
    ),
    ErrorCode.QUEUE_EMPTY: (
        QT_TRANSLATE_NOOP(
            "Errors", "Nobody serves this queue, so the customer would wait for ever. Choose another one."
        ),
    ),
    ErrorCode.QUEUE_IN_USE: (
        QT_TRANSLATE_NOOP("Errors", "The queue still holds cases ({count}). Choose the queue that gets them."),
        QT_TRANSLATE_NOOP("Errors", "The queue still holds cases. Choose the queue that gets them."),
    ),
    ErrorCode.CASE_CLOSED: (QT_TRANSLATE_NOOP("Errors", "This case is closed. Reopen it, or begin a new one."),),
    ErrorCode.CASE_OPEN: (
        QT_TRANSLATE_NOOP("Errors", "A case is open here already (protocol {protocol}). Close it first."),
        QT_TRANSLATE_NOOP("Errors", "A case is open here already. Close it first."),
    ),
    ErrorCode.DISPOSITION_REQUIRED: (QT_TRANSLATE_NOOP("Errors", "Choose what the case was about before closing it."),),
    ErrorCode.DISPOSITION_UNKNOWN: (
        QT_TRANSLATE_NOOP("Errors", "This classification is not offered in this queue any more. Choose another one."),
    ),
    ErrorCode.BREAK_TOO_EARLY: (
        QT_TRANSLATE_NOOP("Errors", "This break lasts until {until} at least: it cannot be cut short."),
        QT_TRANSLATE_NOOP("Errors", "This break cannot be cut short."),
    ),
    ErrorCode.BREAK_NOT_NOW: (
        QT_TRANSLATE_NOOP("Errors", "This break may be taken between {earliest} and {latest}."),
        QT_TRANSLATE_NOOP("Errors", "This break may not be taken in the first or in the last hour of work."),
    ),
    ErrorCode.CUSTOMER_WAITS: (
        QT_TRANSLATE_NOOP("Errors", "The customer waits for us here: answer instead of asking."),
    ),
    ErrorCode.ALREADY_ASKED: (
        QT_TRANSLATE_NOOP("Errors", "The customer was asked already: nobody is asked twice before answering."),
    ),
}
