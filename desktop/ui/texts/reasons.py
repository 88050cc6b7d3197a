"""The send gate's reasons as sentences: what happened, the date, the next step, never a way around (table 8.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts import moments, names
from desktop.ui.texts.counts import Counts
from desktop.ui.texts.sentences import Wordings, say
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.model import ConsentPurpose

CONTEXT = "Reasons"

REASONS: dict[str, Wordings] = {
    Reason.ALLOW_REPLY_IN_WINDOW: (
        QT_TRANSLATE_NOOP("Reasons", "Reply allowed: the customer wrote less than 24 h ago."),
    ),
    Reason.ALLOW_REPLY_AFTER_OPTOUT: (
        QT_TRANSLATE_NOOP("Reasons", "Only answer what was asked. No offers: the customer opted out."),
    ),
    Reason.ALLOW_CONSENT_VALID: (
        QT_TRANSLATE_NOOP("Reasons", "Authorised by the customer on {date} (notice {version})."),
        QT_TRANSLATE_NOOP("Reasons", "Authorised by the customer on {date}."),
        QT_TRANSLATE_NOOP("Reasons", "Authorised by the customer."),
    ),
    Reason.ALLOW_CONSENT_PROMPT: (QT_TRANSLATE_NOOP("Reasons", "You may ask for permission now."),),
    Reason.ALLOW_OPTOUT_CONFIRMATION: (QT_TRANSLATE_NOOP("Reasons", "One-time opt-out confirmation."),),
    Reason.ALLOW_REQUESTED_IN_WINDOW: (
        QT_TRANSLATE_NOOP("Reasons", "Allowed: the customer asked for this in this conversation."),
    ),
    Reason.ALLOW_REQUESTED_BY_PERSON: (
        QT_TRANSLATE_NOOP("Reasons", "Allowed: requested by the customer on {date}."),
        QT_TRANSLATE_NOOP("Reasons", "Allowed: requested by the customer."),
    ),
    Reason.DENY_WINDOW_CLOSED: (
        QT_TRANSLATE_NOOP(
            "Reasons",
            "The 24 h window closed on {date}. Only an approved template with the customer's permission.",
        ),
        QT_TRANSLATE_NOOP(
            "Reasons", "The 24 h window is closed. Only an approved template with the customer's permission."
        ),
    ),
    Reason.DENY_NO_CONSENT: (
        QT_TRANSLATE_NOOP("Reasons", "No recorded permission for “{purpose}”."),
        QT_TRANSLATE_NOOP("Reasons", "No recorded permission for this kind of message."),
    ),
    Reason.DENY_CONSENT_PENDING: (
        QT_TRANSLATE_NOOP("Reasons", "The customer has not confirmed “{purpose}” yet."),
        QT_TRANSLATE_NOOP("Reasons", "The customer has not confirmed yet."),
    ),
    Reason.DENY_CONSENT_EXPIRED: (
        QT_TRANSLATE_NOOP("Reasons", "Permission expired on {date}. Ask again when the customer writes."),
        QT_TRANSLATE_NOOP("Reasons", "Permission has expired. Ask again when the customer writes."),
    ),
    Reason.DENY_NOTICE_CHANGED: (QT_TRANSLATE_NOOP("Reasons", "The notice changed; new permission is needed."),),
    Reason.DENY_SCOPE_MISMATCH: (
        QT_TRANSLATE_NOOP("Reasons", "The existing permission does not cover this content, brand or channel."),
    ),
    Reason.DENY_EVIDENCE_MISSING: (
        QT_TRANSLATE_NOOP("Reasons", "Proof of permission for “{purpose}” is missing. Blocked."),
        QT_TRANSLATE_NOOP("Reasons", "Proof of permission is missing. Blocked."),
    ),
    Reason.DENY_REFUSED_RECENTLY: (
        QT_TRANSLATE_NOOP("Reasons", "The customer refused on {date}. Do not insist."),
        QT_TRANSLATE_NOOP("Reasons", "The customer refused recently. Do not insist."),
    ),
    Reason.DENY_OPTED_OUT_PURPOSE: (
        QT_TRANSLATE_NOOP("Reasons", "The customer opted out of “{purpose}” on {date}."),
        QT_TRANSLATE_NOOP("Reasons", "The customer opted out of “{purpose}”."),
        QT_TRANSLATE_NOOP("Reasons", "The customer opted out of this kind of message."),
    ),
    Reason.DENY_OPTED_OUT_ALL: (
        QT_TRANSLATE_NOOP(
            "Reasons", "The customer opted out of all messages on {date}. Wait until the customer writes."
        ),
        QT_TRANSLATE_NOOP("Reasons", "The customer opted out of all messages. Wait until the customer writes."),
    ),
    Reason.DENY_ALREADY_CONFIRMED: (
        QT_TRANSLATE_NOOP("Reasons", "The opt-out was already confirmed to the customer."),
    ),
    Reason.DENY_ALREADY_GRANTED: (
        QT_TRANSLATE_NOOP(
            "Reasons", "The customer gave permission for “{purpose}” on {date}; there is nothing to ask."
        ),
        QT_TRANSLATE_NOOP("Reasons", "The customer has given this permission already; there is nothing to ask."),
    ),
    Reason.DENY_EXTERNAL_DNC: (
        QT_TRANSLATE_NOOP(
            "Reasons", "Number on a consumer agency's do-not-contact list ({state}), with no later permission."
        ),
        QT_TRANSLATE_NOOP("Reasons", "Number on a consumer agency's do-not-contact list, with no later permission."),
    ),
    Reason.DENY_PROMO_WITHOUT_CONSENT: (
        QT_TRANSLATE_NOOP(
            "Reasons", "An offer without permission for marketing. Take the offer out, or ask for permission first."
        ),
    ),
    Reason.DENY_PROMO_UNCLEAR: (
        QT_TRANSLATE_NOOP("Reasons", "This looks like an offer (“{words}”). Say whether it is one."),
        QT_TRANSLATE_NOOP("Reasons", "This looks like an offer. Say whether it is one."),
    ),
    Reason.DENY_MINOR: (
        QT_TRANSLATE_NOOP(
            "Reasons",
            "“{purpose}” is for adults only, and the age of this contact is not known. Ask, and note it down.",
        ),
        QT_TRANSLATE_NOOP("Reasons", "The contact is under age: a guardian has to give permission."),
    ),
    Reason.DENY_LEGAL_BLOCK: (QT_TRANSLATE_NOOP("Reasons", "Blocked for a legal reason. Talk to your supervisor."),),
    Reason.DENY_CONTENT_FORBIDDEN: (
        QT_TRANSLATE_NOOP(
            "Reasons", "The message holds data that must not be sent: a card number, a password or a full document."
        ),
    ),
    Reason.DENY_PLATFORM_STOP: (
        QT_TRANSLATE_NOOP("Reasons", "The customer turned off offers from this account in WhatsApp on {date}."),
        QT_TRANSLATE_NOOP("Reasons", "The customer turned off offers from this account in WhatsApp."),
    ),
    Reason.DENY_TEMPLATE_UNAVAILABLE: (QT_TRANSLATE_NOOP("Reasons", "Template paused, rejected or of low quality."),),
    Reason.DENY_CATEGORY_MISMATCH: (
        QT_TRANSLATE_NOOP("Reasons", "The template's category does not match the purpose. Tell your supervisor."),
    ),
    Reason.DENY_ERASED: (QT_TRANSLATE_NOOP("Reasons", "Data erased at the person's request."),),
    Reason.DENY_IDENTITY_CHANGED: (
        QT_TRANSLATE_NOOP("Reasons", "The number may have changed owner. Confirm the identity first."),
    ),
    Reason.DENY_LEDGER_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Reasons", "Permission could not be checked now. Try again later."),
    ),
    Reason.DENY_LEDGER_INTEGRITY: (
        QT_TRANSLATE_NOOP("Reasons", "The consent record failed its check. Sending is suspended; supervisor alerted."),
    ),
    Reason.DENY_UNKNOWN: (
        QT_TRANSLATE_NOOP("Reasons", "It is not known whether this may be sent, so it is not sent. Try again later."),
    ),
    Reason.HOLD_OPTOUT_DOUBT: (
        QT_TRANSLATE_NOOP("Reasons", "The customer may have asked to leave. It waits until somebody says."),
    ),
    Reason.HOLD_LISTS_LOADING: (
        QT_TRANSLATE_NOOP("Reasons", "A do-not-contact list is being read in. It goes if the list does not name them."),
    ),
    Reason.HOLD_FREQUENCY_CAP: (
        QT_TRANSLATE_NOOP("Reasons", "The limit of messages is reached. Next one: {when}."),
        QT_TRANSLATE_NOOP("Reasons", "The limit of messages is reached."),
    ),
    Reason.HOLD_QUIET_HOURS: (
        QT_TRANSLATE_NOOP("Reasons", "Outside the hours in which it may be sent. It goes on {when}."),
        QT_TRANSLATE_NOOP("Reasons", "Outside the hours in which it may be sent."),
    ),
    Reason.HOLD_NUMBER_QUALITY: (
        QT_TRANSLATE_NOOP("Reasons", "The quality of the company's number is low: campaigns wait. Tried again {when}."),
        QT_TRANSLATE_NOOP("Reasons", "The quality of the company's number is low: campaigns wait."),
    ),
    Reason.HOLD_PORTFOLIO_LIMIT: (
        QT_TRANSLATE_NOOP("Reasons", "The account's daily limit at WhatsApp is reached. It goes on {when}."),
        QT_TRANSLATE_NOOP("Reasons", "The account's daily limit at WhatsApp is reached."),
    ),
    Reason.HOLD_PACING: (
        QT_TRANSLATE_NOOP("Reasons", "Sending gradually; next one at {time}."),
        QT_TRANSLATE_NOOP("Reasons", "Sending gradually."),
    ),
    Reason.HOLD_LEDGER_VERIFYING: (
        QT_TRANSLATE_NOOP(
            "Reasons", "The consent record is being checked after the start. It goes as soon as that is done."
        ),
    ),
}

DATE_KEYS = ("date", "at", "since", "opted_out_at", "refused_at", "expired_at", "valid_until", "window_until")
VERSION_KEYS = ("version", "notice_version")


def reason(
    code: str,
    params: Mapping[str, str | int] | None = None,
    *,
    not_before: int | None = None,
    purposes: Iterable[ConsentPurpose] = (),
) -> str:
    """The sentence of one reason; a code that this version does not know is read as "not known, so not sent".

    `purposes`: the company's own, which only they can name.
    """
    wordings = REASONS.get(code, REASONS[Reason.DENY_UNKNOWN])
    return say(CONTEXT, wordings, _values(params or {}, not_before, purposes))


def decision(verdict: Decision, purposes: Iterable[ConsentPurpose]) -> str:
    """The sentence of a verdict."""
    return reason(verdict.reason, verdict.params, not_before=verdict.not_before, purposes=purposes)


def instead(outlook: Outlook) -> str:
    """What may be done when an ordinary reply may not; empty when a reply may be sent."""
    if outlook.reply.verdict is not Verdict.DENY:
        return ""
    templates = sum(item.verdict is Verdict.ALLOW for item in outlook.templates.values())
    if templates:
        return Counts().templates_allowed(templates)
    if outlook.consent_prompt.verdict is Verdict.ALLOW:
        return QCoreApplication.translate("Reasons", "You may ask for permission now.")
    return QCoreApplication.translate("Reasons", "Nothing may be sent now; when the customer writes, you can reply.")


def _values(
    params: Mapping[str, str | int], not_before: int | None, purposes: Iterable[ConsentPurpose]
) -> dict[str, str]:
    values: dict[str, str] = {}
    if purpose := params.get("purpose"):
        values["purpose"] = names.purpose_of(str(purpose), purposes)
    moment = next((params[key] for key in DATE_KEYS if isinstance(params.get(key), int)), None)
    if moment is not None:
        values["date"] = moments.day_and_time(int(moment))
    version = next((str(params[key]) for key in VERSION_KEYS if params.get(key)), "")
    if version:
        values["version"] = version
    for key in ("state", "words"):
        if told := params.get(key):
            values[key] = str(told)
    if not_before is not None:
        values["time"] = moments.clock(not_before)
        values["when"] = moments.day_and_time(not_before)
    return values
