"""One line of the conversation list: a conversation with its contact, ready to be sorted, searched and painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.matching import fold
from server_stub.contract.cases import CaseState
from server_stub.contract.model import Contact, Conversation
from server_stub.contract.words import national, typed_number


class Chip(StrEnum):
    """Which conversations are shown."""

    MINE = "mine"
    UNREAD = "unread"
    QUEUE = "queue"
    ALL = "all"
    OFFERED = "offered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    conversation: Conversation
    contact: Contact | None
    name: str
    """How the person is called: name, else number, else username; empty if nothing is known."""
    key: tuple[int, int, str]
    """Sorts what is offered to this person first, then the newest."""
    sought: str
    """Name, number (as it is, and without country code and 9th digit), username, e-mail and protocol, folded.

    What was said is found by the search over messages.
    """

    @property
    def id(self) -> str:
        return self.conversation.id


def build_entry(conversation: Conversation, contact: Contact | None, account_id: str = "") -> ConversationEntry:
    """`account_id`: to whom an offer makes it stand first."""
    last = conversation.last
    newest = last.sent_at if last else conversation.last_inbound_at or 0
    name = contact_name(contact)
    parts = [name, conversation.protocol or (conversation.case.protocol if conversation.case else "")]
    if contact is not None:
        phone = contact.phone or ""
        parts += [phone, national(phone), contact.username or "", contact.email]
    rank = 0 if is_offered(conversation, account_id) else 1
    return ConversationEntry(conversation, contact, name, (rank, -newest, conversation.id), fold("\n".join(parts)))


def contact_name(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return contact.name or contact.phone or (f"@{contact.username}" if contact.username else "")


def is_offered(conversation: Conversation, account_id: str) -> bool:
    """Somebody waits for this person to accept it or to decline."""
    return conversation.offer is not None and conversation.offer.to_account == account_id


def is_closed(conversation: Conversation) -> bool:
    """Nothing is open in it; a customer who writes again opens a case."""
    return conversation.case is not None and conversation.case.state is CaseState.CLOSED


def takes_part(conversation: Conversation, account_id: str) -> bool:
    """Invited into the chat, beside who is in charge."""
    return any(each.account_id == account_id for each in conversation.participants)


def chips_of(conversation: Conversation, account_id: str) -> tuple[Chip, ...]:
    """Under which chips it counts for an account."""
    if is_closed(conversation):
        return _CLOSED
    owner, is_called = conversation.assignee_id, account_id in conversation.mentioned
    is_new = conversation.unread or is_called
    if conversation.offer is not None and conversation.offer.to_account == account_id:
        return _OFFERED_UNREAD if is_new else _OFFERED
    if owner is None:
        return _QUEUED_UNREAD if is_new else _QUEUED
    if owner != account_id and not (conversation.participants and takes_part(conversation, account_id)):
        return _OTHERS_CALLING if is_called else _OTHERS
    return _MINE_UNREAD if is_new else _MINE


def shows(chip: Chip, chips: tuple[Chip, ...], *, is_sought: bool) -> bool:
    """Whether an entry with these chips is seen under one of them: what is offered always is, and words find what is
    closed wherever they are sought, for it is nobody's.
    """
    return chip in chips or Chip.OFFERED in chips or (is_sought and Chip.CLOSED in chips)


_OTHERS = (Chip.ALL,)
_OTHERS_CALLING = (Chip.ALL, Chip.UNREAD)
_MINE = (Chip.ALL, Chip.MINE)
_MINE_UNREAD = (Chip.ALL, Chip.MINE, Chip.UNREAD)
_QUEUED = (Chip.ALL, Chip.QUEUE)
_QUEUED_UNREAD = (Chip.ALL, Chip.QUEUE, Chip.UNREAD)
_OFFERED = (Chip.ALL, Chip.OFFERED)
_OFFERED_UNREAD = (Chip.ALL, Chip.OFFERED, Chip.UNREAD)
_CLOSED = (Chip.CLOSED,)


def sought_words(text: str) -> tuple[str, ...]:
    """What must be in an entry's `sought`: the words, or the digits of a number in whatever writing."""
    number = typed_number(text)
    return (number,) if number else tuple(word.removeprefix("@") for word in fold(text).split() if word != "@")


def matches(entry: ConversationEntry, words: tuple[str, ...]) -> bool:
    """Every word is somewhere."""
    return all(word in entry.sought for word in words)
