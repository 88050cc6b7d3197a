"""Requests to the gateway over HTTP; every failure comes out as an AppError."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final, TypeVar

import httpx
import msgspec

from desktop.domain.errors import GatewayUnreachable
from desktop.infra.gateway.clock import GatewayClock
from desktop.infra.gateway.codec import answer, body, refusal
from server_stub.contract import API_VERSION
from server_stub.contract.content import Media
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Contact, Phrase
from server_stub.contract.requests import (
    Accepted,
    Assign,
    ConversationPage,
    Login,
    MarkRead,
    MessagePage,
    RecordConsent,
    SendMessage,
    Session,
    SetAvailable,
    Snapshot,
    Uploaded,
)

T = TypeVar("T")

CONNECTIONS: Final = 8
"""The event stream, sends, reads and two downloads; more would only make Windows' poller slower."""
_TIMEOUT: Final = httpx.Timeout(15.0, connect=10.0)
_TRANSFER: Final = httpx.Timeout(60.0, connect=10.0)
_JSON: Final = {"content-type": "application/json"}


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
    return answer(await _send(http, "POST", "/v1/login", content=body(request), headers=_JSON), Session)


async def _send(http: httpx.AsyncClient, method: str, path: str, **arguments: Any) -> httpx.Response:
    try:
        response = await http.request(method, path, **arguments)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise GatewayUnreachable from error
    if response.is_success:
        return response
    raise refusal(response.status_code, response.content)


class HttpGateway:
    """Implements application.ports.GatewayApi."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def snapshot(self) -> Snapshot:
        return await self._get("/v1/snapshot", Snapshot)

    async def conversations(self, before: str) -> ConversationPage:
        return await self._get("/v1/conversations", ConversationPage, before=before, limit=200)

    async def messages(self, conversation_id: str, before: str | None, limit: int) -> MessagePage:
        cursor = {} if before is None else {"before": before}
        return await self._get(f"/v1/conversations/{conversation_id}/messages", MessagePage, limit=limit, **cursor)

    async def phrases(self) -> list[Phrase]:
        return await self._get("/v1/phrases", list[Phrase])

    async def send(self, request: SendMessage) -> Accepted:
        return answer(await self._write("POST", "/v1/messages", request), Accepted)

    async def upload(self, conversation_id: str, file_name: str, size: int, chunks: AsyncIterator[bytes]) -> Media:
        response = await self._request(
            "POST",
            f"/v1/conversations/{conversation_id}/media",
            params={"file_name": file_name},
            content=chunks,
            headers={"content-type": "application/octet-stream", "content-length": str(size)},
            timeout=_TRANSFER,
        )
        return answer(response, Uploaded).media

    async def download(self, media_id: str) -> AsyncGenerator[bytes, None]:
        try:
            async with self._http.stream("GET", f"/v1/media/{media_id}", timeout=_TRANSFER) as response:
                if not response.is_success:
                    raise refusal(response.status_code, await response.aread())
                async for chunk in response.aiter_bytes():
                    yield chunk
        except httpx.HTTPError as error:
            raise GatewayUnreachable from error

    async def outlook(self, conversation_id: str) -> Outlook:
        return await self._get(f"/v1/conversations/{conversation_id}/outlook", Outlook)

    async def mark_read(self, conversation_id: str, up_to_message_id: str) -> None:
        await self._write("POST", f"/v1/conversations/{conversation_id}/read", MarkRead(up_to_message_id))

    async def typing(self, conversation_id: str) -> None:
        await self._request("POST", f"/v1/conversations/{conversation_id}/typing")

    async def claim(self, conversation_id: str) -> None:
        await self._request("PUT", f"/v1/conversations/{conversation_id}/claim")

    async def drop_claim(self, conversation_id: str) -> None:
        await self._request("DELETE", f"/v1/conversations/{conversation_id}/claim")

    async def assign(self, conversation_id: str, account_id: str | None) -> None:
        await self._write("PUT", f"/v1/conversations/{conversation_id}/assignee", Assign(account_id))

    async def record_consent(self, contact_id: str, request: RecordConsent) -> Contact:
        return answer(await self._write("POST", f"/v1/contacts/{contact_id}/consents", request), Contact)

    async def set_available(self, *, available: bool) -> None:
        await self._write("PUT", "/v1/me/available", SetAvailable(available))

    async def logout(self) -> None:
        await self._request("POST", "/v1/logout")

    async def close(self) -> None:
        await self._http.aclose()

    async def _get(self, path: str, kind: type[T], **params: str | int) -> T:
        return answer(await self._request("GET", path, params=params), kind)

    async def _write(self, method: str, path: str, request: msgspec.Struct) -> httpx.Response:
        return await self._request(method, path, content=body(request), headers=_JSON)

    async def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        return await _send(self._http, method, path, **arguments)
