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


class ImportState(StrEnum):
    UPLOADED = "uploaded"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    REJECTED = "rejected"
    UNDONE = "undone"


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
    zone: str = "America/Sao_Paulo"


class ImportRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """`outcome`: active, pending, unproven, revoked, unchanged or error; `reason` is a code with `params`."""

    line: int
    outcome: str
    reason: str = ""
    params: dict[str, str | int] = {}


class ImportBatch(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file. `preview`: the first rows as read; `counts` by outcome after the dry run and after it was applied.

    `approved_by` must be somebody else than `uploaded_by`.
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
    """Rows worked off so far, while `applying`."""
    uploaded_by: str = ""
    uploaded_at: int = 0
    approved_by: str = ""
    applied_at: int | None = None
    encoding: str = ""


class ImportReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """Rows with their outcomes, 500 at a time; `next_line` for more."""

    batch: ImportBatch
    rows: list[ImportRow]
    next_line: int | None = None
