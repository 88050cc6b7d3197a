"""`POST /vN.0/{PNID}/messages` and `/marketing_messages`, with the trouble that may be scripted on them."""

from __future__ import annotations

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.common import check_version, read_json
from server_stub.cloud_sim.graph.errors import unknown_object
from server_stub.cloud_sim.graph.trouble import bad_gateway, reply
from server_stub.cloud_sim.sending.accept import Sending


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
        number = self._core.world.numbers.get(request.match_info["number_id"])
        if number is None:
            raise unknown_object(request.match_info["number_id"])
        user = self._sending.user_key(body)
        refused = bad_gateway(self._core, "messages", user)
        if refused is not None:
            return refused
        accepted = self._sending.accept(number, body, marketing_only=marketing_only)
        return await reply(self._core, request, accepted, "messages", user)
