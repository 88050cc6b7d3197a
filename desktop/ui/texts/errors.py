"""Refusals and local problems as sentences: what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLocale

from desktop.domain.errors import AppError, LocalProblem
from desktop.ui.texts import moments
from desktop.ui.texts.file_problems import FILES
from desktop.ui.texts.reasons import reason
from desktop.ui.texts.sending_problems import SENDING
from desktop.ui.texts.sentences import Wordings, say
from desktop.ui.texts.team_problems import TEAM
from desktop.ui.texts.voice_problems import VOICES
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import ConsentPurpose

CONTEXT = "Errors"

REFUSALS: dict[str, Wordings] = {
    ErrorCode.BAD_REQUEST: (
        QT_TRANSLATE_NOOP("Errors", "The gateway did not understand the request. Update the application."),
    ),
    ErrorCode.NOT_FOUND: (QT_TRANSLATE_NOOP("Errors", "It no longer exists, or you may not see it."),),
    ErrorCode.LOGIN_FAILED: (QT_TRANSLATE_NOOP("Errors", "User or password is wrong."),),
    ErrorCode.LOGIN_THROTTLED: (
        QT_TRANSLATE_NOOP("Errors", "Too many attempts. Wait {wait} and try again."),
        QT_TRANSLATE_NOOP("Errors", "Too many attempts. Wait a moment and try again."),
    ),
    ErrorCode.TOKEN_INVALID: (
        QT_TRANSLATE_NOOP("Errors", "Your session has ended. Sign in again; nothing you typed is lost."),
    ),
    ErrorCode.FORBIDDEN: (QT_TRANSLATE_NOOP("Errors", "You do not have permission for this."),),
    ErrorCode.CLAIMED_BY_OTHER: (
        QT_TRANSLATE_NOOP("Errors", "{name} is working in this conversation now."),
        QT_TRANSLATE_NOOP("Errors", "A colleague is working in this conversation now."),
    ),
    ErrorCode.CLAIM_REQUIRED: (QT_TRANSLATE_NOOP("Errors", "Take the conversation before you write in it."),),
    ErrorCode.CLIENT_ID_REUSED: (
        QT_TRANSLATE_NOOP(
            "Errors", "This message was already sent with other content. Copy the text and send it again."
        ),
    ),
    ErrorCode.GATE_REFUSED: (QT_TRANSLATE_NOOP("Errors", "This message may not be sent."),),
    ErrorCode.TEXT_EMPTY: (QT_TRANSLATE_NOOP("Errors", "There is nothing to send yet."),),
    ErrorCode.TEXT_TOO_LONG: (
        QT_TRANSLATE_NOOP("Errors", "The text is too long: at most {limit} characters."),
        QT_TRANSLATE_NOOP("Errors", "The text is too long."),
    ),
    ErrorCode.MEDIA_TYPE_REFUSED: (
        QT_TRANSLATE_NOOP("Errors", "WhatsApp does not accept files of the type {type}."),
        QT_TRANSLATE_NOOP("Errors", "WhatsApp does not accept files of this type."),
    ),
    ErrorCode.MEDIA_TOO_LARGE: (
        QT_TRANSLATE_NOOP("Errors", "The file is too large: at most {size}."),
        QT_TRANSLATE_NOOP("Errors", "The file is too large."),
    ),
    ErrorCode.MEDIA_BLOCKED: (
        QT_TRANSLATE_NOOP("Errors", "The virus scanner found something in this file, so nobody can open it."),
    ),
    ErrorCode.MEDIA_UNSCANNED: (
        QT_TRANSLATE_NOOP("Errors", "The virus scanner does not answer, so the file was not taken. Try again later."),
    ),
    ErrorCode.MEDIA_NOT_READY: (QT_TRANSLATE_NOOP("Errors", "The file is still on its way. Try again in a moment."),),
    ErrorCode.TEMPLATE_UNKNOWN: (QT_TRANSLATE_NOOP("Errors", "This template no longer exists. Choose another one."),),
    ErrorCode.TEMPLATE_VARIABLES_MISSING: (
        QT_TRANSLATE_NOOP("Errors", "Fill every field of the template, {name} is missing."),
        QT_TRANSLATE_NOOP("Errors", "Fill every field of the template."),
    ),
    ErrorCode.TEMPLATE_FILE_MISSING: (
        QT_TRANSLATE_NOOP("Errors", "This template begins with a picture, film or document: choose the file."),
    ),
    ErrorCode.TEMPLATE_FILE_WRONG: (
        QT_TRANSLATE_NOOP(
            "Errors",
            "This template takes another kind of file above its text: a JPEG or PNG picture, an MP4 film or a PDF.",
        ),
    ),
    ErrorCode.EVIDENCE_REQUIRED: (
        QT_TRANSLATE_NOOP("Errors", "Choose the message in which the customer says yes: permission needs proof."),
    ),
    ErrorCode.NOT_CANCELLABLE: (QT_TRANSLATE_NOOP("Errors", "It is already on its way and cannot be taken back."),),
    ErrorCode.PURPOSE_UNKNOWN: (
        QT_TRANSLATE_NOOP("Errors", "The purpose {purpose} does not exist."),
        QT_TRANSLATE_NOOP("Errors", "This purpose does not exist, or is no longer in use."),
    ),
    ErrorCode.NOTICE_RETIRED: (
        QT_TRANSLATE_NOOP("Errors", "The notice has changed meanwhile. Open it again and use the new text."),
    ),
    ErrorCode.NOTICE_OF_OTHER_TIME: (
        QT_TRANSLATE_NOOP(
            "Errors",
            "This text was in force from {began_at} to {ended_at}. On the date given it was version {offer_version}: "
            "use that one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This text was in force from {began_at} to {ended_at}: the customer cannot have agreed to it on the date "
            "given.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This text exists only since {began_at}. On the date given version {offer_version} was in force: use that "
            "one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This text exists only since {began_at}: the customer cannot have agreed to it before, and no text of that "
            "time is known. Check the date.",
        ),
        QT_TRANSLATE_NOOP("Errors", "This text was not in force on the date given. Check the date."),
    ),
    ErrorCode.PHONE_INVALID: (
        QT_TRANSLATE_NOOP("Errors", "This is not a complete telephone number. Example: +55 11 98123-4567."),
    ),
    ErrorCode.ADDRESS_INVALID: (QT_TRANSLATE_NOOP("Errors", "This address is not valid. Check how it is written."),),
    ErrorCode.CHANNEL_NOT_SET_UP: (
        QT_TRANSLATE_NOOP("Errors", "The gateway is not set up for this channel. Tell the support team."),
    ),
    ErrorCode.DATE_IMPOSSIBLE: (
        QT_TRANSLATE_NOOP("Errors", "This date is not possible: it lies in the future or too far back."),
    ),
    ErrorCode.RATE_LIMITED: (
        QT_TRANSLATE_NOOP("Errors", "Too many requests. Try again in {wait}."),
        QT_TRANSLATE_NOOP("Errors", "Too many requests. Try again in a moment."),
    ),
    ErrorCode.IDEMPOTENCY_KEY_REQUIRED: (
        QT_TRANSLATE_NOOP("Errors", "The request came without its key against repetition. Update the application."),
    ),
    ErrorCode.IDEMPOTENCY_KEY_REUSED: (
        QT_TRANSLATE_NOOP("Errors", "This request was already made with other content. Begin again."),
    ),
    ErrorCode.FILE_TOO_LARGE: (
        QT_TRANSLATE_NOOP("Errors", "The file is larger than allowed: at most {size}."),
        QT_TRANSLATE_NOOP("Errors", "The file is larger than allowed."),
    ),
    ErrorCode.FILE_UNREADABLE: (
        QT_TRANSLATE_NOOP("Errors", "The gateway cannot read this file. Check its format, or save it again."),
    ),
    ErrorCode.SECOND_PERSON_REQUIRED: (
        QT_TRANSLATE_NOOP("Errors", "Somebody else has to approve this: not the person who prepared it."),
    ),
    ErrorCode.PHRASE_VARIABLE_UNKNOWN: (
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no variable “{variable}”. Choose one of those offered, or begin the name with a question mark "
            "to leave a gap.",
        ),
        QT_TRANSLATE_NOOP("Errors", "The phrase uses a variable that does not exist."),
    ),
    ErrorCode.PHRASES_FULL: (
        QT_TRANSLATE_NOOP("Errors", "There are {limit} phrases already, as many as there can be. Delete one first."),
        QT_TRANSLATE_NOOP("Errors", "There are as many phrases as there can be. Delete one first."),
    ),
    ErrorCode.STATE_CONFLICT: (
        QT_TRANSLATE_NOOP("Errors", "It was changed meanwhile and this is no longer possible. Look at it again."),
    ),
    ErrorCode.VALUE_INVALID: (
        QT_TRANSLATE_NOOP("Errors", "The value of “{field}” is not valid."),
        QT_TRANSLATE_NOOP("Errors", "One of the values is not valid."),
    ),
    ErrorCode.STORAGE_UNAVAILABLE: (
        QT_TRANSLATE_NOOP(
            "Errors", "The gateway cannot store anything now. Your message waits here and goes by itself."
        ),
    ),
    ErrorCode.VERSION_MISMATCH: (
        QT_TRANSLATE_NOOP(
            "Errors", "This application and the gateway have different versions. Update the application."
        ),
    ),
    ErrorCode.INTERNAL: (QT_TRANSLATE_NOOP("Errors", "The gateway had a problem. Try again in a moment."),),
    **SENDING,
    **TEAM,
}

LOCAL: dict[str, Wordings] = {
    "gateway_unreachable": (
        QT_TRANSLATE_NOOP("Errors", "The gateway does not answer. Check the address and your network."),
    ),
    "no_keyring": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "This computer has no password store, so you will sign in again after closing the window "
            "and conversations are not kept here.",
        ),
    ),
    "local_store_discarded": (
        QT_TRANSLATE_NOOP("Errors", "The data kept on this computer could not be read and was fetched again."),
    ),
    "local_store_rebuilt": (
        QT_TRANSLATE_NOOP("Errors", "The data kept on this computer came from another version and was fetched again."),
    ),
    "local_store_failed": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The data kept on this computer cannot be used now. Try again; if that does not help, "
            "start the application again.",
        ),
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Errors", "The disk is full: nothing can be kept. Free some space, then try again."),
    ),
    "file_unreadable": (QT_TRANSLATE_NOOP("Errors", "The file cannot be read."),),
    "preferences_damaged": (
        QT_TRANSLATE_NOOP("Errors", "Some settings could not be read on this computer and are as at the beginning."),
    ),
    "file_unwritable": (QT_TRANSLATE_NOOP("Errors", "The settings could not be kept on this computer."),),
    "download_unwritable": (
        QT_TRANSLATE_NOOP("Errors", "The file could not be written there. Choose another folder."),
    ),
    "download_incomplete": (QT_TRANSLATE_NOOP("Errors", "The file arrived incomplete and was not kept. Try again."),),
    "file_lost": (QT_TRANSLATE_NOOP("Errors", "The file is no longer on this computer. Attach it again."),),
    "cannot_retry": (QT_TRANSLATE_NOOP("Errors", "This message cannot be sent again. Copy the text into a new one."),),
    "file_empty": (QT_TRANSLATE_NOOP("Errors", "The file is empty."),),
    "not_a_gateway": (
        QT_TRANSLATE_NOOP("Errors", "This is not the address of a gateway. Example: https://gateway.company.com"),
    ),
    "spelling_unavailable": (
        QT_TRANSLATE_NOOP("Errors", "The spell check is not available on this computer; everything else works."),
    ),
    "unexpected": (QT_TRANSLATE_NOOP("Errors", "Something went wrong. Try again; your text is still here."),),
    **FILES,
    **VOICES,
}


def error(problem: AppError, purposes: Iterable[ConsentPurpose] = ()) -> str:
    """The sentence of anything that the layers below raise; a file unreadable here is not one unreadable there.

    `purposes`: the company's own, for a refusal of the send gate to name.
    """
    if isinstance(problem, LocalProblem) and problem.code in LOCAL:
        return say(CONTEXT, LOCAL[problem.code], _values(problem.params))
    return error_code(problem.code, problem.params, purposes)


def error_code(
    code: str, params: Mapping[str, str | int] | None = None, purposes: Iterable[ConsentPurpose] = ()
) -> str:
    """The sentence of a code; a gate refusal is told by its reason, a code that is not known by a general one."""
    params = params or {}
    if code == ErrorCode.GATE_REFUSED and "reason" in params:
        return reason(str(params["reason"]), params, purposes=purposes)
    wordings = REFUSALS.get(code) or LOCAL.get(code) or LOCAL["unexpected"]
    return say(CONTEXT, wordings, _values(params))


def _values(params: Mapping[str, str | int]) -> dict[str, str]:
    values = {key: str(value) for key, value in params.items()}
    for key in ("retry_after", "seconds", "wait_seconds"):
        if isinstance(params.get(key), int):
            values["wait"] = moments.seconds(int(params[key]))
    for key in ("limit_bytes", "limit", "max_bytes"):
        if isinstance(params.get(key), int):
            values["size"] = QLocale().formattedDataSize(
                int(params[key]), 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat
            )
    for key in ("began_at", "ended_at"):
        if isinstance(params.get(key), int):
            values[key] = moments.day_and_time(int(params[key]))
    for key in ("until", "earliest", "latest"):
        if params.get(key) == 0:  # there is no such time: the wording without it is true
            del values[key]
        elif isinstance(params.get(key), int):
            values[key] = moments.clock(int(params[key]))
    if "mime_type" in params:
        values["type"] = str(params["mime_type"])
    for key in ("names", "missing", "account_name", "variable"):
        if key in params:
            values.setdefault("name", str(params[key]))
    return values
