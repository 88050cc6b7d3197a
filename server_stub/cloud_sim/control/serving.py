"""Serves control actions: loopback peers only, JSON in and out."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec
from aiohttp import web

Body = dict[str, Any]
Action = Callable[[web.Request, Body], Awaitable[Any]]


def add_actions(router: web.UrlDispatcher, actions: Iterable[tuple[str, str, Action]]) -> None:
    """Register actions below `/sim/`."""
    for method, path, action in actions:
        router.add_route(method, "/sim/" + path, served(action))


def served(action: Action) -> Any:
    """An action as a handler: other machines get 403, wrong input 400, unknown names 404."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if not is_local(request.remote):
            return _json({"error": "loopback only"}, 403)
        raw = await request.read()
        try:
            body = msgspec.json.decode(raw, type=Body) if raw else {}
            return _json(await action(request, body))
        except KeyError as error:
            return _json({"error": "unknown or missing", "name": str(error.args[0])}, 404)
        except (ValueError, TypeError) as error:
            return _json({"error": "invalid", "name": str(error)}, 400)

    return handler


def is_local(remote: str | None) -> bool:
    """Whether a peer address is this machine's loopback."""
    try:
        return remote is not None and ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return False


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), status=status, content_type="application/json")
