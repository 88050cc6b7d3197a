"""Conversations, people and the team's catalogue in the local store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from desktop.application.store_ports import Catalogue
from desktop.infra.store.raw import Connection, column, value
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Account, ConsentPurpose, Contact, Conversation, Phrase, Template
from server_stub.contract.stickers import Sticker

_CHANGE_CONVERSATION: Final = """
INSERT INTO conversation (id, contact_id, last_at, seq, data) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, last_at = excluded.last_at, data = excluded.data
"""
_TELL_CONVERSATION: Final = (
    _CHANGE_CONVERSATION + ", seq = excluded.seq, stale = 0 WHERE conversation.seq <= excluded.seq"
)
_CHANGE_CONTACT: Final = """
INSERT INTO contact (id, seq, data) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data
"""
_TELL_CONTACT: Final = _CHANGE_CONTACT + ", seq = excluded.seq WHERE contact.seq <= excluded.seq"
_PUT_OUTLOOK: Final = """
INSERT INTO outlook (conversation_id, data) VALUES (?, ?)
ON CONFLICT (conversation_id) DO UPDATE SET data = excluded.data
"""
_PUT_ITEM: Final = """
INSERT INTO catalogue (kind, id, data) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data
"""
_encode = msgspec.json.Encoder().encode
_conversation = msgspec.json.Decoder(Conversation).decode
_contact = msgspec.json.Decoder(Contact).decode
_outlook = msgspec.json.Decoder(Outlook).decode

_ACCOUNT: Final = "account"
_TEMPLATE: Final = "template"
_PHRASE: Final = "phrase"
_PURPOSE: Final = "purpose"
_STICKER: Final = "sticker"
_TYPES: Final = {
    _ACCOUNT: Account,
    _TEMPLATE: Template,
    _PHRASE: Phrase,
    _PURPOSE: ConsentPurpose,
    _STICKER: Sticker,
}


class SqlInbox:
    """Implements application.store_ports.InboxRows in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def conversation(self, conversation_id: str) -> Conversation | None:
        data = value(self._connection, "SELECT data FROM conversation WHERE id = ?", conversation_id)
        return None if data is None else _conversation(data)

    def conversations(self) -> list[Conversation]:
        return [_conversation(data) for data in column(self._connection, "SELECT data FROM conversation")]

    def put_conversation(self, told: Conversation, *, as_of: int | None) -> bool:
        last_at = told.last.sent_at if told.last is not None else 0
        sql = _CHANGE_CONVERSATION if as_of is None else _TELL_CONVERSATION
        values = (told.id, told.contact_id, last_at, as_of or 0, _encode(told))
        return bool(self._connection.execute(sql, values).rowcount)

    def remove_conversation(self, conversation_id: str) -> str | None:
        contact_id = value(self._connection, "SELECT contact_id FROM conversation WHERE id = ?", conversation_id)
        self._connection.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,))
        self._connection.execute("DELETE FROM outlook WHERE conversation_id = ?", (conversation_id,))
        if contact_id is None or self.conversations_of(contact_id):
            return None
        self._connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
        return str(contact_id)

    def mark_all_stale(self) -> None:
        self._connection.execute("UPDATE conversation SET stale = 1, seq = 0")
        self._connection.execute("UPDATE contact SET seq = 0")

    def stale(self) -> list[str]:
        return column(self._connection, "SELECT id FROM conversation WHERE stale = 1")

    def contact(self, contact_id: str) -> Contact | None:
        data = value(self._connection, "SELECT data FROM contact WHERE id = ?", contact_id)
        return None if data is None else _contact(data)

    def contacts(self) -> list[Contact]:
        return [_contact(data) for data in column(self._connection, "SELECT data FROM contact")]

    def put_contact(self, told: Contact, *, as_of: int | None) -> bool:
        sql = _CHANGE_CONTACT if as_of is None else _TELL_CONTACT
        return bool(self._connection.execute(sql, (told.id, as_of or 0, _encode(told))).rowcount)

    def conversations_of(self, contact_id: str) -> list[str]:
        return column(self._connection, "SELECT id FROM conversation WHERE contact_id = ?", contact_id)

    def catalogue(self) -> Catalogue:
        found: dict[str, list[Any]] = {kind: [] for kind in _TYPES}
        rows = self._connection.execute("SELECT kind, data FROM catalogue ORDER BY rowid")
        for kind, data in rows:
            if kind in _TYPES:
                found[kind].append(msgspec.json.decode(data, type=_TYPES[kind]))
        return Catalogue(*(tuple(items) for items in found.values()))

    def put_catalogue(self, told: Catalogue) -> None:
        self._connection.execute("DELETE FROM catalogue")
        lists = (told.accounts, told.templates, told.phrases, told.purposes, told.stickers)
        for kind, items in zip(_TYPES, lists, strict=True):
            self._add(kind, items)

    def put_account(self, told: Account) -> None:
        self._put_item(_ACCOUNT, told.id, told)

    def put_template(self, told: Template) -> None:
        self._put_item(_TEMPLATE, told.id, told)

    def put_sticker(self, told: Sticker) -> None:
        if told.removed_at is None:
            self._put_item(_STICKER, told.id, told)
        else:
            self._connection.execute("DELETE FROM catalogue WHERE kind = ? AND id = ?", (_STICKER, told.id))

    def put_phrases(self, told: Sequence[Phrase]) -> None:
        self._connection.execute("DELETE FROM catalogue WHERE kind = ?", (_PHRASE,))
        self._add(_PHRASE, told)

    def outlooks(self) -> list[Outlook]:
        return [_outlook(data) for data in column(self._connection, "SELECT data FROM outlook")]

    def put_outlook(self, told: Outlook) -> None:
        self._connection.execute(_PUT_OUTLOOK, (told.conversation_id, _encode(told)))

    def _add(self, kind: str, items: Iterable[Any]) -> None:
        for item in items:
            self._put_item(kind, _id_of(item), item)

    def _put_item(self, kind: str, key: str, item: msgspec.Struct) -> None:
        self._connection.execute(_PUT_ITEM, (kind, key, _encode(item)))


def _id_of(item: Any) -> str:
    if isinstance(item, Phrase):  # the same key may stand in several layers
        return f"{item.scope}/{item.key}"
    return str(item.id if hasattr(item, "id") else item.code)
