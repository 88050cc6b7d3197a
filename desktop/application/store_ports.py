"""What one transaction of the local store can do, by noun; the rules that combine it are in the use cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from server_stub.contract.content import Media
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Account, ConsentPurpose, Contact, Conversation, Message, Phrase, Template
from server_stub.contract.requests import SendMessage, WriteNote
from server_stub.contract.stickers import Sticker
from server_stub.contract.words import Sought


class Coverage(msgspec.Struct, frozen=True):
    """From which message on the local copy of a conversation has no gap; events keep it complete at the new end."""

    sent_at: int
    message_id: str
    before: str | None
    """The gateway's cursor of the next older page; None: the conversation begins here."""


class LocalFile(msgspec.Struct, frozen=True):
    """A file that waits in the media cache under `media_id` until it is uploaded."""

    media_id: str
    file_name: str
    size: int


class OutboxItem(msgspec.Struct, frozen=True):
    """A message that the gateway has not accepted yet. The request is never changed once it may have been posted."""

    request: SendMessage
    file: LocalFile | None = None
    attempts: int = 0
    next_attempt_at: int = 0
    not_before: int = 0
    """Until then the agent may take it back (`Desk.unsend`); a line that comes back does not shorten it."""
    failed: bool = False
    """Refused: it waits for a person to retry or discard it."""
    note: WriteNote | None = None
    """An internal note. Its words stand here and not in `request`, so that no version of this program sends them."""

    @property
    def client_id(self) -> str:
        return self.request.client_id

    @property
    def conversation_id(self) -> str:
        return self.request.conversation_id


class Catalogue(msgspec.Struct, frozen=True):
    """What belongs to the team and not to one conversation."""

    accounts: tuple[Account, ...] = ()
    templates: tuple[Template, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    purposes: tuple[ConsentPurpose, ...] = ()
    stickers: tuple[Sticker, ...] = ()


class MessageRows(Protocol):
    def get(self, message_id: str) -> Message | None: ...
    def get_many(self, message_ids: Sequence[str]) -> list[Message]: ...
    def by_client_id(self, client_id: str) -> Message | None: ...
    def put(self, message: Message, *, as_of: int | None) -> bool:
        """Insert or replace; False and nothing done where an event newer than `as_of` has touched it.

        None: what only this desktop knows, always written.
        """

    def remove(self, message_id: str) -> None: ...
    def remove_conversation(self, conversation_id: str) -> list[str]:
        """Remove what the gateway knows (not what still waits to be sent); the ids of their media."""

    def media(self, media_id: str) -> Media | None: ...
    def newest(self, conversation_id: str, *, direction: str | None = None) -> Message | None: ...
    def page(
        self, conversation_id: str, *, before: tuple[int, str] | None, since: tuple[int, str] | None, limit: int
    ) -> list[Message]:
        """The newest `limit` with since ≤ (sent_at, id) < before, oldest first."""

    def with_files(self, conversation_id: str, before: tuple[int, str] | None, limit: int) -> list[Message]:
        """Those that carry a file, newest first."""

    def search(self, sought: Sought, limit: int) -> list[Message]:
        """Newest first."""

    def found_in(self, conversation_id: str, sought: Sought, limit: int) -> list[Message]:
        """Those of one conversation, newest first."""

    def renew_words(self, limit: int) -> bool:
        """After an upgrade: make this many more messages findable by the present rule; False when all are."""

    def coverage(self, conversation_id: str) -> Coverage | None: ...
    def set_coverage(self, conversation_id: str, coverage: Coverage | None) -> None: ...
    def mark_all_stale(self) -> None:
        """Before a snapshot: every conversation may have gaps now, and any page is newer than what is here."""


class InboxRows(Protocol):
    def conversation(self, conversation_id: str) -> Conversation | None: ...
    def conversations(self) -> list[Conversation]: ...
    def put_conversation(self, conversation: Conversation, *, as_of: int | None) -> bool: ...
    def remove_conversation(self, conversation_id: str) -> str | None:
        """The contact that went with it, because no other conversation has that contact."""

    def mark_all_stale(self) -> None:
        """Before a snapshot: what was told until now is older than anything the snapshot says."""

    def stale(self) -> list[str]:
        """Conversations not heard of since `mark_all_stale`."""

    def contact(self, contact_id: str) -> Contact | None: ...
    def contacts(self) -> list[Contact]: ...
    def put_contact(self, contact: Contact, *, as_of: int) -> bool: ...
    def conversations_of(self, contact_id: str) -> list[str]: ...
    def catalogue(self) -> Catalogue: ...
    def put_catalogue(self, catalogue: Catalogue) -> None:
        """Replace all of it."""

    def put_account(self, account: Account) -> None: ...
    def put_template(self, template: Template) -> None: ...
    def put_sticker(self, sticker: Sticker) -> None:
        """One that was removed goes."""

    def put_phrases(self, phrases: Sequence[Phrase]) -> None: ...
    def outlooks(self) -> list[Outlook]: ...
    def put_outlook(self, outlook: Outlook) -> None: ...


class OutboxRows(Protocol):
    def add(self, item: OutboxItem) -> None: ...
    def get(self, client_id: str) -> OutboxItem | None: ...
    def update(self, item: OutboxItem) -> None: ...
    def remove(self, client_id: str) -> OutboxItem | None: ...
    def waiting(self) -> list[OutboxItem]:
        """Not failed, in the order they were written."""


class NoteRows(Protocol):
    """Drafts and the few single values."""

    def draft(self, conversation_id: str) -> str: ...
    def set_draft(self, conversation_id: str, text: str) -> None:
        """Empty text removes it."""

    def value(self, key: str) -> str | None: ...
    def set_value(self, key: str, value: str | None) -> None: ...


class StoreTx(Protocol):
    @property
    def messages(self) -> MessageRows: ...
    @property
    def inbox(self) -> InboxRows: ...
    @property
    def outbox(self) -> OutboxRows: ...
    @property
    def notes(self) -> NoteRows: ...
