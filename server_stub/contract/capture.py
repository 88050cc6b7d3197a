"""POST /v1/consents: consent that the company's own app or site collected; and imports of what was collected before."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person chose for one purpose, under which exact text."""

    purpose: str
    granted: bool
    notice_version: str


class FormConsent(msgspec.Struct, frozen=True, omit_defaults=True):
    """`phone`: E.164. `captured_at`: when the person chose (ms). `evidence`: what the form recorded, as plain values.

    `language` is that of the page shown ("pt-BR" or "en").
    """

    phone: str
    answers: list[Answer]
    captured_at: int
    name: str = ""
    language: str = "pt-BR"
    form_url: str = ""
    form_version: str = ""
    ip: str = ""
    user_agent: str = ""
    evidence: dict[str, str] = {}


class CaptureResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """`states` by purpose: ACTIVE, PENDING (the person still has to confirm by WhatsApp), REFUSED.

    `confirm_url` opens WhatsApp with the one-time code to send; "" where nothing is left to confirm.
    """

    id: str
    states: dict[str, str]
    confirm_url: str = ""
    expires_at: int | None = None


class TypedCode(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person typed from the message with the code."""

    code: str


class ImportState(StrEnum):
    """`checking`, `applying` and `undoing` go on in the background, also after a restart: `done` counts rows."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    REJECTED = "rejected"
    UNDOING = "undoing"
    UNDONE = "undone"


class ImportOutcome(StrEnum):
    """What becomes of a row: the least of its purposes. `active` may be used, `pending` still has to be confirmed in
    WhatsApp, `unproven` is a work list only."""

    ACTIVE = "active"
    PENDING = "pending"
    UNPROVEN = "unproven"
    REVOKED = "revoked"
    UNCHANGED = "unchanged"
    ERROR = "error"


class ImportReason(StrEnum):
    """Why a row is not simply taken. `params` hold `field` where a column is meant, `purpose` where one is."""

    PHONE_INVALID = "phone_invalid"
    PURPOSE_MISSING = "purpose_missing"
    PURPOSE_UNKNOWN = "purpose_unknown"
    ANSWER_UNREADABLE = "answer_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IN_FUTURE = "date_in_future"
    DATE_BEFORE_NOTICE = "date_before_notice"
    DATE_AFTER_NOTICE = "date_after_notice"
    """The text was no longer in use then: only of texts that were registered later."""
    DATE_TOO_OLD = "date_too_old"
    NOTICE_OF_OTHER_PURPOSE = "notice_of_other_purpose"
    NOTICE_RETIRED = "notice_retired"
    SOURCE_REFUSED = "source_refused"
    """Bought, rented or partner's lists are not taken."""
    TEXT_BROKEN = "text_broken"
    """Signs that the file's encoding does not have."""
    ROW_TOO_SHORT = "row_too_short"
    """Without the cell of the number; or with cells beyond the last column: a separator in a text without quotes."""
    PROOF_MISSING = "proof_missing"
    """`field`: the first of captured_at, source, notice, evidence that says nothing."""
    NOTICE_UNKNOWN = "notice_unknown"
    OPTED_OUT = "opted_out"
    ALREADY_SO = "already_so"
    TERMINATED = "terminated"
    SEVERAL = "several"
    """Its purposes fare differently: `params` holds the outcome of each."""


class ImportMapping(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which column of the file holds what; "" where the file has none. `zone` for dates without one.

    `purpose` and `notice_version` may be given here for the whole file instead of by column.
    """

    phone: str = ""
    name: str = ""
    purposes: str = ""
    granted: str = ""
    captured_at: str = ""
    source: str = ""
    evidence: str = ""
    """A reference: file name in the evidence, link, protocol …; without it a row proves nothing."""
    notice: str = ""
    purpose: str = ""
    notice_version: str = ""
    source_name: str = ""
    """How and where the consents were collected, for a file without a column for it."""
    zone: str = "America/Sao_Paulo"


class ImportRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """`outcome`: an ImportOutcome; `reason`: an ImportReason with `params`, or ""."""

    line: int
    outcome: str
    reason: str = ""
    params: dict[str, str | int] = {}


class ImportBatch(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file. `preview`: the first rows as read; `counts` by outcome after the dry run and after it was applied.

    `mapping` is a guess while `uploaded`. `approved_by` must be somebody else than `uploaded_by`.
    """

    id: str
    file_name: str
    sha256: str
    state: ImportState
    rows: int
    columns: list[str]
    preview: list[list[str]] = []
    mapping: ImportMapping | None = None
    counts: dict[str, int] = {}
    done: int = 0
    """Rows worked off so far, while something goes on in the background."""
    uploaded_by: str = ""
    uploaded_at: int = 0
    approved_by: str = ""
    applied_at: int | None = None
    encoding: str = ""


class ImportReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """Rows with their outcomes, 500 at a time; `next_line` for more.

    The batch is still `checking` where a dry run of many rows goes on: ask again.
    """

    batch: ImportBatch
    rows: list[ImportRow]
    next_line: int | None = None
