"""One line of the conversation list: a conversation with its contact, ready to be sorted, searched and painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.matching import fold
from server_stub.contract.model import Contact, Conversation
from server_stub.contract.words import national, typed_number


class Chip(StrEnum):
    """Which conversations are shown."""

    MINE = "mine"
    UNREAD = "unread"
    QUEUE = "queue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    conversation: Conversation
    contact: Contact | None
    name: str
    """How the person is called: name, else number, else username; empty if nothing is known."""
    key: tuple[int, str]
    """Sorts newest first."""
    sought: str
    """Name, number (as it is, and without country code and 9th digit), username, e-mail and protocol, folded.

    What was said is found by the search over messages.
    """

    @property
    def id(self) -> str:
        return self.conversation.id


def build_entry(conversation: Conversation, contact: Contact | None) -> ConversationEntry:
    last = conversation.last
    newest = last.sent_at if last else conversation.last_inbound_at or 0
    name = contact_name(contact)
    parts = [name, conversation.protocol]
    if contact is not None:
        phone = contact.phone or ""
        parts += [phone, national(phone), contact.username or "", contact.email]
    return ConversationEntry(conversation, contact, name, (-newest, conversation.id), fold("\n".join(parts)))


def contact_name(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return contact.name or contact.phone or (f"@{contact.username}" if contact.username else "")


def chips_of(conversation: Conversation, account_id: str) -> tuple[Chip, ...]:
    """Under which chips it is shown to an account."""
    owner, is_called = conversation.assignee_id, account_id in conversation.mentioned
    is_new = conversation.unread or is_called
    if owner is None:
        return _QUEUED_UNREAD if is_new else _QUEUED
    if owner != account_id:
        return _OTHERS_CALLING if is_called else _OTHERS
    return _MINE_UNREAD if is_new else _MINE


_OTHERS = (Chip.ALL,)
_OTHERS_CALLING = (Chip.ALL, Chip.UNREAD)
_MINE = (Chip.ALL, Chip.MINE)
_MINE_UNREAD = (Chip.ALL, Chip.MINE, Chip.UNREAD)
_QUEUED = (Chip.ALL, Chip.QUEUE)
_QUEUED_UNREAD = (Chip.ALL, Chip.QUEUE, Chip.UNREAD)


def sought_words(text: str) -> tuple[str, ...]:
    """What must be in an entry's `sought`: the words, or the digits of a number in whatever writing."""
    number = typed_number(text)
    return (number,) if number else tuple(word.removeprefix("@") for word in fold(text).split() if word != "@")


def matches(entry: ConversationEntry, words: tuple[str, ...]) -> bool:
    """Every word is somewhere."""
    return all(word in entry.sought for word in words)
