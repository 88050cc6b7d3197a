"""Why a message was not sent or delivered, for the agent: Meta's error codes and our own (table 4.8)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.failures import params_of
from desktop.ui.texts import errors, names, reasons
from server_stub.contract.delivery import Status
from server_stub.contract.model import ConsentPurpose, Failure

CONTEXT = "Failures"

UNAUTHORISED = QT_TRANSLATE_NOOP("Failures", "The channel has no authorisation. Tell the support team.")
NUMBER_GONE = QT_TRANSLATE_NOOP("Failures", "The company's number is not available. Tell the support team.")
INVALID = QT_TRANSLATE_NOOP("Failures", "WhatsApp found the message invalid. Tell the support team.")
PASSING = QT_TRANSLATE_NOOP("Failures", "A passing failure. Try again.")
UNSTABLE = QT_TRANSLATE_NOOP("Failures", "WhatsApp is unstable. Try again in some minutes.")
MAINTENANCE = QT_TRANSLATE_NOOP("Failures", "WhatsApp is under maintenance. Try again in some minutes.")
TOO_MANY = QT_TRANSLATE_NOOP("Failures", "Too many messages at once. Try again in some minutes.")
WINDOW_CLOSED = QT_TRANSLATE_NOOP("Failures", "The 24 h window is closed: use a template.")
TEMPLATE_WRONG = QT_TRANSLATE_NOOP("Failures", "The template was filled in wrongly. Check the fields and send again.")
TEMPLATE_GONE = QT_TRANSLATE_NOOP("Failures", "The template is not approved, or was switched off. Choose another one.")
FILE_REFUSED = QT_TRANSLATE_NOOP("Failures", "WhatsApp did not accept the file. Try another format.")
ACCOUNT = QT_TRANSLATE_NOOP("Failures", "The company's WhatsApp account needs attention. Tell the support team.")

META: dict[str, str] = {
    "0": UNAUTHORISED,
    "3": UNAUTHORISED,
    "10": UNAUTHORISED,
    "190": UNAUTHORISED,
    "131005": UNAUTHORISED,
    "33": NUMBER_GONE,
    "100": INVALID,
    "131008": INVALID,
    "131009": INVALID,
    "1": PASSING,
    "131000": PASSING,
    "135000": PASSING,
    "2": UNSTABLE,
    "131016": UNSTABLE,
    "4": TOO_MANY,
    "613": TOO_MANY,
    "80007": TOO_MANY,
    "130429": TOO_MANY,
    "131056": QT_TRANSLATE_NOOP("Failures", "Too many messages to this contact at once. Wait a little and try again."),
    "131048": QT_TRANSLATE_NOOP(
        "Failures", "WhatsApp limited this number because of its quality. Tell your supervisor."
    ),
    "131057": MAINTENANCE,
    "133004": MAINTENANCE,
    "2494100": MAINTENANCE,
    "131026": QT_TRANSLATE_NOOP("Failures", "Not delivered: the contact may have no active WhatsApp."),
    "131021": QT_TRANSLATE_NOOP("Failures", "This is the company's own number."),
    "131030": QT_TRANSLATE_NOOP("Failures", "Test number: this contact has not been enabled for it."),
    "131047": WINDOW_CLOSED,
    "470": WINDOW_CLOSED,
    "131049": QT_TRANSLATE_NOOP("Failures", "WhatsApp limited offers to this contact. Do not insist."),
    "131050": QT_TRANSLATE_NOOP("Failures", "The contact stopped receiving offers in WhatsApp."),
    "130472": QT_TRANSLATE_NOOP("Failures", "Not delivered: the contact is part of an experiment of WhatsApp."),
    "130403": QT_TRANSLATE_NOOP("Failures", "The contact is blocked by us."),
    "131062": QT_TRANSLATE_NOOP("Failures", "This kind of message needs the contact's phone number. Ask for it."),
    "137000": QT_TRANSLATE_NOOP("Failures", "The contact's identity has changed. Confirm who it is."),
    "130497": QT_TRANSLATE_NOOP("Failures", "WhatsApp does not allow messages to this country."),
    "131051": QT_TRANSLATE_NOOP("Failures", "WhatsApp does not support this kind of message."),
    "131052": QT_TRANSLATE_NOOP("Failures", "The file could not be fetched. Ask the customer to send it again."),
    "131053": FILE_REFUSED,
    "131014": FILE_REFUSED,
    "368": QT_TRANSLATE_NOOP(
        "Failures", "WhatsApp restricted the company's account for some time. Tell your supervisor."
    ),
    "132000": TEMPLATE_WRONG,
    "132008": TEMPLATE_WRONG,
    "132012": TEMPLATE_WRONG,
    "132018": TEMPLATE_WRONG,
    "132005": QT_TRANSLATE_NOOP("Failures", "The template became too long with these fields. Shorten them."),
    "132001": TEMPLATE_GONE,
    "132007": TEMPLATE_GONE,
    "132015": TEMPLATE_GONE,
    "132016": TEMPLATE_GONE,
    "132068": TEMPLATE_GONE,
    "132069": TOO_MANY,
    "131055": INVALID,
    "131063": ACCOUNT,
    "131064": ACCOUNT,
    "134011": ACCOUNT,
    "134100": ACCOUNT,
    "134101": ACCOUNT,
    "134102": ACCOUNT,
    "131031": ACCOUNT,
    "131037": ACCOUNT,
    "131042": ACCOUNT,
    "131045": ACCOUNT,
    "133010": NUMBER_GONE,
}

OWN: dict[str, str] = {
    "in_doubt_expired": QT_TRANSLATE_NOOP(
        "Failures", "WhatsApp never said whether this message left. Ask the customer before you send it again."
    ),
    "cancelled": QT_TRANSLATE_NOOP("Failures", "Taken back before it left."),
    "recipient_unknown": QT_TRANSLATE_NOOP(
        "Failures", "Not sent: no address in WhatsApp is known for this contact. Wait until the customer writes."
    ),
}
"""What the gateway found out by itself, without an answer of WhatsApp."""

UNKNOWN = QT_TRANSLATE_NOOP("Failures", "Not sent (code {code}).")


def failure(problem: Failure | None, purposes: Iterable[ConsentPurpose] = ()) -> str:
    """One sentence for the agent; Meta's own details are for supervisors and stay out."""
    if problem is None:
        return names.status(Status.FAILED)
    code = problem.code
    if wording := META.get(code) or OWN.get(code):
        return QCoreApplication.translate(CONTEXT, wording)
    if code.isdigit() and 200 <= int(code) <= 299:
        return QCoreApplication.translate(CONTEXT, UNAUTHORISED)
    if code in reasons.REASONS:
        return reasons.reason(code, params_of(problem), purposes=purposes)
    if code in errors.REFUSALS or code in errors.LOCAL:
        return errors.error_code(code, params_of(problem))
    return QCoreApplication.translate(CONTEXT, UNKNOWN).format(code=code or "?")
