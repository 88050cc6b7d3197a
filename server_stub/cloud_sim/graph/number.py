"""Endpoints of one business number: profile, short links, blocked users, registration, settings."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.blocking import block, blocked_page, unblock
from server_stub.cloud_sim.graph.common import answer, check_version, read_json
from server_stub.cloud_sim.graph.errors import GraphError, unknown_object
from server_stub.cloud_sim.graph.paging import choose_fields, page
from server_stub.cloud_sim.graph.short_links import add_link, link_json
from server_stub.cloud_sim.people.business import Number

_PROFILE_LIMITS = {"about": 139, "address": 256, "description": 512, "email": 128}
_PROFILE_FIELDS = ("about", "address", "description", "email", "websites", "vertical")
_HISTORY = {"sent": "SENT", "delivered": "DELIVERED", "read": "READ", "failed": "FAILED"}


class NumberRoutes:
    """What hangs below `/{PNID}/`, apart from messages and media."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the endpoints."""
        for method, tail, handler in (
            ("GET", "whatsapp_business_profile", self.profile),
            ("POST", "whatsapp_business_profile", self.change_profile),
            ("GET", "message_qrdls", self.links),
            ("POST", "message_qrdls", self.add_link),
            ("GET", "message_qrdls/{code}", self.link),
            ("DELETE", "message_qrdls/{code}", self.drop_link),
            ("GET", "block_users", self.blocked),
            ("POST", "block_users", self.block),
            ("DELETE", "block_users", self.unblock),
            ("POST", "register", self.register),
            ("POST", "deregister", self.deregister),
            ("POST", "request_code", self.succeed),
            ("POST", "verify_code", self.succeed),
            ("GET", "settings", self.settings),
            ("POST", "settings", self.change_settings),
            ("POST", "conversational_automation", self.change_settings),
            ("GET", "message_history", self.history),
        ):
            router.add_route(method, "/{version}/{number_id}/" + tail, handler)

    def _number(self, request: web.Request) -> Number:
        check_version(request.match_info["version"])
        number = self._core.world.numbers.get(request.match_info["number_id"])
        if number is None:
            raise unknown_object(request.match_info["number_id"])
        return number

    async def _object(self, request: web.Request) -> dict[str, Any]:
        body = await read_json(request)
        if not isinstance(body, dict):
            raise GraphError(100, "The request body must be a JSON object.")
        return body

    async def profile(self, request: web.Request) -> web.StreamResponse:
        """The business profile."""
        fields = request.query.get("fields")
        shown = choose_fields(self._number(request).profile, fields and fields + ",messaging_product")
        return answer({"data": [shown]})

    async def change_profile(self, request: web.Request) -> web.StreamResponse:
        """Change parts of the business profile."""
        number, body = self._number(request), await self._object(request)
        for name, limit in _PROFILE_LIMITS.items():
            if len(str(body.get(name, ""))) > limit:
                raise GraphError(100, f"Param {name} must be at most {limit} characters long.")
        if len(body.get("websites") or []) > 2:
            raise GraphError(100, "Param websites must have at most 2 elements.")
        number.profile.update({name: body[name] for name in _PROFILE_FIELDS if name in body})
        return answer({"success": True})

    async def links(self, request: web.Request) -> web.StreamResponse:
        """All short links."""
        rows = [link_json(link) for link in self._number(request).short_links.values()]
        return answer(page(rows, request.query, str(request.url)))

    async def add_link(self, request: web.Request) -> web.StreamResponse:
        """Make a short link, or change the one whose `code` is given."""
        number, body = self._number(request), await self._object(request)
        return answer(add_link(number, body, self._core.ids))

    async def link(self, request: web.Request) -> web.StreamResponse:
        """One short link."""
        link = self._number(request).short_links.get(request.match_info["code"])
        return answer({"data": [link_json(link)] if link else []})

    async def drop_link(self, request: web.Request) -> web.StreamResponse:
        """Delete a short link."""
        code = request.match_info["code"]
        if self._number(request).short_links.pop(code, None) is None:
            raise unknown_object(code)
        return answer({"success": True})

    async def blocked(self, request: web.Request) -> web.StreamResponse:
        """Users the business blocked."""
        return answer(blocked_page(self._core, self._number(request), request.query, str(request.url)))

    async def block(self, request: web.Request) -> web.StreamResponse:
        """Block users who wrote in the last 24 h."""
        return answer(block(self._core, self._number(request), await self._object(request)))

    async def unblock(self, request: web.Request) -> web.StreamResponse:
        """Unblock users (a DELETE with a body)."""
        return answer(unblock(self._core, self._number(request), await self._object(request)))

    async def register(self, request: web.Request) -> web.StreamResponse:
        """Register the number with its six-digit PIN."""
        number, body = self._number(request), await self._object(request)
        pin = str(body.get("pin", ""))
        if not (pin.isdigit() and len(pin) == 6):
            raise GraphError(100, "Param pin must be 6 characters long.")
        number.registered = True
        return answer({"success": True})

    async def deregister(self, request: web.Request) -> web.StreamResponse:
        """Take the number off the platform."""
        self._number(request).registered = False
        return answer({"success": True})

    async def succeed(self, request: web.Request) -> web.StreamResponse:
        """Endpoints whose effect lies outside (a code by SMS)."""
        self._number(request)
        return answer({"success": True})

    async def settings(self, request: web.Request) -> web.StreamResponse:
        """Settings of the number."""
        return answer(self._number(request).settings)

    async def change_settings(self, request: web.Request) -> web.StreamResponse:
        """Change settings of the number."""
        number, body = self._number(request), await self._object(request)
        number.settings.update(body)
        return answer({"success": True})

    async def history(self, request: web.Request) -> web.StreamResponse:
        """What became of one message."""
        number, sent = self._number(request), self._core.sent.get(request.query.get("message_id", ""))
        if sent is None or sent.number_id != number.id:
            return answer({"data": []})
        events = [
            {"id": f"{step.at}{index}", "delivery_status": _HISTORY[step.status], "timestamp": step.at // 1000}
            for index, step in enumerate(sent.steps)
            if step.status in _HISTORY
        ]
        row = {"id": sent.wamid[-24:], "message_id": sent.wamid, "events": {"data": events}}
        return answer({"data": [row]})
