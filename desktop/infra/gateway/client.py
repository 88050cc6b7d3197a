"""Requests to the gateway over HTTP; every failure comes out as an AppError."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Final

import httpx

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.clock import GatewayClock
from desktop.infra.gateway.codec import answer
from server_stub.contract import API_VERSION
from server_stub.contract.content import Media, Version
from server_stub.contract.drafts import Draft, SaveDraft
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Message
from server_stub.contract.requests import (
    Accepted,
    Assign,
    ConversationPage,
    Login,
    MarkRead,
    MessagePage,
    React,
    SendMessage,
    Session,
    Snapshot,
    Uploaded,
    WriteNote,
)
from server_stub.contract.search import SearchPage
from server_stub.contract.trace import Trace

CONNECTIONS: Final = 8
"""The event stream, sends, reads and two downloads; more would only make Windows' poller slower."""
_TIMEOUT: Final = httpx.Timeout(15.0, connect=10.0)


def http_client(gateway_url: str, token: str | None, clock: GatewayClock | None = None) -> httpx.AsyncClient:
    """Blocks for 50 to 100 ms while certificates are loaded: build it in a thread. `clock` learns from every answer."""
    return httpx.AsyncClient(
        base_url=gateway_url,
        headers={} if token is None else {"authorization": f"Bearer {token}"},
        timeout=_TIMEOUT,
        event_hooks=None if clock is None else clock.hooks,
        limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
    )


async def login(http: httpx.AsyncClient, name: str, password: str, device: str) -> Session:
    """Raises Refused (`login_failed`, `login_throttled`, `version_mismatch`), GatewayUnreachable."""
    request = Login(name, password, device, API_VERSION)
    return answer(await Caller(http).write("POST", "/v1/login", request), Session)


class HttpGateway(Caller):
    """Implements application.ports.GatewayApi."""

    async def snapshot(self) -> Snapshot:
        return await self.get("/v1/snapshot", Snapshot)

    async def conversations(self, before: str) -> ConversationPage:
        return await self.get("/v1/conversations", ConversationPage, before=before, limit=200)

    async def messages(self, conversation_id: str, before: str | None, limit: int) -> MessagePage:
        cursor = {} if before is None else {"before": before}
        return await self.get(f"/v1/conversations/{conversation_id}/messages", MessagePage, limit=limit, **cursor)

    async def send(self, request: SendMessage) -> Accepted:
        return answer(await self.write("POST", "/v1/messages", request), Accepted)

    async def write_note(self, conversation_id: str, note: WriteNote) -> Message:
        return answer(await self.write("POST", f"/v1/conversations/{conversation_id}/notes", note), Message)

    async def react(self, message_id: str, wish: React) -> Message:
        return answer(await self.write("PUT", f"/v1/messages/{message_id}/reaction", wish), Message)

    async def trace(self, message_id: str) -> Trace:
        return await self.get(f"/v1/messages/{message_id}/trace", Trace)

    async def take_back(self, message_id: str) -> Message:
        return answer(await self.request("DELETE", f"/v1/messages/{message_id}"), Message)

    async def versions(self, message_id: str) -> list[Version]:
        return await self.get(f"/v1/messages/{message_id}/versions", list[Version])

    async def search(
        self, query: str, page: str | None, limit: int, *, conversation_id: str = "", before: int | None = None
    ) -> SearchPage:
        wishes = {"page": page, "conversation": conversation_id or None, "before": before}
        told = {name: value for name, value in wishes.items() if value is not None}
        return await self.get("/v1/search", SearchPage, query=query, limit=limit, **told)

    async def files(self, conversation_id: str, before: str | None, limit: int) -> MessagePage:
        cursor = {} if before is None else {"before": before}
        return await self.get(f"/v1/conversations/{conversation_id}/files", MessagePage, limit=limit, **cursor)

    async def upload(self, conversation_id: str, file_name: str, size: int, chunks: AsyncIterator[bytes]) -> Media:
        path = f"/v1/conversations/{conversation_id}/media"
        return answer(await self.send_bytes(path, chunks, size, file_name=file_name), Uploaded).media

    async def download(self, media_id: str) -> AsyncGenerator[bytes, None]:
        async with aclosing(self.whole(f"/v1/media/{media_id}")) as pieces:
            async for piece in pieces:
                yield piece

    async def thumbnail(self, media_id: str) -> bytes:
        return (await self.request("GET", f"/v1/media/{media_id}/thumbnail")).content

    async def outlook(self, conversation_id: str) -> Outlook:
        return await self.get(f"/v1/conversations/{conversation_id}/outlook", Outlook)

    async def mark_read(self, conversation_id: str, up_to_message_id: str) -> None:
        await self.write("POST", f"/v1/conversations/{conversation_id}/read", MarkRead(up_to_message_id))

    async def mention_seen(self, conversation_id: str) -> None:
        await self.request("DELETE", f"/v1/conversations/{conversation_id}/mention")

    async def typing(self, conversation_id: str) -> None:
        await self.request("POST", f"/v1/conversations/{conversation_id}/typing")

    async def drafts(self, conversation_id: str) -> list[Draft]:
        return await self.get(f"/v1/conversations/{conversation_id}/drafts", list[Draft])

    async def save_draft(self, conversation_id: str, text: str, changed_at: int) -> None:
        await self.write("PUT", f"/v1/conversations/{conversation_id}/draft", SaveDraft(text, changed_at))

    async def discard_draft(self, draft: Draft) -> None:
        path = f"/v1/conversations/{draft.conversation_id}/drafts/{draft.account_id}"
        await self.request("DELETE", f"{path}?changed_at={draft.changed_at}")

    async def claim(self, conversation_id: str) -> None:
        await self.request("PUT", f"/v1/conversations/{conversation_id}/claim")

    async def drop_claim(self, conversation_id: str) -> None:
        await self.request("DELETE", f"/v1/conversations/{conversation_id}/claim")

    async def assign(self, conversation_id: str, account_id: str | None, expected_agent: str | None = None) -> None:
        wish = Assign(account_id, expected_agent)
        await self.write("PUT", f"/v1/conversations/{conversation_id}/assignee", wish)

    async def logout(self) -> None:
        await self.request("POST", "/v1/logout")

    async def close(self) -> None:
        await self._http.aclose()
