"""The part of the control interface that shows and drives traffic: requests, sends and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server_stub.cloud_sim.control.views import delivery_json, request_json, sent_json, state_json
from server_stub.cloud_sim.graph.common import dump
from server_stub.cloud_sim.handshake import check_callback

if TYPE_CHECKING:
    from aiohttp import web

    from server_stub.cloud_sim.control.serving import Action, Body
    from server_stub.cloud_sim.core import Core


class TrafficControl:
    """What came in and what went out."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def actions(self) -> list[tuple[str, str, Action]]:
        """Method, path below `/sim/`, action."""
        return [
            ("GET", "state", self.state),
            ("GET", "sent", self.sent),
            ("GET", "requests", self.requests),
            ("POST", "webhook", self.set_webhook),
            ("POST", "webhook/handshake", self.handshake),
            ("GET", "webhooks", self.webhooks),
            ("POST", "webhooks/flush", self.flush),
            ("POST", "webhooks/raw", self.raw),
            ("POST", "webhooks/event", self.event),
        ]

    async def state(self, request: web.Request, body: Body) -> Any:
        """Clock, ids, profile and counters."""
        return state_json(self._core)

    async def sent(self, request: web.Request, body: Body) -> Any:
        """Accepted sends, oldest first; `?user=` and `?type=` filter."""
        query = request.query
        rows = [sent_json(sent) for sent in self._core.sent.values()]
        for name in ("user", "type", "wamid"):
            if name in query:
                rows = [row for row in rows if row[name] == query[name]]
        return {"sent": rows}

    async def requests(self, request: web.Request, body: Body) -> Any:
        """Every Graph request with its outcome; `?path=` filters by what the path ends with."""
        tail = request.query.get("path", "")
        return {"requests": [request_json(it) for it in self._core.requests if it.path.endswith(tail)]}

    async def set_webhook(self, request: web.Request, body: Body) -> Any:
        """`url` of the callback, or null."""
        self._core.set_webhook(body["url"])
        return {"url": body["url"]}

    async def handshake(self, request: web.Request, body: Body) -> Any:
        """Shake hands with the callback, with our verify token or the `verify_token` given."""
        address = body.get("url") or self._core.webhook_url
        if not address:
            raise ValueError("url")
        token = body.get("verify_token", self._core.config.verify_token)
        return await check_callback(address, token, body.get("challenge") or self._core.ids.token())

    async def webhooks(self, request: web.Request, body: Body) -> Any:
        """Deliveries with all attempts; `?state=` filters."""
        wanted = request.query.get("state")
        rows = [delivery_json(it) for it in self._core.outbox.log if wanted in (None, it.state)]
        return {"waiting": self._core.outbox.waiting, "webhooks": rows}

    async def flush(self, request: web.Request, body: Body) -> Any:
        """Send everything now, retries too, and wait for the answers."""
        await self._core.outbox.flush()
        return {"waiting": self._core.outbox.waiting}

    async def raw(self, request: web.Request, body: Body) -> Any:
        """Sign and send `body` (JSON) or `text` (the very characters) as a webhook of its own."""
        raw = body["text"].encode() if "text" in body else dump(body["body"]).encode()
        return delivery_json(self._core.outbox.push_body(raw))

    async def event(self, request: web.Request, body: Body) -> Any:
        """Queue a change of any webhook `field` with this `value`."""
        self._core.tell_event(body["field"], body["value"])
        return {"waiting": self._core.outbox.waiting}
