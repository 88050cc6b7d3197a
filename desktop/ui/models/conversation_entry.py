"""One line of the conversation list: a conversation with its contact, ready to be sorted, searched and painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.ui.models.folding import folded
from server_stub.contract.model import Contact, Conversation


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
    """All that can be searched, folded."""

    @property
    def id(self) -> str:
        return self.conversation.id


def build_entry(conversation: Conversation, contact: Contact | None) -> ConversationEntry:
    last = conversation.last
    newest = last.sent_at if last else conversation.last_inbound_at or 0
    name = contact_name(contact)
    parts = [name, conversation.protocol, last.text if last else ""]
    if contact is not None:
        parts += [contact.phone or "", contact.username or ""]
    return ConversationEntry(conversation, contact, name, (-newest, conversation.id), folded("\n".join(parts)))


def contact_name(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return contact.name or contact.phone or (f"@{contact.username}" if contact.username else "")


def belongs(entry: ConversationEntry, chip: Chip, account_id: str) -> bool:
    conversation = entry.conversation
    if chip is Chip.MINE:
        return conversation.assignee_id == account_id
    if chip is Chip.UNREAD:
        return conversation.unread > 0 and conversation.assignee_id in (account_id, None)
    return chip is Chip.ALL or conversation.assignee_id is None


def matches(entry: ConversationEntry, words: tuple[str, ...]) -> bool:
    """Every word is somewhere; digits of a number are found without its signs because numbers are kept in E.164."""
    return all(word in entry.sought for word in words)
