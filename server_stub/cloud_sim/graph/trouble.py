"""Plays the scripted faults that concern an HTTP exchange."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.faults import Place
from server_stub.cloud_sim.graph.common import answer, dump

BAD_GATEWAY = (
    "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"
)


def bad_gateway(core: Core, place: Place, user: str | None = None) -> web.Response | None:
    """A 502 with an HTML page, if one is due before anything is accepted."""
    if core.faults.take("bad_gateway", place=place, user=user) is None:
        return None
    return web.Response(text=BAD_GATEWAY, status=502, content_type="text/html")


async def reply(
    core: Core, request: web.Request, value: Any, place: Place, user: str | None = None
) -> web.StreamResponse:
    """Answer what was accepted: late, cut off, unreadable, or simply well."""
    slow = core.faults.take("slow", place=place, user=user)
    if slow is not None:
        await core.agenda.sleep(slow.delay)
    if core.faults.take("reset_after_accept", place=place, user=user):
        if request.transport is not None:
            request.transport.abort()
        await asyncio.sleep(0)
        return web.Response()
    if core.faults.take("truncated", place=place, user=user):
        text = dump(value)
        return web.Response(text=text[: len(text) // 2], content_type="application/json")
    return answer(value)
