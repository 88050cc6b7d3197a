"""What agents can see over the gateway's API, for asking it in tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import msgspec

from server_stub.contract.content import Kind
from server_stub.contract.model import Contact, Conversation, Message
from server_stub.contract.requests import ConversationPage, MessagePage, Snapshot

PAGE = 100


async def eventually(condition: Callable[[], Awaitable[object]], seconds: float = 15.0) -> None:
    """Return when the condition holds; TimeoutError after `seconds`."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition lives in another process
            await asyncio.sleep(0.03)


class Inbox:
    """Everything that one signed-in person may see."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def conversations(self) -> tuple[list[Conversation], dict[str, Contact]]:
        """All conversations, and their contacts by id."""
        page = msgspec.json.decode(await self._get("/v1/snapshot"), type=Snapshot)
        found, people, cursor = list(page.conversations), list(page.contacts), page.next_page
        while cursor is not None:
            raw = await self._get("/v1/conversations", before=cursor, limit=PAGE)
            older = msgspec.json.decode(raw, type=ConversationPage)
            found, people, cursor = [*found, *older.conversations], [*people, *older.contacts], older.next_page
        return found, {contact.id: contact for contact in people}

    async def of(self, name: str) -> list[Conversation]:
        """The conversations with customers of this name: one, unless something went wrong."""
        found, people = await self.conversations()
        return [item for item in found if people[item.contact_id].name == name]

    async def messages(self, conversation_id: str) -> list[Message]:
        """All messages of a conversation, oldest first."""
        found: list[Message] = []
        before: dict[str, str] = {}
        while True:
            raw = await self._get(f"/v1/conversations/{conversation_id}/messages", limit=PAGE, **before)
            page = msgspec.json.decode(raw, type=MessagePage)
            found = [*page.messages, *found]
            if page.before is None:
                return found
            before = {"before": page.before}

    async def texts(self, name: str) -> list[str]:
        """What was said in all conversations with customers of this name, without the lines about them."""
        said = [message.content for item in await self.of(name) for message in await self.messages(item.id)]
        return [content.text for content in said if content.kind != Kind.SYSTEM]

    async def _get(self, path: str, **parameters: str | int) -> bytes:
        answer = await self._client.get(path, params=parameters)
        answer.raise_for_status()
        return answer.content
