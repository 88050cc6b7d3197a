"""What a search over the whole history answers."""

from __future__ import annotations

import msgspec

from server_stub.contract.model import Contact, Conversation, Message


class SearchPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Messages newest first, with the conversations and people they belong to.

    A page looks at a bounded number of candidates, so it may be short or empty and still have a `next_page`.
    `searched_back_to` (ms) is how far this page went; `indexing` says that older messages are still being taken in.
    """

    messages: list[Message]
    conversations: list[Conversation] = []
    contacts: list[Contact] = []
    next_page: str | None = None
    searched_back_to: int | None = None
    indexing: bool = False
