"""What colleagues say among themselves, in SQL: sealed under the team's key, with no way to any customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from server_stub.contract.team import ChatMessage
from server_stub.domain.called import Reader
from server_stub.storage.database import Tx
from server_stub.storage.setup import team_key
from server_stub.storage.vault import UnreadableError, Vault

_CONTEXT: Final = "chat_message.text"
_COLUMNS: Final = "id, channel, author_id, key_id, text_enc, called, sent_at"
_ADD: Final = """
INSERT INTO chat_message (id, channel, author_id, client_id, key_id, text_enc, called, sent_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SEEN: Final = """
INSERT INTO chat_seen (channel, account_id, up_to) VALUES (?, ?, ?)
ON CONFLICT (channel, account_id) DO UPDATE SET up_to = max(chat_seen.up_to, excluded.up_to)
"""
# Ids begin with their time, so an id says from which moment on anything newer can be.
_UNREAD: Final = """
SELECT count(*), coalesce(max(' ' || called || ' ' LIKE '% ' || :account || ' %'), 0) FROM (
  SELECT called FROM chat_message WHERE channel = :channel AND sent_at >= :since AND id > :up_to
     AND author_id <> :account LIMIT :most)
"""
_READERS: Final = "SELECT id, name, login, role <> 'agent' FROM account WHERE disabled_at IS NULL"


class Unread(NamedTuple):
    messages: int
    called: bool


class ChatRows:
    """The tables `chat_message` and `chat_seen`. Times in ms."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, message: ChatMessage, client_id: str) -> None:
        key_id = team_key(tx)
        sealed = self._vault.seal(tx, key_id, message.text.encode(), _CONTEXT)
        names = (message.id, message.channel, message.author_id, client_id, key_id, sealed)
        tx.driver.execute(_ADD, (*names, " ".join(message.called), message.sent_at))

    def by_client_id(self, tx: Tx, client_id: str) -> ChatMessage | None:
        sql = f"SELECT {_COLUMNS} FROM chat_message WHERE client_id = ?"  # noqa: S608 - constants of ours
        return next(iter(self._messages(tx, tx.driver.execute(sql, (client_id,)).fetchall())), None)

    def page(self, tx: Tx, channel: str, before: str | None, limit: int) -> list[ChatMessage]:
        """The newest before the message of that id, newest last."""
        earlier = "" if before is None else " AND sent_at <= ? AND id < ?"
        sql = f"SELECT {_COLUMNS} FROM chat_message WHERE channel = ?{earlier} ORDER BY sent_at DESC, id DESC LIMIT ?"  # noqa: S608
        start = () if before is None else (time_of(before), before)
        return self._messages(tx, tx.driver.execute(sql, (channel, *start, limit)).fetchall())[::-1]

    def has(self, tx: Tx, channel: str, message_id: str) -> bool:
        sql = "SELECT 1 FROM chat_message WHERE id = ? AND channel = ?"
        return tx.driver.execute(sql, (message_id, channel)).fetchone() is not None

    def newest_at(self, tx: Tx, channel: str) -> int:
        """When the newest was said; 0 where nothing was."""
        sql = "SELECT max(sent_at) FROM chat_message WHERE channel = ?"
        return int(tx.driver.execute(sql, (channel,)).fetchone()[0] or 0)

    def see(self, tx: Tx, channel: str, account_id: str, up_to: str) -> None:
        """Never less than was seen before. "" only says that the channel is one of theirs."""
        tx.driver.execute(_SEEN, (channel, account_id, up_to))

    def seen(self, tx: Tx, account_id: str) -> dict[str, str]:
        """How far, by channel."""
        sql = "SELECT channel, up_to FROM chat_seen WHERE account_id = ?"
        return dict(tx.driver.execute(sql, (account_id,)).fetchall())

    def unread(self, tx: Tx, channel: str, account_id: str, up_to: str, most: int) -> Unread:
        """What others said after `up_to`, counted up to `most`."""
        values = {"channel": channel, "account": account_id, "up_to": up_to, "since": time_of(up_to), "most": most}
        count, called = tx.driver.execute(_UNREAD, values).fetchone()
        return Unread(int(count), bool(called))

    def readers(self, tx: Tx) -> list[Reader]:
        """Everybody who may sign in."""
        return [
            Reader(who, name, login, bool(leads)) for who, name, login, leads in tx.driver.execute(_READERS).fetchall()
        ]

    def forget(self, tx: Tx, before: int) -> int:
        """How many were older."""
        return int(tx.driver.execute("DELETE FROM chat_message WHERE sent_at < ?", (before,)).rowcount)

    def _messages(self, tx: Tx, rows: Sequence[Any]) -> list[ChatMessage]:
        found = []
        for identifier, channel, author_id, key_id, sealed, called, sent_at in rows:
            try:
                text = self._vault.open(tx, key_id, sealed, _CONTEXT).decode()
            except UnreadableError:
                continue
            found.append(ChatMessage(identifier, channel, author_id, text, sent_at, called.split()))
        return found


def time_of(message_id: str) -> int:
    """When it was said (ms): an id begins with its time. 0 for what is none, so that everything is newer."""
    try:
        return int(message_id[:12], 16)
    except ValueError:
        return 0
