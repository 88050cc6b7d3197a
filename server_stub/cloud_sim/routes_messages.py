"""`POST /vN.0/{PNID}/messages` and `/marketing_messages`, with the trouble that may be scripted on them."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.errors import unknown_object
from server_stub.cloud_sim.http_common import answer, check_version, dump, read_json
from server_stub.cloud_sim.sending import Sending

BAD_GATEWAY = (
    "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"
)


class MessageRoutes:
    """The two sending endpoints."""

    def __init__(self, core: Core, sending: Sending) -> None:
        self._core = core
        self._sending = sending

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the endpoints."""
        router.add_post("/{version}/{number_id}/messages", self.messages)
        router.add_post("/{version}/{number_id}/marketing_messages", self.marketing)

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """Send anything, mark as read, show typing."""
        return await self._send(request, marketing_only=False)

    async def marketing(self, request: web.Request) -> web.StreamResponse:
        """Send marketing templates."""
        return await self._send(request, marketing_only=True)

    async def _send(self, request: web.Request, *, marketing_only: bool) -> web.StreamResponse:
        check_version(request.match_info["version"])
        body = await read_json(request)
        request["logged"].body = body
        number = self._core.world.numbers.get(request.match_info["number_id"])
        if number is None:
            raise unknown_object(request.match_info["number_id"])
        user = self._sending.user_key(body)
        faults = self._core.faults
        if faults.take("bad_gateway", place="messages", user=user):
            return web.Response(text=BAD_GATEWAY, status=502, content_type="text/html")
        accepted = self._sending.accept(number, body, marketing_only=marketing_only)
        slow = faults.take("slow", place="messages", user=user)
        if slow is not None:
            await self._core.agenda.sleep(slow.delay)
        if faults.take("reset_after_accept", place="messages", user=user):
            return await reset(request)
        if faults.take("truncated", place="messages", user=user):
            return truncated(accepted)
        return answer(accepted)


async def reset(request: web.Request) -> web.StreamResponse:
    """Cut the connection instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    await asyncio.sleep(0)
    return web.Response()


def truncated(value: Any) -> web.Response:
    """An answer whose JSON stops in the middle."""
    text = dump(value)
    return web.Response(text=text[: len(text) // 2], content_type="application/json")
