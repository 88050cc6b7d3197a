"""Alarms as sentences for leads and admins: what happened, what it means for the work, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.ui.texts import names, people
from desktop.ui.texts.sentences import Wordings, say
from server_stub.contract.events import Alarm, AlarmCode

CONTEXT = "Alarms"

ALARMS: dict[str, Wordings] = {
    AlarmCode.LEDGER_BROKEN: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The record of permissions is damaged at entry {seq}, so only replies are sent: "
            "restore the gateway's data from a backup made before.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The record of permissions is damaged, so only replies are sent: "
            "restore the gateway's data from a backup made before.",
        ),
    ),
    AlarmCode.PHRASES_UNREADABLE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The phrase “{key}” uses {variable}, which does not exist, so the phrases stay as they were: "
            "correct {file}.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms", "Two phrases have the key “{key}”, so the phrases stay as they were: correct {file}."
        ),
        QT_TRANSLATE_NOOP(
            "Alarms", "Phrase number {phrase} has no usable key, so the phrases stay as they were: correct {file}."
        ),
        QT_TRANSLATE_NOOP(
            "Alarms", "The file {file} cannot be used ({detail}), so the phrases stay as they were: correct it."
        ),
        QT_TRANSLATE_NOOP(
            "Alarms", "The file of phrases cannot be used, so the phrases stay as they were: correct it."
        ),
    ),
    AlarmCode.QUARANTINE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The gateway did not understand everything that WhatsApp sent ({count} kept aside, nothing is lost): "
            "tell the support team.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The gateway did not understand everything that WhatsApp sent (kept aside, nothing is lost): "
            "tell the support team.",
        ),
    ),
    AlarmCode.CHECKPOINT_BROKEN: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The signed record of permissions does not match at {size} entries, so only replies are sent: "
            "restore the gateway's data from a backup made before.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The signed record of permissions does not match, so only replies are sent: "
            "restore the gateway's data from a backup made before.",
        ),
    ),
    AlarmCode.OUTSIDE_CHANNEL_DOWN: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Requests for permission by {channel} do not go out ({waiting} waiting, nothing is lost): "
            "check the provider and the gateway's settings.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Requests for permission by e-mail or SMS do not go out (they wait, nothing is lost): "
            "check the provider and the gateway's settings.",
        ),
    ),
    AlarmCode.REQUEST_DUE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "LGPD requests waiting for an answer: {count}. The first must be answered within {days} days: "
            "open Contacts, Requests.",
        ),
        QT_TRANSLATE_NOOP("Alarms", "LGPD requests must be answered soon: open Contacts, Requests."),
    ),
    AlarmCode.HISTORY_DUE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Customers wait for the history of their case: {count}. The first must have it within {days} days: "
            "find protocol {protocol} and choose another way beside the conversation.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Customers must have the history of their case soon: choose another way beside the conversation.",
        ),
    ),
    AlarmCode.COMPLAINTS: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Customers called the company's messages spam in the last 7 days: {count}. "
            "They get no more offers; look at what is sent before WhatsApp lowers the rating.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Customers called the company's messages spam. "
            "They get no more offers; look at what is sent before WhatsApp lowers the rating.",
        ),
    ),
    AlarmCode.SLA_AT_RISK: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "Customers in the queue {name} wait almost too long ({count}): help there, or let others take some over.",
        ),
        QT_TRANSLATE_NOOP("Alarms", "Customers in a queue wait almost too long: look at the live wall."),
    ),
    AlarmCode.QUEUE_UNATTENDED: (
        QT_TRANSLATE_NOOP(
            "Alarms", "Nobody serves the queue {name} and customers wait there ({waiting}): send somebody, or close it."
        ),
        QT_TRANSLATE_NOOP("Alarms", "Nobody serves one of the queues and customers wait there: look at the live wall."),
    ),
    AlarmCode.WEBHOOK_SILENCE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp has told nothing for {minutes} minutes in working hours: check the webhook in WhatsApp Manager "
            "and the way to the gateway.",
        ),
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp has told nothing for long in working hours: check the webhook in WhatsApp Manager "
            "and the way to the gateway.",
        ),
    ),
    AlarmCode.CHANNEL_UNAUTHORISED: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp no longer accepts the gateway's access token, so nothing is sent: "
            "set a new one and restart the gateway.",
        ),
    ),
    AlarmCode.NUMBER_UNAVAILABLE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp does not find the company's number, so nothing is sent: "
            "check it in WhatsApp Manager and restart the gateway.",
        ),
    ),
    AlarmCode.NUMBER_UNREGISTERED: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "The company's number is not registered with WhatsApp, so nothing is sent: "
            "register it and restart the gateway.",
        ),
    ),
    AlarmCode.ACCOUNT_RESTRICTED: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp restricted the company's account for some time, so nothing is sent: "
            "see why in WhatsApp Manager and restart the gateway when it is over.",
        ),
    ),
    AlarmCode.ACCOUNT_LOCKED: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp locked the company's account, so nothing is sent: "
            "ask for a review in WhatsApp Manager and restart the gateway when it is open again.",
        ),
    ),
    AlarmCode.DISPLAY_NAME: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp has not approved the name of the company's number, so nothing is sent: "
            "correct it in WhatsApp Manager and restart the gateway.",
        ),
    ),
    AlarmCode.PAYMENT_PROBLEM: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp could not charge the company, so nothing is sent: "
            "correct the payment in WhatsApp Manager and restart the gateway.",
        ),
    ),
    AlarmCode.PAYMENT_TERMS: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp refuses messages because its payment terms were not accepted: accept them in WhatsApp Manager.",
        ),
    ),
    AlarmCode.QUALITY_LIMIT: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp limits the company's number because of its quality: "
            "send no offers for now and check the rating in WhatsApp Manager.",
        ),
    ),
    AlarmCode.MARKETING_SWITCHED_OFF: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp refuses offers because they are switched off for this account: "
            "switch them on in WhatsApp Manager.",
        ),
    ),
    AlarmCode.TEMPLATE_MISUSE: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp limits templates because some are in the wrong category: review them in WhatsApp Manager.",
        ),
    ),
    AlarmCode.NUMBER_QUALITY: (
        QT_TRANSLATE_NOOP(
            "Alarms",
            "WhatsApp's rating of the company's number has fallen: look at what is sent, and send fewer offers, "
            "before it is limited.",
        ),
    ),
}

UNKNOWN: Wordings = (QT_TRANSLATE_NOOP("Alarms", "The gateway reports a problem ({code}): tell the support team."),)


def alarm(standing: Alarm) -> str:
    """One sentence; a code that this version does not know is told with its name."""
    values = {key: str(value) for key, value in standing.params.items()}
    if "protocol" in values:
        values["protocol"] = people.protocol(values["protocol"])
    if "channel" in values:
        values["channel"] = names.channel(values["channel"])
    return say(CONTEXT, ALARMS.get(standing.code, UNKNOWN), {"code": standing.code, **values})
