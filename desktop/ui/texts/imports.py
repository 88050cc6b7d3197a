"""What becomes of the rows of an imported file, and why, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.texts import names
from server_stub.contract.capture import ImportOutcome, ImportReason, ImportRow, ImportState

OUTCOMES: dict[str, str] = {
    ImportOutcome.ACTIVE: QT_TRANSLATE_NOOP("Imports", "valid permission"),
    ImportOutcome.PENDING: QT_TRANSLATE_NOOP("Imports", "to be confirmed on WhatsApp"),
    ImportOutcome.UNPROVEN: QT_TRANSLATE_NOOP("Imports", "without proof: nothing may be sent"),
    ImportOutcome.REVOKED: QT_TRANSLATE_NOOP("Imports", "opt-out recorded"),
    ImportOutcome.UNCHANGED: QT_TRANSLATE_NOOP("Imports", "nothing new"),
    ImportOutcome.ERROR: QT_TRANSLATE_NOOP("Imports", "not taken"),
}
STATES: dict[str, str] = {
    ImportState.UPLOADED: QT_TRANSLATE_NOOP("Imports", "Tell what the columns hold"),
    ImportState.CHECKING: QT_TRANSLATE_NOOP("Imports", "Being checked"),
    ImportState.CHECKED: QT_TRANSLATE_NOOP("Imports", "Checked, waits for a second person"),
    ImportState.APPLYING: QT_TRANSLATE_NOOP("Imports", "Being taken over"),
    ImportState.APPLIED: QT_TRANSLATE_NOOP("Imports", "Taken over"),
    ImportState.REJECTED: QT_TRANSLATE_NOOP("Imports", "Rejected"),
    ImportState.UNDOING: QT_TRANSLATE_NOOP("Imports", "Being taken back"),
    ImportState.UNDONE: QT_TRANSLATE_NOOP("Imports", "Taken back"),
}
REASONS: dict[str, str] = {
    ImportReason.PHONE_INVALID: QT_TRANSLATE_NOOP("Imports", "The telephone number is not one."),
    ImportReason.PURPOSE_MISSING: QT_TRANSLATE_NOOP("Imports", "No purpose is named."),
    ImportReason.PURPOSE_UNKNOWN: QT_TRANSLATE_NOOP("Imports", "The purpose is not known here."),
    ImportReason.ANSWER_UNREADABLE: QT_TRANSLATE_NOOP("Imports", "It does not say clearly yes or no."),
    ImportReason.DATE_UNREADABLE: QT_TRANSLATE_NOOP("Imports", "The date cannot be read."),
    ImportReason.DATE_IN_FUTURE: QT_TRANSLATE_NOOP("Imports", "The date lies in the future."),
    ImportReason.DATE_BEFORE_NOTICE: QT_TRANSLATE_NOOP("Imports", "The text did not exist yet on that date."),
    ImportReason.DATE_AFTER_NOTICE: QT_TRANSLATE_NOOP("Imports", "The text was no longer in use on that date."),
    ImportReason.DATE_TOO_OLD: QT_TRANSLATE_NOOP("Imports", "The permission has run out since."),
    ImportReason.NOTICE_OF_OTHER_PURPOSE: QT_TRANSLATE_NOOP("Imports", "The text is about another purpose."),
    ImportReason.NOTICE_RETIRED: QT_TRANSLATE_NOOP("Imports", "The text has been replaced; it has to be asked again."),
    ImportReason.SOURCE_REFUSED: QT_TRANSLATE_NOOP(
        "Imports", "Bought, rented and shared lists are not taken: these people did not agree to you."
    ),
    ImportReason.TEXT_BROKEN: QT_TRANSLATE_NOOP("Imports", "The line holds signs that cannot be read."),
    ImportReason.ROW_TOO_SHORT: QT_TRANSLATE_NOOP("Imports", "The line has too few or too many columns."),
    ImportReason.PROOF_MISSING: QT_TRANSLATE_NOOP("Imports", "Proof is missing: date, way, text or evidence."),
    ImportReason.NOTICE_UNKNOWN: QT_TRANSLATE_NOOP("Imports", "The text is not known here."),
    ImportReason.OPTED_OUT: QT_TRANSLATE_NOOP("Imports", "The person has opted out; that stands."),
    ImportReason.ALREADY_SO: QT_TRANSLATE_NOOP("Imports", "This was recorded already."),
    ImportReason.TERMINATED: QT_TRANSLATE_NOOP("Imports", "This purpose was ended."),
    ImportReason.SEVERAL: QT_TRANSLATE_NOOP("Imports", "Its purposes fare differently."),
}


def outcome(code: str) -> str:
    return _told(OUTCOMES, code)


def state(code: str) -> str:
    return _told(STATES, code)


def row(line: ImportRow) -> str:
    """Why a row is not simply taken, "" where there is nothing to say."""
    if not line.reason:
        return ""
    sentence = _told(REASONS, line.reason)
    purpose = line.params.get("purpose")
    return f"{sentence} ({names.purpose(str(purpose))})" if purpose else sentence


def _told(words: Mapping[str, str], code: str) -> str:
    return QCoreApplication.translate("Imports", words[code]) if code in words else code
