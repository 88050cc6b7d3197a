"""The blind index in the store: entries put and found, and how far the index has followed the messages."""

# ruff: noqa: S608 - put together from fixed texts and question marks

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.model import Message
from server_stub.storage.database import Tx
from server_stub.storage.events import CONTEXT
from server_stub.storage.repositories.message_rows import MESSAGE_SQL, MessageAssembler
from server_stub.storage.repositories.visibility import Viewer, visible_conversation
from server_stub.storage.tables.search import FORGET_WORDS
from server_stub.storage.vault import UnreadableError, Vault

PLACE_BITS: Final = 20
_LATEST_MS: Final = 2**42
_LARGEST_PLACE: Final = 2**63 - 1
_BEYOND_IDS: Final = "~"
"""Sorts behind every id."""
_CURRENT: Final = "search.rules", "search.seq", "search.left"
_REMOVED: Final = "search.removed"
_COMPACTING: Final = "search.compacting"
_UNFINISHED: Final = _REMOVED, _COMPACTING


@dataclass(frozen=True, slots=True)
class Progress:
    """`seq`: events up to there are in. `left`: messages with smaller ids are not; "" when all are."""

    rules: str
    seq: int
    left: str


class _Id(msgspec.Struct):
    id: str


class _Changed(msgspec.Struct):
    message: _Id


class SearchRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._messages = MessageAssembler(vault)

    def progress(self, tx: Tx) -> Progress | None:
        """None before the first message was looked at."""
        values = {name: self._value(tx, name) for name in _CURRENT}
        rules, seq, left = (values[name] for name in _CURRENT)
        return None if rules is None or seq is None or left is None else Progress(rules, int(seq), left)

    def note(self, tx: Tx, progress: Progress) -> None:
        for name, value in zip(_CURRENT, (progress.rules, str(progress.seq), progress.left), strict=True):
            self._set(tx, name, value)

    def begin(self, tx: Tx, rules: str, seq: int, *, afresh: bool) -> None:
        """Everything is to be looked at (again): what comes after `seq` by its event, the rest backwards."""
        if afresh:
            # Without the trigger SQLite drops all rows at once instead of visiting each.
            tx.driver.execute("DROP TRIGGER search_words_gone")
            tx.driver.execute("DELETE FROM search_message")
            tx.driver.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
            tx.driver.execute(FORGET_WORDS)
        self.note(tx, Progress(rules, seq, _BEYOND_IDS))

    def changed_after(self, tx: Tx, seq: int, limit: int) -> tuple[int, list[str]]:
        """(seq of the last event looked at, ids of messages that are new or changed)."""
        rows = tx.driver.execute(
            "SELECT seq, key_id, CASE WHEN kind = 'message' THEN data_enc END FROM event WHERE seq > ?"
            " ORDER BY seq LIMIT ?",
            (seq, limit),
        ).fetchall()
        found: dict[str, None] = {}
        for _, key_id, sealed in rows:
            if sealed is None:
                continue
            try:
                told = msgspec.json.decode(self._vault.open(tx, key_id, sealed, CONTEXT), type=_Changed)
            except UnreadableError:
                continue
            found[told.message.id] = None
        return (int(rows[-1][0]) if rows else seq), list(found)

    def older_than(self, tx: Tx, left: str, limit: int) -> list[str]:
        """Ids of messages, newest first."""
        sql = "SELECT id FROM message WHERE id < ? ORDER BY id DESC LIMIT ?"
        return [row[0] for row in tx.driver.execute(sql, (left, limit)).fetchall()]

    def outdated(self, tx: Tx, message_ids: Sequence[str]) -> list[Message]:
        """Those of them whose words are not in the index as they stand now."""
        rows = tx.driver.execute(
            f"SELECT message.id FROM message LEFT JOIN search_message AS known ON known.message_id = message.id"
            f" WHERE message.id IN ({_marks(message_ids)}) AND message.content_enc IS NOT NULL"
            " AND message.deleted_at IS NULL AND (known.place IS NULL OR known.edited_at IS NOT message.edited_at"
            f" OR known.place >> {PLACE_BITS} <> message.sent_at)",
            list(message_ids),
        ).fetchall()
        return self.messages(tx, [row[0] for row in rows])

    def messages(self, tx: Tx, message_ids: Sequence[str]) -> list[Message]:
        """Not filtered by permission: only with ids that `hits` gave, or for the index itself."""
        if not message_ids:
            return []
        sql = f"{MESSAGE_SQL} WHERE message.id IN ({_marks(message_ids)})"
        return self._messages.assemble(tx, tx.driver.execute(sql, list(message_ids)).fetchall())

    def put(self, tx: Tx, told: Message, tokens: str) -> None:
        """Nothing where the message is not any more what `told` says: whoever changed it left an event."""
        unchanged = tx.driver.execute(
            "SELECT 1 FROM message WHERE id = ? AND content_enc IS NOT NULL AND deleted_at IS NULL"
            " AND edited_at IS ? AND sent_at = ?",
            (told.id, told.edited_at, told.sent_at),
        ).fetchone()
        if unchanged is None:
            return
        tx.driver.execute("DELETE FROM search_message WHERE message_id = ?", (told.id,))
        first = min(max(told.sent_at, 0), _LATEST_MS - 1) << PLACE_BITS
        last = first + (1 << PLACE_BITS) - 1
        sql = "SELECT max(place) FROM search_message WHERE place BETWEEN ? AND ?"
        (taken,) = tx.driver.execute(sql, (first, last)).fetchone()
        place = first if taken is None else taken + 1
        tx.driver.execute(
            "INSERT INTO search_message (place, message_id, conversation_id, edited_at) VALUES (?, ?, ?, ?)",
            (place, told.id, told.conversation_id, told.edited_at),
        )
        if tokens:
            tx.driver.execute("INSERT INTO search_words (rowid, tokens) VALUES (?, ?)", (place, tokens))

    def hits(
        self, tx: Tx, expression: str, before: int | None, limit: int, conversation_id: str | None = None
    ) -> list[int]:
        """Places whose entries match, newest first. By place, never by rank: that would read every hit."""
        sql = "SELECT rowid FROM search_words WHERE search_words MATCH ? AND rowid < ?"
        values: list[str | int] = [expression, _LARGEST_PLACE if before is None else before]
        if conversation_id is not None:
            sql += " AND (SELECT conversation_id FROM search_message WHERE place = search_words.rowid) = ?"
            values.append(conversation_id)
        sql += " ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in tx.driver.execute(sql, [*values, limit]).fetchall()]

    def visible(self, tx: Tx, viewer: Viewer, places: Sequence[int]) -> list[tuple[int, str]]:
        """(place, message id) of those that this viewer may see, newest first (law 11)."""
        allowed, parameters = visible_conversation(viewer)
        sql = (
            "SELECT search_message.place, search_message.message_id FROM search_message"
            " JOIN conversation ON conversation.id = search_message.conversation_id"
            f" WHERE search_message.place IN ({_marks(places)}) AND {allowed} ORDER BY search_message.place DESC"
        )
        return [(row[0], row[1]) for row in tx.driver.execute(sql, (*places, *parameters)).fetchall()]

    def has_removed(self, tx: Tx) -> bool:
        """What was removed is not found any more, but its hashes are still in the file."""
        return any(self._value(tx, name) is not None for name in _UNFINISHED)

    def compact(self, tx: Tx, pages: int, *, first: bool) -> bool:
        """Rewrite some pages of the index without what was removed; True while there is more (FTS5 6.7, "merge")."""
        if first:
            self._set(tx, _COMPACTING, "1")
            tx.driver.execute("DELETE FROM setting WHERE name = ?", (_REMOVED,))
        before = tx.driver.total_changes
        step = -pages if first else pages
        tx.driver.execute("INSERT INTO search_words (search_words, rank) VALUES ('merge', ?)", (step,))
        if tx.driver.total_changes - before >= 2:
            return True
        tx.driver.execute("DELETE FROM setting WHERE name = ?", (_COMPACTING,))
        return False

    @staticmethod
    def _value(tx: Tx, name: str) -> str | None:
        row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    @staticmethod
    def _set(tx: Tx, name: str, value: str) -> None:
        tx.driver.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


def _marks(items: Sequence[object]) -> str:
    return ",".join("?" * len(items))
