"""Words for messages outside WhatsApp and for classes of data that are kept for a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

STATES: dict[str, str] = {
    "queued": QT_TRANSLATE_NOOP("Upkeep", "waiting"),
    "sending": QT_TRANSLATE_NOOP("Upkeep", "being sent"),
    "sent": QT_TRANSLATE_NOOP("Upkeep", "sent"),
    "delivered": QT_TRANSLATE_NOOP("Upkeep", "delivered"),
    "failed": QT_TRANSLATE_NOOP("Upkeep", "not sent"),
    "bounced": QT_TRANSLATE_NOOP("Upkeep", "address does not exist"),
}
FAILURES: dict[str, str] = {
    "unreachable": QT_TRANSLATE_NOOP("Upkeep", "The server cannot be reached."),
    "timeout": QT_TRANSLATE_NOOP("Upkeep", "The server did not answer in time."),
    "connection_lost": QT_TRANSLATE_NOOP("Upkeep", "The line to the server broke."),
    "tls_not_offered": QT_TRANSLATE_NOOP("Upkeep", "The mail server offers no encryption."),
    "tls_failed": QT_TRANSLATE_NOOP("Upkeep", "The encrypted line could not be set up."),
    "certificate_not_trusted": QT_TRANSLATE_NOOP("Upkeep", "The server's certificate is not trusted."),
    "mail_unsendable": QT_TRANSLATE_NOOP("Upkeep", "The e-mail could not be written for this address."),
    "answer_unreadable": QT_TRANSLATE_NOOP("Upkeep", "The server's answer was not understood."),
    "in_doubt": QT_TRANSLATE_NOOP("Upkeep", "It may have arrived; it is not sent again blindly."),
    "expired": QT_TRANSLATE_NOOP("Upkeep", "The time to answer was over before it could be sent."),
    "erased": QT_TRANSLATE_NOOP("Upkeep", "The person's data were erased."),
    "answered": QT_TRANSLATE_NOOP("Upkeep", "The person has answered already."),
    "purpose_unknown": QT_TRANSLATE_NOOP("Upkeep", "The purpose is no longer in use."),
    "not_started": QT_TRANSLATE_NOOP("Upkeep", "The channel is not running."),
    "state_conflict": QT_TRANSLATE_NOOP("Upkeep", "There is nothing left to ask."),
}
FAMILIES: dict[str, str] = {
    "smtp": QT_TRANSLATE_NOOP("Upkeep", "The mail server refused it ({code})."),
    "twilio": QT_TRANSLATE_NOOP("Upkeep", "The SMS provider refused it ({code})."),
    "kannel": QT_TRANSLATE_NOOP("Upkeep", "The SMS gateway refused it ({code})."),
    "http": QT_TRANSLATE_NOOP("Upkeep", "The SMS provider answered with {code}."),
    "in": QT_TRANSLATE_NOOP("Upkeep", "It may have arrived; it is not sent again blindly."),
    "DENY": QT_TRANSLATE_NOOP("Upkeep", "The person may not be asked now."),
}
"""By the beginning of the code, where a number of the server follows."""
DATA_CLASSES: dict[str, str] = {
    "messages": QT_TRANSLATE_NOOP("Upkeep", "Messages and files of closed cases"),
    "journal": QT_TRANSLATE_NOOP("Upkeep", "Raw deliveries of WhatsApp"),
    "reports": QT_TRANSLATE_NOOP("Upkeep", "Reports of WhatsApp"),
    "erased_remains": QT_TRANSLATE_NOOP("Upkeep", "Marks of erased people's messages"),
    "sessions": QT_TRANSLATE_NOOP("Upkeep", "Sign-ins"),
    "login_attempts": QT_TRANSLATE_NOOP("Upkeep", "Failed sign-ins"),
    "decisions": QT_TRANSLATE_NOOP("Upkeep", "Decisions about sending"),
    "outside_messages": QT_TRANSLATE_NOOP("Upkeep", "E-mails and SMS"),
    "uploads": QT_TRANSLATE_NOOP("Upkeep", "Files that were never used"),
    "capture_requests": QT_TRANSLATE_NOOP("Upkeep", "Forms that were never confirmed"),
    "rights_requests": QT_TRANSLATE_NOOP("Upkeep", "Requests of persons"),
    "incidents": QT_TRANSLATE_NOOP("Upkeep", "Incidents"),
}


def outside_state(code: str) -> str:
    return _told(STATES, code)


def failure(code: str) -> str:
    """Why an e-mail or SMS did not leave, "" for none."""
    family, _, rest = code.partition("_")
    if code in FAILURES or family not in FAMILIES:
        return _told(FAILURES, code)
    return QCoreApplication.translate("Upkeep", FAMILIES[family]).format(code=rest)


def data_class(code: str) -> str:
    return _told(DATA_CLASSES, code)


def _told(words: Mapping[str, str], code: str) -> str:
    return QCoreApplication.translate("Upkeep", words[code]) if code in words else code
