"""The way of one message as sentences, a line for each step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts import failures, moments, names, reasons
from server_stub.contract.gate import Decision, Reason, Verdict
from server_stub.contract.model import ConsentPurpose, Failure
from server_stub.contract.trace import Step, StepKind, Trace

CONTEXT = "Traces"

_PLAIN: dict[str, str] = {
    StepKind.COMPOSED: QT_TRANSLATE_NOOP("Traces", "Written, by the clock of the computer it was written at"),
    StepKind.SAID: QT_TRANSLATE_NOOP("Traces", "Sent by the customer, by WhatsApp's clock"),
    StepKind.RECEIVED: QT_TRANSLATE_NOOP("Traces", "WhatsApp handed it over and it was stored"),
    StepKind.EDITED: QT_TRANSLATE_NOOP("Traces", "Edited"),
    StepKind.DELETED: QT_TRANSLATE_NOOP("Traces", "Deleted for everyone"),
}
_ACCEPTED = QT_TRANSLATE_NOOP("Traces", "Taken by the gateway and queued")
_ACCEPTED_OF = QT_TRANSLATE_NOOP("Traces", "Taken by the gateway from {author} and queued")
_NOTED = QT_TRANSLATE_NOOP("Traces", "Internal note; it is never sent")
_NOTED_OF = QT_TRANSLATE_NOOP("Traces", "Internal note of {author}; it is never sent")
_JUDGED: dict[str, str] = {
    Verdict.ALLOW: QT_TRANSLATE_NOOP("Traces", "Check {stage}: allowed. {reason}"),
    Verdict.DENY: QT_TRANSLATE_NOOP("Traces", "Check {stage}: not allowed. {reason}"),
    Verdict.HOLD: QT_TRANSLATE_NOOP("Traces", "Check {stage}: it has to wait. {reason}"),
}
_STAGES: dict[str, str] = {
    "acceptance": QT_TRANSLATE_NOOP("Traces", "when it was written"),
    "dispatch": QT_TRANSLATE_NOOP("Traces", "right before sending"),
}
_OFFERED_ONCE = QT_TRANSLATE_NOOP("Traces", "Offered to WhatsApp once")
_OFFERED = QT_TRANSLATE_NOOP("Traces", "Offered to WhatsApp {attempts} times")
_WAITS = QT_TRANSLATE_NOOP("Traces", "Waits in the queue; next attempt at {time}")
_STATUS = QT_TRANSLATE_NOOP("Traces", "WhatsApp reports: {status}")
_FAILED = QT_TRANSLATE_NOOP("Traces", "Not sent. {why} (code {code})")
_REACTED_CUSTOMER = QT_TRANSLATE_NOOP("Traces", "The customer reacted with {emoji}")
_REACTED_US = QT_TRANSLATE_NOOP("Traces", "We reacted with {emoji}")
_OTHER = QT_TRANSLATE_NOOP("Traces", "Another step: {kind}")
_ZONE = QT_TRANSLATE_NOOP("Traces", "Times are those of the company ({zone}), not of this computer.")
_WAMID = QT_TRANSLATE_NOOP("Traces", "WhatsApp's id: {wamid}")


def step(step: Step, purposes: Iterable[ConsentPurpose], zone: str = "") -> str:
    """What happened, without the time. `zone`: IANA name, by whose clock a time inside the sentence is told."""
    told = step.params
    match step.kind:
        case StepKind.ACCEPTED | StepKind.NOTED:
            whole, bare = (_ACCEPTED_OF, _ACCEPTED) if step.kind == StepKind.ACCEPTED else (_NOTED_OF, _NOTED)
            author = str(told.get("author", ""))
            return _say(whole).format(author=author) if author else _say(bare)
        case StepKind.JUDGED:
            return _judged(step, purposes)
        case StepKind.OFFERED:
            attempts = int(told.get("attempts", 1))
            return _say(_OFFERED_ONCE) if attempts == 1 else _say(_OFFERED).format(attempts=attempts)
        case StepKind.WAITS:
            return _say(_WAITS).format(time=moments.day_and_time(step.at, zone))
        case StepKind.STATUS:
            return _say(_STATUS).format(status=names.status(str(told.get("status", ""))))
        case StepKind.FAILED:
            code = str(told.get("code", ""))
            return _say(_FAILED).format(why=failures.failure(Failure(code), purposes), code=code)
        case StepKind.REACTED:
            by = _REACTED_CUSTOMER if told.get("by") == "customer" else _REACTED_US
            return _say(by).format(emoji=told.get("emoji", ""))
        case kind if kind in _PLAIN:
            return _say(_PLAIN[kind])
        case kind:
            return _say(_OTHER).format(kind=kind)


def lines(trace: Trace, purposes: Iterable[ConsentPurpose]) -> list[tuple[str, str]]:
    """Time ("" where none is kept) and sentence of each step, by the company's clock; WhatsApp's id at the end."""
    known, zone = tuple(purposes), trace.zone
    told = [(_time(each, zone), step(each, known, zone)) for each in trace.steps]
    if any(each.at and moments.is_elsewhere(each.at, zone) for each in trace.steps):
        told.append(("", _say(_ZONE).format(zone=zone)))
    return [*told, ("", _say(_WAMID).format(wamid=trace.wamid))] if trace.wamid else told


def _time(step: Step, zone: str) -> str:
    return moments.exact(step.at, zone) if step.at and step.kind != StepKind.WAITS else ""


def _judged(step: Step, purposes: Iterable[ConsentPurpose]) -> str:
    told = step.params
    stage = _STAGES.get(str(told.get("stage", "")), "")
    sentence = _JUDGED.get(str(told.get("verdict", "")), _OTHER)
    try:
        decision = Decision(Verdict(str(told.get("verdict", ""))), Reason(str(told.get("reason", ""))))
    except ValueError:  # of a newer gateway
        return _say(_OTHER).format(kind=told.get("reason", ""))
    why = reasons.decision(decision, purposes)
    return _say(sentence).format(stage=_say(stage) if stage else "", reason=why).strip()


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
