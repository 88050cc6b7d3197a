"""The exact texts people agree to, version by version, and the prompts in which they were asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from server_stub.contract.ids import new_id
from server_stub.contract.model import ConsentPurpose
from server_stub.contract.registers import NoticeVersion, PurposeSettings
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP
from server_stub.domain.purposes import USUAL_PURPOSES
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.setup import team_key

NOTICE_PUBLISHED: Final = "NOTICE_PUBLISHED"
GATEWAY: Final = "gateway"
"""Actor of what no person did."""
_PLACES: Final = {settings.code: place for place, settings in enumerate(USUAL_PURPOSES)}
COLUMNS: Final = (
    "id, purpose, language, version, body, sha256, published_at, published_by, material_change, retired_at,"
    " in_use_from, in_use_until"
)
_INSERT: Final = """
INSERT INTO notice_version (id, notice_key, version, language, purpose, body, sha256, published_at, published_by,
                            material_change)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_RETIRE: Final = """
UPDATE notice_version SET retired_at = ?
WHERE purpose = ? AND language = ? AND (version < ? OR in_use_until IS NOT NULL)
    AND (retired_at IS NULL OR retired_at > ?)
"""


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    purpose: str
    version: int
    language: str
    body: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that was sent as message `message_id`. Times in ms.

    `kind`: ask, confirm (the second step of a double opt-in) or renew.
    """

    message_id: str
    contact_id: str
    purpose: str
    notice_version_id: str
    expires_at: int
    answered_at: int | None
    kind: str = "ask"


class Notices:
    def __init__(self, ledger: Ledger, registers: Registers) -> None:
        self._ledger = ledger
        self._registers = registers

    def publish_version(
        self,
        tx: Tx,
        purpose: str,
        language: str,
        body: str,
        *,
        material: bool,
        effective_at: int,
        actor: str,
        now: int,
    ) -> NoticeVersion:
        """A new version; the current one where its text is the same. The ledger says what was published, and when.

        `material`: what was agreed to under older versions of this language ends at `effective_at` (ms; `now` when it
        is earlier), and has to be renewed. `actor`: account id, "" for the texts this program brings along.
        """
        before = self._newest(tx, purpose, language)
        if before is not None and before.body == body:
            return before
        version = 1 if before is None else before.version + 1
        notice = Notice(f"{purpose}-v{version}-{language}", purpose, version, language, body)
        identity = (notice.id, purpose, version, language, purpose)
        tx.driver.execute(_INSERT, (*identity, body, notice.sha256, now, actor, int(material)))
        ends_at = max(effective_at, now)
        if material:
            tx.driver.execute(_RETIRE, (ends_at, purpose, language, version, ends_at))
        self._record(tx, notice, material_from=ends_at if material else None, actor=actor, now=now)
        return NoticeVersion(
            id=notice.id,
            purpose=purpose,
            language=language,
            version=version,
            body=body,
            sha256=notice.sha256,
            published_at=now,
            published_by=actor,
            material_change=material,
        )

    def bring_along(self, tx: Tx, purpose: str, language: str, body: str, now: int) -> None:
        """A text of this program: it follows its own older versions, and never what an administrator wrote."""
        before = self._newest(tx, purpose, language)
        if before is None or (before.published_by == "" and before.body != body):
            self.publish_version(tx, purpose, language, body, material=False, effective_at=now, actor="", now=now)

    def history(self, tx: Tx, purpose: str = "") -> list[NoticeVersion]:
        """Every version of one purpose, or of all: by purpose and language, newest first, those registered later
        last."""
        sql = (
            f"SELECT {COLUMNS} FROM notice_version WHERE ? IN ('', purpose)"  # noqa: S608 - from above
            " ORDER BY purpose, language, in_use_until IS NOT NULL, in_use_until DESC, version DESC"
        )
        return [version_of(row) for row in tx.driver.execute(sql, (purpose,))]

    def get(self, tx: Tx, notice_version_id: str) -> NoticeVersion | None:
        """One version, current or not."""
        sql = f"SELECT {COLUMNS} FROM notice_version WHERE id = ?"  # noqa: S608 - column names from above
        row = tx.driver.execute(sql, (notice_version_id,)).fetchone()
        return None if row is None else version_of(row)

    def current(self, tx: Tx, purpose: str, language: str = "pt-BR") -> Notice | None:
        """The newest text of a purpose: what people are shown now."""
        found = self._newest(tx, purpose, language)
        return None if found is None else Notice(found.id, purpose, found.version, language, found.body)

    def purposes(self, tx: Tx) -> list[ConsentPurpose]:
        """Everything that may be asked for: the purposes in use that have a current text, the usual ones first."""
        found = []
        for settings in sorted(self._registers.settings(tx), key=_place):
            notice = self.current(tx, settings.code) if settings.active else None
            if notice is not None:
                titles = {"title_pt": settings.title_pt, "title_en": settings.title_en}
                found.append(ConsentPurpose(settings.code, settings.category, notice.id, notice.body, **titles))
        return found

    def add_prompt(self, tx: Tx, prompt: Prompt) -> None:
        sql = (
            "INSERT INTO consent_prompt (message_id, contact_id, purpose, notice_version_id, expires_at, kind)"
            " VALUES (?, ?, ?, ?, ?, ?)"
        )
        identity = (prompt.message_id, prompt.contact_id, prompt.purpose)
        tx.driver.execute(sql, (*identity, prompt.notice_version_id, prompt.expires_at, prompt.kind))

    def prompt(self, tx: Tx, message_id: str) -> Prompt | None:
        sql = (
            "SELECT message_id, contact_id, purpose, notice_version_id, expires_at, answered_at, kind"
            " FROM consent_prompt WHERE message_id = ?"
        )
        row = tx.driver.execute(sql, (message_id,)).fetchone()
        return None if row is None else Prompt(*row)

    def answered(self, tx: Tx, message_id: str, at: int) -> None:
        sql = "UPDATE consent_prompt SET answered_at = ? WHERE message_id = ? AND answered_at IS NULL"
        tx.driver.execute(sql, (at, message_id))

    def _newest(self, tx: Tx, purpose: str, language: str) -> NoticeVersion | None:
        sql = (
            f"SELECT {COLUMNS} FROM notice_version WHERE purpose = ? AND language = ?"  # noqa: S608 - from above
            " AND in_use_until IS NULL ORDER BY version DESC LIMIT 1"
        )
        row = tx.driver.execute(sql, (purpose, language)).fetchone()
        return None if row is None else version_of(row)

    def _record(self, tx: Tx, notice: Notice, *, material_from: int | None, actor: str, now: int) -> None:
        """In the chain, so that nobody can say later that people agreed to another text."""
        published = NewEvent(
            event_id=new_id(now),
            contact_id="",
            key_id=team_key(tx),
            type=NOTICE_PUBLISHED,
            purpose=notice.purpose,
            brand=ANY_BRAND,
            channel=WHATSAPP,
            source="agent" if actor else "clock",
            actor=actor or GATEWAY,
            captured_at=now,
            recorded_at=now,
            notice_version_id=notice.id,
            source_key=f"notice:{notice.id}",
            payload={"sha256": notice.sha256, "language": notice.language, "material_from": material_from},
        )
        self._ledger.append(tx, published)


def _place(settings: PurposeSettings) -> tuple[int, str]:
    return _PLACES.get(settings.code, len(_PLACES)), settings.code


def version_of(row: Sequence[Any]) -> NoticeVersion:
    """From the columns of `COLUMNS`, in their order."""
    identifier, purpose, language, version, body, sha256, published_at, published_by, material, retired_at, *use = row
    return NoticeVersion(
        id=identifier,
        purpose=purpose,
        language=language,
        version=version,
        body=body,
        sha256=sha256,
        published_at=published_at,
        published_by=published_by,
        material_change=bool(material),
        retired_at=retired_at,
        in_use_from=use[0],
        in_use_until=use[1],
    )
