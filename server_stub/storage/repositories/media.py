"""Rows about files: whose they are, what they are, and whether their bytes are here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.contract.content import Media
from server_stub.storage.database import Tx
from server_stub.storage.repositories.visibility import Viewer, visible_conversation
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

CONTEXT: Final = "media.detail"
_COLUMNS: Final = (
    "media.id, media.contact_id, media.message_id, media.direction, media.key_id, media.mime_type, media.state,"
    " media.wa_media_id, media.size, media.attempts, media.created_at, media.file_id, media.detail_enc"
)
_INSERT: Final = """
INSERT INTO media (id, contact_id, direction, key_id, mime_type, state, detail_enc, size, created_at, file_id,
                   content_mark) VALUES (?, ?, 'out', ?, ?, 'ready', ?, ?, ?, ?, ?)
"""
# Somebody may see a file who may see its message, or, before it is sent, any conversation with its contact.
_VISIBLE: Final = """EXISTS (
  SELECT 1 FROM conversation WHERE conversation.contact_id = media.contact_id AND {allowed}
    AND (media.message_id IS NULL
         OR conversation.id = (SELECT conversation_id FROM message WHERE message.id = media.message_id)))"""
_CLAIM_DUE: Final = """
UPDATE media SET next_attempt_at = ?, attempts = attempts + 1 WHERE id IN (
  SELECT id FROM media WHERE state = 'pending' AND direction = 'in'
    AND (next_attempt_at IS NULL OR next_attempt_at <= ?)
  ORDER BY created_at, id LIMIT ?)
RETURNING id
"""


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """`media.detail_enc`. `sha256` in whatever writing it came; `caption` of the message it arrived with.

    `thumbnail`: bytes of the small picture of it, 0 where there is none.
    """

    file_name: str = ""
    sha256: str = ""
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    animated: bool = False
    caption: str = ""
    thumbnail: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the bytes of a file lie, and the mark by which equal ones of its contact are found."""

    file_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class MediaRow:
    id: str
    contact_id: str | None
    message_id: str | None
    direction: str
    key_id: str
    mime_type: str
    state: str
    wa_media_id: str | None
    size: int
    attempts: int
    created_at: int
    detail: Detail
    file_id: str = ""

    @property
    def stored_as(self) -> str:
        """The sealed file that holds its bytes."""
        return self.file_id or self.id

    def to_wire(self) -> Media:
        detail = self.detail
        return Media(
            id=self.id,
            mime_type=self.mime_type,
            state=self.state,
            file_name=detail.file_name,
            size=self.size,
            width=detail.width,
            height=detail.height,
            duration_ms=detail.duration_ms,
            animated=detail.animated,
            thumbnail=detail.thumbnail,
        )


class MediaRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def get(self, tx: Tx, media_id: str) -> MediaRow | None:
        """Not filtered by permission."""
        sql = f"SELECT {_COLUMNS} FROM media WHERE media.id = ?"  # noqa: S608 - column names from above
        row = tx.driver.execute(sql, (media_id,)).fetchone()
        return None if row is None else self._row(tx, row)

    def visible(self, tx: Tx, viewer: Viewer, media_id: str) -> MediaRow | None:
        """None where it does not exist or the viewer may not see it."""
        allowed, parameters = visible_conversation(viewer)
        sql = f"SELECT {_COLUMNS} FROM media WHERE media.id = ? AND {_VISIBLE.format(allowed=allowed)}"  # noqa: S608
        row = tx.driver.execute(sql, (media_id, *parameters)).fetchone()
        return None if row is None else self._row(tx, row)

    def twin(self, tx: Tx, contact_id: str, key_id: str, mark: str) -> MediaRow | None:
        """A file of the same person with the same bytes that is here; the oldest."""
        sql = (
            f"SELECT {_COLUMNS} FROM media WHERE media.contact_id = ? AND media.content_mark = ? AND media.key_id = ?"  # noqa: S608
            " AND media.content_mark <> '' AND media.state = 'ready' ORDER BY media.created_at, media.id LIMIT 1"
        )
        row = tx.driver.execute(sql, (contact_id, mark, key_id)).fetchone()
        return None if row is None else self._row(tx, row)

    def add_upload(
        self,
        tx: Tx,
        media_id: str,
        contact_id: str,
        key_id: str,
        mime_type: str,
        detail: Detail,
        size: int,
        now: int,
        kept: Kept | None = None,
    ) -> MediaRow:
        """A file that an agent uploaded; its bytes are stored already, under its own id where nothing else is said."""
        kept = kept or Kept(media_id, "")
        sealed = self._vault.seal(tx, key_id, msgspec.json.encode(detail), CONTEXT)
        tx.driver.execute(
            _INSERT, (media_id, contact_id, key_id, mime_type, sealed, size, now, kept.file_id, kept.mark)
        )
        return MediaRow(
            media_id, contact_id, None, "out", key_id, mime_type, "ready", None, size, 0, now, detail, kept.file_id
        )

    def attach(self, tx: Tx, media_id: str, message_id: str) -> None:
        """It goes with this message. Meta's id of an earlier try may be too old, or another number's."""
        sql = "UPDATE media SET message_id = ?, wa_media_id = NULL WHERE id = ?"
        tx.driver.execute(sql, (message_id, media_id))

    def uploaded(self, tx: Tx, media_id: str, wa_media_id: str | None) -> None:
        """Keep Meta's id of an outbound file, or forget one that Meta no longer knows."""
        tx.driver.execute("UPDATE media SET wa_media_id = ? WHERE id = ?", (wa_media_id, media_id))

    def drop_unattached(self, tx: Tx, before: int) -> tuple[int, list[str]]:
        """Uploads older than `before` (ms) that no message took: how many, and the files that no row names any more."""
        sql = "DELETE FROM media WHERE message_id IS NULL AND direction = 'out' AND created_at < ? RETURNING file_id"
        given_up = [str(row[0]) for row in tx.driver.execute(sql, (before,)).fetchall()]
        return len(given_up), unnamed(tx, given_up)

    def claim_due(self, tx: Tx, now: int, again_at: int, limit: int) -> list[MediaRow]:
        """Inbound files to fetch now; each comes up again at `again_at` unless it is settled before."""
        ids = [str(row[0]) for row in tx.driver.execute(_CLAIM_DUE, (again_at, now, limit)).fetchall()]
        found = (self.get(tx, media_id) for media_id in ids)
        return [row for row in found if row is not None]

    def fetched(self, tx: Tx, row: MediaRow, mime_type: str, detail: Detail, size: int, kept: Kept) -> None:
        sealed = self._vault.seal(tx, row.key_id, msgspec.json.encode(detail), CONTEXT)
        sql = (
            "UPDATE media SET state = 'ready', mime_type = ?, detail_enc = ?, size = ?, file_id = ?, content_mark = ?"
            " WHERE id = ?"
        )
        tx.driver.execute(sql, (mime_type, sealed, size, kept.file_id, kept.mark, row.id))

    def again(self, tx: Tx, media_id: str, at: int) -> None:
        tx.driver.execute("UPDATE media SET next_attempt_at = ? WHERE id = ?", (at, media_id))

    def failed(self, tx: Tx, media_id: str) -> None:
        tx.driver.execute("UPDATE media SET state = 'failed' WHERE id = ?", (media_id,))

    def blocked(self, tx: Tx, media_id: str) -> None:
        """The virus scanner found something in it."""
        tx.driver.execute("UPDATE media SET state = 'blocked' WHERE id = ?", (media_id,))

    def next_moment(self, tx: Tx) -> int | None:
        """When the next inbound file is due; 0 for at once, None when none waits."""
        sql = "SELECT min(coalesce(next_attempt_at, 0)) FROM media WHERE state = 'pending' AND direction = 'in'"
        found = tx.driver.execute(sql).fetchone()[0]
        return None if found is None else int(found)

    def _row(self, tx: Tx, row: Sequence[Any]) -> MediaRow:
        *values, file_id, sealed = row
        told: list[Any] = [*values, self._detail(tx, row[4], sealed), file_id]
        return MediaRow(*told)

    def _detail(self, tx: Tx, key_id: str, sealed: bytes | None) -> Detail:
        return opened(self._vault, tx, key_id, sealed, CONTEXT, Detail) or Detail()


def thumbnail_name(file_id: str) -> str:
    """Of the sealed file with the small picture of another; ids are hexadecimal digits and end in no "t"."""
    return f"{file_id}t"


def names(file_ids: Iterable[str]) -> list[str]:
    """The sealed files that belong to these: they themselves and their small pictures."""
    return [name for file_id in file_ids for name in (file_id, thumbnail_name(file_id))]


def unnamed(tx: Tx, given_up: Sequence[str]) -> list[str]:
    """Of the files that rows have just given up, in this transaction, those that no row names any more."""
    sql = "SELECT 1 FROM media WHERE file_id = ?"
    return [it for it in dict.fromkeys(given_up) if tx.driver.execute(sql, (it,)).fetchone() is None]
