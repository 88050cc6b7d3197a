"""Where the provider of SMS brings what people wrote and what became of our messages (raw ASGI, under /m/sms/)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from server_stub.channels.sms import Callback, SmsProvider
from server_stub.http.asgi import Receive, Scope, Send
from server_stub.services.links import LinkInvalid
from server_stub.services.outside.delivery import Deliveries
from server_stub.services.outside.outside_links import OutsideLinks
from server_stub.services.outside.replies import SmsReplies
from server_stub.storage.database import Database, StorageUnavailable

INBOUND: Final = "/m/sms/inbound"
REPORT: Final = "/m/sms/report/"
_LARGEST_BODY: Final = 64 * 1024
_MOST_READ: Final = 4 * _LARGEST_BODY
PATIENCE_SECONDS: Final = 30.0
_MOST_FIELDS: Final = 100
_log = logging.getLogger(__name__)


class SmsDoor:
    """Answers 403 to everybody but the provider, 503 where it has to be brought again, and 200 for what is durable.

    `patience`: seconds for a body to be here.
    """

    def __init__(
        self,
        database: Database,
        provider: SmsProvider | None,
        links: OutsideLinks,
        replies: SmsReplies,
        deliveries: Deliveries,
        clock: Callable[[], int],
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._database = database
        self._provider = provider
        self._links = links
        self._replies = replies
        self._deliveries = deliveries
        self._clock = clock
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        provider, path = self._provider, str(scope["path"])
        if provider is None or not (path == INBOUND or path.startswith(REPORT)):
            await _answer(send, 404)
            return
        if scope["method"] not in ("GET", "POST"):
            await _answer(send, 405)
            return
        try:
            async with asyncio.timeout(self._patience):
                callback = await self._callback(scope, receive)
        except TimeoutError:  # anybody may knock: who only holds a connection is shown out
            await _answer(send, 408)
            return
        if callback is None:
            await _answer(send, 413)
            return
        try:
            if path == INBOUND:
                await self._inbound(provider, callback, send)
            else:
                await self._report(provider, path.removeprefix(REPORT), callback, send)
        except StorageUnavailable as error:
            _log.error("an SMS was not kept: %s", type(error.__cause__ or error).__name__)
            await _answer(send, 503)

    async def _inbound(self, provider: SmsProvider, callback: Callback, send: Send) -> None:
        if not provider.is_genuine(callback):
            await _answer(send, 403)
            return
        received, now = provider.received(callback), self._clock()
        if received is not None:
            raw = dict(callback.form)
            await self._database.write(lambda tx: self._replies.take(tx, provider.name, received, raw, now))
        media_type, body = provider.answer
        await _answer(send, 200, body.encode(), media_type)

    async def _report(self, provider: SmsProvider, token: str, callback: Callback, send: Send) -> None:
        now = self._clock()
        try:
            message_id = self._links.read_report(token, now)
        except LinkInvalid:
            await _answer(send, 403)
            return
        if provider.signs_reports and not provider.is_genuine(callback):
            await _answer(send, 403)
            return
        report = provider.report(callback)
        await self._database.write(lambda tx: self._deliveries.reported(tx, message_id, report, now))
        await _answer(send, 200)

    async def _callback(self, scope: Scope, receive: Receive) -> Callback | None:
        """None for more than a provider ever sends."""
        query = bytes(scope["query_string"])
        target = bytes(scope.get("raw_path") or str(scope["path"]).encode()) + (b"?" + query if query else b"")
        body = await _body(receive) if scope["method"] == "POST" else query
        if body is None:
            return None
        try:
            form = parse_qsl(
                body.decode("latin-1"), keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
            )
        except ValueError:
            return None
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        return Callback(self._links.called(target.decode("latin-1")), tuple(form), headers)


async def _body(receive: Receive) -> bytes | None:
    """None for one that is too large. The rest is then read without keeping it, within bounds: a client that is cut
    off while it writes would not see the answer.
    """
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= _MOST_READ:
        event = await receive()
        part = bytes(event.get("body", b""))
        size += len(part)
        more = bool(event.get("more_body"))
        if size <= _LARGEST_BODY:
            parts.append(part)
    return b"".join(parts) if size <= _LARGEST_BODY else None


async def _answer(send: Send, status: int, body: bytes = b"", media_type: str = "text/plain") -> None:
    headers = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
