"""Contacts, conversations, messages and events put straight into a gateway's store, as ingest would leave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

import msgspec

from server_stub.contract.content import Content
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.ids import new_id
from server_stub.contract.model import Preview
from server_stub.services.protocol import next_protocol
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.tables import conversations, people
from server_stub.storage.vault import Vault

NUMBER = "n1"


@dataclass(slots=True)
class World:
    """Methods that take a `tx` are for `database.write`; the others do that themselves. Times in ms."""

    database: Database
    vault: Vault
    now: int
    keys: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def add_conversation(self, tx: Tx, name: str, assignee: str | None, at: int) -> None:
        """A contact `p-<name>` and a conversation `<name>` with an open case."""
        key = self.keys[name] = self.vault.create_key(tx, "contact", self.now)
        number = people.channel_number.select().where(people.channel_number.c.id == NUMBER)
        if tx.execute(number).first() is None:
            tx.execute(people.channel_number.insert().values(id=NUMBER, created_at=self.now))
        profile = self.seal(tx, name, {"name": name, "phone": "+5511987654321", "username": None}, "contact.profile")
        tx.execute(people.contact.insert().values(id=f"p-{name}", key_id=key, profile_enc=profile, created_at=self.now))
        preview = Preview(f"m-{name}", "text", "oi", "in", "received", at)
        tx.execute(
            conversations.conversation.insert().values(
                id=name,
                contact_id=f"p-{name}",
                channel_number_id=NUMBER,
                assignee_id=assignee,
                last_inbound_at=at,
                last_at=at,
                unread=2,
                preview_enc=self.seal(tx, name, preview, "conversation.preview"),
            )
        )
        case = {"id": new_id(at), "conversation_id": name, "protocol": next_protocol(tx, at), "opened_at": at}
        case |= {"state": "queued" if assignee is None else "assigned", "agent_id": assignee or ""}
        case |= {"queued_at": at if assignee is None else None}
        tx.execute(conversations.case.insert().values(**case))

    def add_message(self, tx: Tx, conversation: str, content: Content, at: int, **more: object) -> str:
        """A message `<conversation>-<at>` with the wamid `w-<id>`."""
        identifier = f"{conversation}-{at}"
        row: dict[str, object] = {"direction": "in", "status": "received", "wamid": f"w-{identifier}", **more}
        tx.execute(
            conversations.message.insert().values(
                id=identifier,
                conversation_id=conversation,
                channel_number_id=NUMBER,
                kind=content.kind,
                sent_at=at,
                received_at=at,
                content_enc=self.seal(tx, conversation, content, "message.content"),
                **row,
            )
        )
        return identifier

    def seal(self, tx: Tx, conversation: str, value: object, context: str) -> bytes:
        return self.vault.seal(tx, self.keys[conversation], msgspec.json.encode(value), context)

    async def conversation(self, name: str, assignee: str | None = None) -> None:
        await self.database.write(lambda tx: self.add_conversation(tx, name, assignee, self.now))

    async def say(self, log: EventLog, reading: Reading, conversation: str, text: str) -> int:
        """A customer's message with its event; returns the event's seq."""

        def work(tx: Tx) -> int:
            identifier = self.add_message(tx, conversation, Content("text", text), self.now + next(self.numbers))
            message = reading.message(tx, identifier)
            assert message is not None
            data = MessageChanged(message, reading.conversation(tx, conversation))
            where = {"key_id": self.keys[conversation], "now": self.now, "conversation_id": conversation}
            return log.append(tx, EventKind.MESSAGE, data, **where)

        return await self.database.write(work)
