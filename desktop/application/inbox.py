"""What is always at hand in memory: conversations, people, colleagues, templates, phrases, purposes, alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop.application.applied import Applied
from desktop.application.applying import BRAND, alarms, promotional_words, signs
from desktop.application.own_account import own_account
from desktop.application.store_ports import Catalogue, StoreTx
from server_stub.contract.events import Alarm
from server_stub.contract.model import Account, Contact, Conversation
from server_stub.contract.signing import called

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InboxContent:
    """All of it, as one state of the store."""

    account: Account | None
    brand: str | None
    conversations: Sequence[Conversation]
    contacts: Sequence[Contact]
    catalogue: Catalogue
    alarms: tuple[Alarm, ...]
    promotional_words: tuple[str, ...] = ()
    signs: bool = False


def read_content(tx: StoreTx) -> InboxContent:
    return InboxContent(
        account=own_account(tx),
        brand=tx.notes.value(BRAND),
        conversations=tx.inbox.conversations(),
        contacts=tx.inbox.contacts(),
        catalogue=tx.inbox.catalogue(),
        alarms=alarms(tx),
        promotional_words=promotional_words(tx),
        signs=signs(tx),
    )


class Inbox:
    """Read from the store at the beginning, then kept by what each transaction says it changed."""

    def __init__(self, account: Account, brand: str) -> None:
        self.account = account
        self.brand = brand
        self.catalogue = Catalogue()
        self.alarms: tuple[Alarm, ...] = ()
        self.promotional_words: tuple[str, ...] = ()
        self.signs = False
        self._conversations: dict[str, Conversation] = {}
        self._recency: dict[str, tuple[int, str]] = {}
        self._contacts: dict[str, Contact] = {}
        self._accounts: dict[str, Account] = {}
        self._sorted: tuple[Conversation, ...] | None = None

    def replace(self, content: InboxContent) -> None:
        self.account = content.account or self.account
        self.brand = content.brand or self.brand
        self._conversations = {each.id: each for each in content.conversations}
        self._recency = {each.id: _recency(each) for each in content.conversations}
        self._contacts = {each.id: each for each in content.contacts}
        self._sorted = None
        self.alarms = content.alarms
        self.promotional_words = content.promotional_words
        self.signs = content.signs
        self._set_catalogue(content.catalogue)

    def take(self, applied: Applied) -> None:
        """After a commit, in the loop's thread."""
        if applied.conversations:
            self._sorted = None
        _update(self._conversations, applied.conversations)
        told = applied.conversations.items()
        _update(self._recency, {key: None if value is None else _recency(value) for key, value in told})
        _update(self._contacts, applied.contacts)
        if applied.catalogue is not None:
            self._set_catalogue(applied.catalogue)
        if applied.alarms is not None:
            self.alarms = applied.alarms
        if applied.promotional_words is not None:
            self.promotional_words = applied.promotional_words
        if applied.signs is not None:
            self.signs = applied.signs

    @property
    def signature(self) -> str:
        """The name above what this person writes to customers; empty where nobody signs."""
        return called(self.account.name) if self.signs else ""

    def conversations(self) -> Sequence[Conversation]:
        if self._sorted is None:
            # Asked after every batch of events: the times are at hand, so that nothing of Python's runs for each.
            newest_first = sorted(self._conversations, key=self._recency.__getitem__, reverse=True)
            self._sorted = tuple(map(self._conversations.__getitem__, newest_first))
        return self._sorted

    def conversation(self, conversation_id: str) -> Conversation | None:
        return self._conversations.get(conversation_id)

    def contact(self, contact_id: str) -> Contact | None:
        return self._contacts.get(contact_id)

    def accounts(self) -> Mapping[str, Account]:
        return self._accounts

    def _set_catalogue(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._accounts = {each.id: each for each in catalogue.accounts}
        self.account = self._accounts.get(self.account.id, self.account)


def _recency(conversation: Conversation) -> tuple[int, str]:
    return (conversation.last.sent_at if conversation.last else 0), conversation.id


def _update(kept: dict[str, T], changed: Mapping[str, T | None]) -> None:
    for key, value in changed.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value
