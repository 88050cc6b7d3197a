"""From message rows to the wire's `Message`: content opened, with quote, reactions, status times and file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from server_stub.contract.content import Content, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import Failure, Hold, Message, Quote, Reaction
from server_stub.storage.database import Tx
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import UnreadableError, Vault

QUOTE_LENGTH: Final = 200
OURS: Final = "us"
OURS_PENDING: Final = "us:pending"
"""Actor of a reaction of ours that WhatsApp has not taken yet; its `own_wamid` is the id of the reaction itself."""

# A quote is looked up inside the same conversation only: a forged id must not show somebody else's words.
MESSAGE_SQL: Final = """
SELECT message.id, message.conversation_id, message.direction, message.kind, message.status, message.sent_at,
       message.author_id, author.name, message.client_id, message.content_enc, message.failure_enc,
       message.edited_at, message.deleted_at, message.quoted_wamid, contact.key_id,
       quoted.id, quoted.kind, quoted.direction, quoted.content_enc, quoted.deleted_at,
       job.hold_reason, job.next_attempt_at
FROM message
JOIN conversation ON conversation.id = message.conversation_id
JOIN contact ON contact.id = conversation.contact_id
LEFT JOIN account AS author ON author.id = message.author_id
LEFT JOIN message AS quoted ON quoted.channel_number_id = message.channel_number_id
      AND quoted.wamid = message.quoted_wamid AND quoted.conversation_id = message.conversation_id
LEFT JOIN send_job AS job ON job.message_id = message.id AND job.state = 'queued' AND job.hold_reason IS NOT NULL
"""


class _Row(NamedTuple):
    id: str
    conversation_id: str
    direction: str
    kind: str
    status: str
    sent_at: int
    author_id: str | None
    author_name: str | None
    client_id: str | None
    content_enc: bytes | None
    failure_enc: bytes | None
    edited_at: int | None
    deleted_at: int | None
    quoted_wamid: str | None
    key_id: str
    quoted_id: str | None
    quoted_kind: str | None
    quoted_direction: str | None
    quoted_content_enc: bytes | None
    quoted_deleted_at: int | None
    hold_reason: str | None
    held_until: int | None


class _MediaDetail(msgspec.Struct, frozen=True):
    """`media.detail_enc`, the part that people see."""

    file_name: str = ""
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    animated: bool = False
    thumbnail: int = 0


class MessageAssembler:
    """Turns rows of MESSAGE_SQL into messages; three more statements however many rows there are."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def assemble(self, tx: Tx, rows: Iterable[Sequence[Any]]) -> list[Message]:
        """In the order of `rows`."""
        named = [_Row._make(row) for row in rows]
        if not named:
            return []
        contents = {row.id: self._content(tx, row.key_id, row.content_enc, row.kind) for row in named}
        files = self._files(tx, [content.media.id for content in contents.values() if content.media is not None])
        times = self._status_times(tx, [row.id for row in named if row.direction == "out"])
        reactions = self._reactions(tx, {row.id: row.key_id for row in named})
        return [
            Message(
                id=row.id,
                conversation_id=row.conversation_id,
                direction=row.direction,
                content=_with_file(contents[row.id], files),
                sent_at=row.sent_at,
                status=Status(row.status),
                author_id=row.author_id,
                author_name=row.author_name or "",
                client_id=row.client_id,
                quote=self._quote(tx, row),
                reactions=reactions.get(row.id, []),
                status_times=times.get(row.id, {}),
                edited_at=row.edited_at,
                deleted_at=row.deleted_at,
                failure=opened(self._vault, tx, row.key_id, row.failure_enc, "message.failure", Failure),
                hold=None if row.hold_reason is None else Hold(row.hold_reason, row.held_until or 0),
            )
            for row in named
        ]

    def _content(self, tx: Tx, key_id: str, sealed: bytes | None, kind: str) -> Content:
        return opened(self._vault, tx, key_id, sealed, "message.content", Content) or Content(kind=kind)

    def _quote(self, tx: Tx, row: _Row) -> Quote | None:
        if row.quoted_wamid is None:
            return None
        if row.quoted_id is None:
            return Quote(message_id="")
        text = ""
        if row.quoted_deleted_at is None:
            text = self._content(tx, row.key_id, row.quoted_content_enc, "").text[:QUOTE_LENGTH]
        return Quote(row.quoted_id, row.quoted_kind or "", text, row.quoted_direction or "in")

    def _files(self, tx: Tx, media_ids: list[str]) -> dict[str, Media]:
        """The `media` table is the truth about a file; the content only names it."""
        found: dict[str, Media] = {}
        sql = "SELECT id, mime_type, state, size, key_id, detail_enc FROM media WHERE id IN "
        for media_id, mime_type, state, size, key_id, sealed in _many(tx, sql, media_ids):
            detail = opened(self._vault, tx, key_id, sealed, "media.detail", _MediaDetail) or _MediaDetail()
            found[media_id] = Media(
                id=media_id, mime_type=mime_type, state=state, size=size, **msgspec.structs.asdict(detail)
            )
        return found

    def _status_times(self, tx: Tx, message_ids: list[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        sql = "SELECT message_id, status, at FROM message_status WHERE message_id IN "
        for message_id, status, at in _many(tx, sql, message_ids):
            found[message_id][status] = min(at, found[message_id].get(status, at))
        return found

    def _reactions(self, tx: Tx, keys: dict[str, str]) -> dict[str, list[Reaction]]:
        found: dict[str, list[Reaction]] = defaultdict(list)
        sql = "SELECT message_id, actor, emoji_enc, at FROM reaction WHERE message_id IN "
        rows = _many(tx, sql, list(keys))
        replaced = {message_id for message_id, actor, *_ in rows if actor == OURS_PENDING}
        for message_id, actor, sealed, at in rows:
            if sealed is None or (actor == OURS and message_id in replaced):
                continue
            try:
                emoji = self._vault.open(tx, keys[message_id], sealed, "reaction.emoji").decode()
            except UnreadableError:
                continue
            shown = Reaction(emoji, by_customer=actor == "customer", at=at, pending=actor == OURS_PENDING)
            found[message_id].append(shown)
        return found


def _with_file(content: Content, files: dict[str, Media]) -> Content:
    if content.media is None or content.media.id not in files:
        return content
    return msgspec.structs.replace(content, media=files[content.media.id])


def _many(tx: Tx, sql: str, ids: list[str]) -> list[Sequence[Any]]:
    """Rows whose id is among `ids`; only question marks are added to the statement."""
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    return list(tx.driver.execute(f"{sql}({marks})", ids).fetchall())
