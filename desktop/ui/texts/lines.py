"""Lines between the bubbles: what happened to the conversation, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts import names, people, transfers
from desktop.ui.texts.sentences import Wordings, say
from server_stub.contract.content import Call, Content, Line
from server_stub.contract.transfers import HandOver

_MOVED: Wordings = (
    QT_TRANSLATE_NOOP("Lines", "The customer changed number: from {before} to {after}"),
    QT_TRANSLATE_NOOP("Lines", "The customer changed number: now {after}"),
    QT_TRANSLATE_NOOP("Lines", "The customer changed number"),
)
LINES: dict[str, Wordings] = {
    Line.NUMBER_CHANGED: _MOVED,
    Line.CUSTOMER_CHANGED_NUMBER: _MOVED,
    Line.USER_ID_CHANGED: (QT_TRANSLATE_NOOP("Lines", "WhatsApp gave the customer a new identification"),),
    Line.IDENTITY_CHANGED: (
        QT_TRANSLATE_NOOP("Lines", "The customer's security code changed: another phone, or another person"),
    ),
    Line.WELCOME: (QT_TRANSLATE_NOOP("Lines", "The customer opened this chat for the first time"),),
    Line.TRANSFERRED: (
        QT_TRANSLATE_NOOP("Lines", "Transferred from {before} to {after}"),
        QT_TRANSLATE_NOOP("Lines", "{after} took the conversation"),
        QT_TRANSLATE_NOOP("Lines", "Conversation transferred"),
    ),
    Line.QUEUED: (
        QT_TRANSLATE_NOOP("Lines", "{before} put the conversation back in the queue"),
        QT_TRANSLATE_NOOP("Lines", "The conversation is back in the queue"),
    ),
    Line.CASE_OPENED: (
        QT_TRANSLATE_NOOP("Lines", "Case opened, protocol {protocol}"),
        QT_TRANSLATE_NOOP("Lines", "Case opened"),
    ),
    Line.CASE_CLOSED: (
        QT_TRANSLATE_NOOP("Lines", "{agent} closed the case, protocol {protocol}"),
        QT_TRANSLATE_NOOP("Lines", "Case closed, protocol {protocol}"),
        QT_TRANSLATE_NOOP("Lines", "Case closed"),
    ),
    Line.CASE_REOPENED: (
        QT_TRANSLATE_NOOP("Lines", "Case reopened, protocol {protocol}"),
        QT_TRANSLATE_NOOP("Lines", "Case reopened"),
    ),
    Line.MOVED_TO_QUEUE: (
        QT_TRANSLATE_NOOP("Lines", "{before} transferred to the queue {queue}"),
        QT_TRANSLATE_NOOP("Lines", "Transferred to the queue {queue}"),
        QT_TRANSLATE_NOOP("Lines", "Transferred to another queue"),
    ),
    Line.OFFERED: (
        QT_TRANSLATE_NOOP("Lines", "{before} asks {after} to take over"),
        QT_TRANSLATE_NOOP("Lines", "{after} is asked to take over"),
        QT_TRANSLATE_NOOP("Lines", "A colleague is asked to take over"),
    ),
    Line.RETURNED: (
        QT_TRANSLATE_NOOP("Lines", "{before} did not take it: the conversation returned"),
        QT_TRANSLATE_NOOP("Lines", "The conversation returned: nobody took it"),
    ),
    Line.JOINED: (
        QT_TRANSLATE_NOOP("Lines", "{after} joined the chat, asked by {before}"),
        QT_TRANSLATE_NOOP("Lines", "{after} joined the chat"),
        QT_TRANSLATE_NOOP("Lines", "Somebody joined the chat"),
    ),
    Line.LEFT_CHAT: (
        QT_TRANSLATE_NOOP("Lines", "{before} left the chat"),
        QT_TRANSLATE_NOOP("Lines", "Somebody left the chat"),
    ),
    Line.CONSENT_GIVEN: (
        QT_TRANSLATE_NOOP("Lines", "Permission given: {purpose}"),
        QT_TRANSLATE_NOOP("Lines", "Permission given"),
    ),
    Line.CONSENT_REVOKED: (
        QT_TRANSLATE_NOOP("Lines", "Permission taken back: {purpose}"),
        QT_TRANSLATE_NOOP("Lines", "Permission taken back"),
    ),
}
"""Lines of other kinds are shown in the words that came with them."""
INVITED: dict[str, Wordings] = {
    Line.OFFERED: (
        QT_TRANSLATE_NOOP("Lines", "{before} calls {after} into the chat"),
        QT_TRANSLATE_NOOP("Lines", "{after} is called into the chat"),
        QT_TRANSLATE_NOOP("Lines", "A colleague is called into the chat"),
    ),
    Line.RETURNED: (
        QT_TRANSLATE_NOOP("Lines", "{before} did not join the chat"),
        QT_TRANSLATE_NOOP("Lines", "Nobody joined the chat"),
    ),
}
"""Of those who are asked into a chat, and not to take it."""

PROBLEMS: dict[str, str] = {
    "131052": QT_TRANSLATE_NOOP(
        "Lines", "WhatsApp could not hand over the file: too large or broken. Ask for it again."
    ),
    "131051": QT_TRANSLATE_NOOP("Lines", "WhatsApp does not hand this kind of message to companies."),
    "131000": QT_TRANSLATE_NOOP("Lines", "WhatsApp could not hand over what the customer chose. Ask again."),
}
_OTHER_PROBLEM = QT_TRANSLATE_NOOP("Lines", "WhatsApp could not hand over this message whole (code {code}).")


def line(content: Content) -> str:
    """Never empty."""
    wordings = LINES.get(content.original_kind)
    if content.params.get("kind"):
        wordings = INVITED.get(content.original_kind, wordings)
    if wordings is None:
        return content.text or names.kind(content.kind)
    params = {name: _value(name, value) for name, value in content.params.items()}
    if "purpose" in params and params.get("title"):
        params["purpose"] = names.purpose_titled(content.params["purpose"], params["title"])
    return say("Lines", wordings, params)


def beside(content: Content) -> str:
    """What people wrote with it, one line each: the hand-over card, or why somebody did not take it; often nothing."""
    params = content.params
    if content.original_kind in (Line.OFFERED, Line.MOVED_TO_QUEUE):
        return transfers.card(HandOver(*(params.get(name, "") for name in HandOver.__struct_fields__)))
    if content.original_kind == Line.RETURNED:
        reason = transfers.REASONS.get(params.get("reason", ""))
        said = (transfers.say(reason) if reason else "", params.get("note", "").strip())
        return ": ".join(part for part in said if part)
    return ""


def call(told: Call, *, outbound: bool, length: str) -> str:
    """What became of a call; `length` is how long people talked, in words."""
    if told.was_answered:
        return QCoreApplication.translate("Lines", "Call, {length}").format(length=length)
    if not outbound:
        return QCoreApplication.translate("Lines", "Missed call")
    if told.outcome == "rejected":
        return QCoreApplication.translate("Lines", "Call refused by the customer")
    return QCoreApplication.translate("Lines", "Call without an answer")


def problem(code: str) -> str:
    """Why a message is not whole; empty for no code."""
    if not code:
        return ""
    wording = PROBLEMS.get(code, _OTHER_PROBLEM)
    return QCoreApplication.translate("Lines", wording).format(code=code)


def _value(name: str, value: str) -> str:
    if name == "purpose":
        return names.purpose(value)
    if name == "protocol":
        return people.protocol(value)
    return people.phone(value) if value.isdecimal() else value
