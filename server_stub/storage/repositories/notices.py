"""The exact texts people agree to, version by version, and the prompts in which they were asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from server_stub.contract.model import ConsentPurpose
from server_stub.domain.purposes import PURPOSES
from server_stub.storage.database import Tx


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    purpose: str
    version: int
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that was sent as message `message_id`. Times in ms."""

    message_id: str
    contact_id: str
    purpose: str
    notice_version_id: str
    expires_at: int
    answered_at: int | None


class Notices:
    def publish(self, tx: Tx, purpose: str, language: str, body: str, now: int) -> Notice:
        """The current notice with this text: a new version only where the text differs from the newest one."""
        current = self.current(tx, purpose, language)
        if current is not None and current.body == body:
            return current
        version = 1 if current is None else current.version + 1
        notice = Notice(f"{purpose}-v{version}-{language}", purpose, version, language, body)
        sql = (
            "INSERT INTO notice_version (id, notice_key, version, language, purpose, body, sha256, published_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        digest = hashlib.sha256(body.encode()).hexdigest()
        tx.driver.execute(sql, (notice.id, purpose, version, language, purpose, body, digest, now))
        return notice

    def current(self, tx: Tx, purpose: str, language: str = "pt-BR") -> Notice | None:
        """The newest text of a purpose that is not retired."""
        sql = (
            "SELECT id, purpose, version, language, body FROM notice_version"
            " WHERE purpose = ? AND language = ? AND retired_at IS NULL ORDER BY version DESC LIMIT 1"
        )
        row = tx.driver.execute(sql, (purpose, language)).fetchone()
        return None if row is None else Notice(*row)

    def purposes(self, tx: Tx) -> list[ConsentPurpose]:
        """Everything that may be asked for: the purposes of the registry that have a current text."""
        found = []
        for purpose in PURPOSES.values():
            notice = self.current(tx, purpose.code)
            if notice is not None:
                found.append(ConsentPurpose(purpose.code, purpose.category.value, notice.id, notice.body))
        return found

    def add_prompt(self, tx: Tx, prompt: Prompt) -> None:
        sql = (
            "INSERT INTO consent_prompt (message_id, contact_id, purpose, notice_version_id, expires_at)"
            " VALUES (?, ?, ?, ?, ?)"
        )
        values = (prompt.message_id, prompt.contact_id, prompt.purpose, prompt.notice_version_id, prompt.expires_at)
        tx.driver.execute(sql, values)

    def prompt(self, tx: Tx, message_id: str) -> Prompt | None:
        sql = (
            "SELECT message_id, contact_id, purpose, notice_version_id, expires_at, answered_at"
            " FROM consent_prompt WHERE message_id = ?"
        )
        row = tx.driver.execute(sql, (message_id,)).fetchone()
        return None if row is None else Prompt(*row)

    def answered(self, tx: Tx, message_id: str, at: int) -> None:
        sql = "UPDATE consent_prompt SET answered_at = ? WHERE message_id = ? AND answered_at IS NULL"
        tx.driver.execute(sql, (at, message_id))
