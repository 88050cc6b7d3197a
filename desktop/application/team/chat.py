"""Talk between colleagues, and who looks at what. Nothing of it leaves the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.team import ChatMessage, ChatPage, Doing, PresenceChanged


class Chat(Protocol):
    """Channels with what is unread are at hand in `Desk.chats`."""

    async def chat_page(self, channel: str, before: str | None = None) -> ChatPage:
        """Newest last."""

    async def say(self, channel: str, text: str, *, client_id: str = "") -> ChatMessage:
        """`client_id` is the idempotency key, to be given again for a second attempt; "" for a new one."""

    async def chat_seen(self, channel: str, up_to: str) -> None: ...


class Presences(Protocol):
    async def set_doing(self, conversation_id: str, doing: Doing) -> Sequence[PresenceChanged]:
        """Told to colleagues who may see the conversation; it lapses by itself. Answers what they do there now."""
