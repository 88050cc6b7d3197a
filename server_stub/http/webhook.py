"""Meta's door, as raw ASGI: handshake by GET, deliveries by POST, and 200 only for what is durable."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qs

from server_stub.http.asgi import Event, Receive, Scope, Send
from server_stub.whatsapp.signature import HEADER, is_genuine

LARGEST_BODY: Final = 4 * 1024 * 1024
"""Bytes. Meta sends up to 3 MB (reference 1.2)."""
_MOST_READ: Final = 4 * LARGEST_BODY
_LARGEST_CHALLENGE: Final = 1024
_PATIENCE_SECONDS: Final = 30.0
_log = logging.getLogger(__name__)

Accept = Callable[[bytes], Awaitable[None]]
"""Return when the body is durable, raise when it is not."""


class Webhook:
    """An empty secret or verify token lets nobody in. `patience`: seconds for a body to be here."""

    def __init__(
        self, accept: Accept, *, app_secret: str, verify_token: str, patience: float = _PATIENCE_SECONDS
    ) -> None:
        self._accept = accept
        self._patience = patience
        self._app_secret = app_secret.encode()
        self._verify_token = verify_token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            await self._delivery(scope, receive, send)
        elif scope["method"] == "GET":
            await self._handshake(scope, send)
        else:
            await _answer(send, 405, headers=[(b"allow", b"GET, POST")])

    async def _delivery(self, scope: Scope, receive: Receive, send: Send) -> None:
        signature = _signature(scope)
        try:
            async with asyncio.timeout(self._patience):
                body = await _body(receive)
        except TimeoutError:  # anybody may knock: who only holds a connection and memory is shown out
            await _answer(send, 408, headers=[(b"connection", b"close")])
            return
        if body is None:
            await _answer(send, 413, headers=[(b"connection", b"close")])
        elif not is_genuine(body, signature, self._app_secret):
            await _answer(send, 401)
        else:
            status = await self._kept(body)
            if status == 200:
                await send(_DURABLE_START)
                await send(_DURABLE_BODY)
            else:
                await _answer(send, status)

    async def _kept(self, body: bytes) -> int:
        """200 when durable. 503 makes Meta deliver it again, for days."""
        try:
            await self._accept(body)
        except Exception as error:  # noqa: BLE001 - whatever it was, the body is not durable and must come again
            _log.error("a webhook was not kept: %s", type(error.__cause__ or error).__name__)
            return 503
        return 200

    async def _handshake(self, scope: Scope, send: Send) -> None:
        """Echo the challenge to whoever knows the verify token, byte for byte and as plain text (reference 1.1)."""
        try:
            query = parse_qs(scope["query_string"], max_num_fields=20)
        except ValueError:
            query = {}
        challenge = query.get(b"hub.challenge", [b""])[0]
        token = query.get(b"hub.verify_token", [b""])[0]
        knows = hmac.compare_digest(token, self._verify_token) and bool(self._verify_token)
        if knows and query.get(b"hub.mode") == [b"subscribe"] and len(challenge) <= _LARGEST_CHALLENGE:
            await _answer(send, 200, challenge, [(b"content-type", b"text/plain; charset=utf-8"), _NO_SNIFFING])
        else:
            await _answer(send, 403)


_DURABLE_START: Final[Event] = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
_DURABLE_BODY: Final[Event] = {"type": "http.response.body", "body": b""}
_NO_SNIFFING: Final = (b"x-content-type-options", b"nosniff")


def _signature(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == HEADER:
            return bytes(value)
    return None


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is larger than allowed. Then the rest is read without keeping it, within bounds:
    a client that is cut off while it writes would not see the answer.
    """
    event = await receive()
    body: bytes = event.get("body", b"")
    if not event.get("more_body"):
        return body if len(body) <= LARGEST_BODY else None
    parts, size = [body], len(body)
    while event.get("more_body") and size <= _MOST_READ:
        event = await receive()
        part = event.get("body", b"")
        size += len(part)
        if size <= LARGEST_BODY:
            parts.append(part)
    return b"".join(parts) if size <= LARGEST_BODY else None


async def _answer(send: Send, status: int, body: bytes = b"", headers: list[tuple[bytes, bytes]] | None = None) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, *(headers or [])]})
    await send({"type": "http.response.body", "body": body})
