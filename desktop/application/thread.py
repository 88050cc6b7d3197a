"""Writing into a conversation beyond texts and files: places, cards, voice, stickers, reactions, notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from server_stub.contract.content import Card, Location
from server_stub.contract.model import Message
from server_stub.contract.trace import Trace


class Thread(Protocol):
    """A part of `Desk`. What is sent waits in the outbox like a text, and so does a note; the rest needs the line.

    All raise AppError only.
    """

    async def send_location(self, conversation_id: str, place: Location, *, quote_id: str | None = None) -> Message: ...
    async def send_cards(
        self, conversation_id: str, cards: Sequence[Card], *, quote_id: str | None = None
    ) -> Message: ...
    async def send_voice(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        """`path`: OGG with Opus, one channel. It is shown as a voice message, whatever it holds."""

    async def send_sticker(self, conversation_id: str, path: Path, *, quote_id: str | None = None) -> Message:
        """`path`: WebP, 512 pixels square."""

    async def write_note(self, conversation_id: str, text: str, mentions: Sequence[str] = ()) -> Message:
        """For colleagues only. `mentions`: ids of accounts. Clears the draft in the same step."""

    async def react(self, message_id: str, emoji: str) -> None:
        """Set or change our reaction; "" takes it back. A reaction of hours ago would say something else: without the
        line it is refused and not kept.
        """

    async def trace(self, message_id: str) -> Trace:
        """The way of one message."""
