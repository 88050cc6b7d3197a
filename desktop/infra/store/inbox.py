"""Conversations, people and the team's catalogue in the local store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from desktop.application.store_ports import Catalogue
from desktop.infra.store.schema import catalogue, contact, conversation, outlook
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Account, ConsentPurpose, Contact, Conversation, Phrase, Template

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
_encode = msgspec.json.Encoder().encode
_conversation = msgspec.json.Decoder(Conversation).decode
_contact = msgspec.json.Decoder(Contact).decode
_outlook = msgspec.json.Decoder(Outlook).decode

_ACCOUNT: Final = "account"
_TEMPLATE: Final = "template"
_PHRASE: Final = "phrase"
_PURPOSE: Final = "purpose"
_TYPES: Final = {_ACCOUNT: Account, _TEMPLATE: Template, _PHRASE: Phrase, _PURPOSE: ConsentPurpose}


class SqlInbox:
    """Implements application.store_ports.InboxRows in one transaction.

    What runs for every event goes to the driver directly: SQLAlchemy would cost ten times the statement itself.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection

    def conversation(self, conversation_id: str) -> Conversation | None:
        row = self._driver.execute("SELECT data FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
        return None if row is None else _conversation(row[0])

    def conversations(self) -> list[Conversation]:
        return [_conversation(data) for data in self._connection.scalars(sa.select(conversation.c.data))]

    def put_conversation(self, told: Conversation, *, as_of: int | None) -> bool:
        last_at = told.last.sent_at if told.last is not None else 0
        sql = _CHANGE_CONVERSATION if as_of is None else _TELL_CONVERSATION
        values = (told.id, told.contact_id, last_at, as_of or 0, _encode(told))
        return bool(self._driver.execute(sql, values).rowcount)

    def remove_conversation(self, conversation_id: str) -> str | None:
        contact_id = self._connection.scalar(
            sa.select(conversation.c.contact_id).where(conversation.c.id == conversation_id)
        )
        self._connection.execute(conversation.delete().where(conversation.c.id == conversation_id))
        self._connection.execute(outlook.delete().where(outlook.c.conversation_id == conversation_id))
        if contact_id is None or self.conversations_of(contact_id):
            return None
        self._connection.execute(contact.delete().where(contact.c.id == contact_id))
        return str(contact_id)

    def mark_all_stale(self) -> None:
        self._connection.execute(conversation.update().values(stale=1, seq=0))
        self._connection.execute(contact.update().values(seq=0))

    def stale(self) -> list[str]:
        return list(self._connection.scalars(sa.select(conversation.c.id).where(conversation.c.stale == 1)))

    def contact(self, contact_id: str) -> Contact | None:
        data = self._connection.scalar(sa.select(contact.c.data).where(contact.c.id == contact_id))
        return None if data is None else _contact(data)

    def contacts(self) -> list[Contact]:
        return [_contact(data) for data in self._connection.scalars(sa.select(contact.c.data))]

    def put_contact(self, told: Contact, *, as_of: int | None) -> bool:
        sql = _CHANGE_CONTACT if as_of is None else _TELL_CONTACT
        return bool(self._driver.execute(sql, (told.id, as_of or 0, _encode(told))).rowcount)

    def conversations_of(self, contact_id: str) -> list[str]:
        return list(
            self._connection.scalars(sa.select(conversation.c.id).where(conversation.c.contact_id == contact_id))
        )

    def catalogue(self) -> Catalogue:
        found: dict[str, list[Any]] = {kind: [] for kind in _TYPES}
        rows = self._connection.execute(
            sa.select(catalogue.c.kind, catalogue.c.data).order_by(sa.literal_column("rowid"))
        )
        for kind, data in rows:
            if kind in _TYPES:
                found[kind].append(msgspec.json.decode(data, type=_TYPES[kind]))
        return Catalogue(*(tuple(items) for items in found.values()))

    def put_catalogue(self, told: Catalogue) -> None:
        self._connection.execute(catalogue.delete())
        for kind, items in zip(_TYPES, (told.accounts, told.templates, told.phrases, told.purposes), strict=True):
            self._add(kind, items)

    def put_account(self, told: Account) -> None:
        self._put_item(_ACCOUNT, told.id, told)

    def put_template(self, told: Template) -> None:
        self._put_item(_TEMPLATE, told.id, told)

    def put_phrases(self, told: Sequence[Phrase]) -> None:
        self._connection.execute(catalogue.delete().where(catalogue.c.kind == _PHRASE))
        self._add(_PHRASE, told)

    def outlooks(self) -> list[Outlook]:
        return [_outlook(data) for data in self._connection.scalars(sa.select(outlook.c.data))]

    def put_outlook(self, told: Outlook) -> None:
        statement = insert(outlook).values(conversation_id=told.conversation_id, data=_encode(told))
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[outlook.c.conversation_id], set_={"data": statement.excluded.data}
            )
        )

    def _add(self, kind: str, items: Iterable[Any]) -> None:
        for item in items:
            key = item.id if hasattr(item, "id") else item.key if hasattr(item, "key") else item.code
            self._put_item(kind, key, item)

    def _put_item(self, kind: str, key: str, item: msgspec.Struct) -> None:
        statement = insert(catalogue).values(kind=kind, id=key, data=_encode(item))
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[catalogue.c.kind, catalogue.c.id], set_={"data": statement.excluded.data}
            )
        )
