"""The HTTP face of the gateway: raw ASGI doors in front, Litestar for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from litestar import Litestar, Request
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.asgi import Application, Receive, Scope, Send
from server_stub.http.auth import Authenticated
from server_stub.http.errors import EXCEPTION_HANDLERS, send_refusal
from server_stub.http.openapi import openapi_config, openapi_document
from server_stub.http.services import providers, with_their_own
from server_stub.services.api_keys import ApiCaller, ApiKeys
from server_stub.services.login import Caller, Logins

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a JSON request; the media upload has its own limit."""


def create_api(handlers: Iterable[HTTPRouteHandler], services: Iterable[str]) -> Litestar:
    """The API under /v1, one in a process for the same handlers; `WithServices` gives it those of a gateway. Handlers
    receive from `services` by parameter name, and `caller` or `api_caller` where they ask for it."""
    return _api(tuple(handlers), frozenset(services))


@cache
def _api(handlers: tuple[HTTPRouteHandler, ...], services: frozenset[str]) -> Litestar:
    known = providers(services)
    known["caller"] = Provide(_caller, sync_to_thread=False)
    known["api_caller"] = Provide(_api_caller, sync_to_thread=False)
    return Litestar(
        route_handlers=[*with_their_own(handlers, known), openapi_document],
        exception_handlers=dict(EXCEPTION_HANDLERS),
        request_max_body_size=LARGEST_BODY,
        openapi_config=openapi_config(),
        logging_config=None,
    )


class Front:
    """The outermost ASGI application: webhooks and the stream go past the framework; `public` applications guard
    themselves, by the beginning of the path; everything else needs a token."""

    def __init__(
        self,
        *,
        api: Application,
        stream: Application,
        webhook: Application,
        logins: Logins,
        api_keys: ApiKeys,
        public: Mapping[str, Application],
    ) -> None:
        self._public = public
        self._webhook = webhook
        self._stream = stream
        self._api = api
        self._guarded = Authenticated(self._behind, logins, api_keys)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        if scope["path"] == "/webhook":
            await self._webhook(scope, receive, send)
        else:
            app = next((app for start, app in self._public.items() if scope["path"].startswith(start)), self._guarded)
            await app(scope, receive, send)

    async def _behind(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != "/v1/events":
            await self._api(scope, receive, send)
        elif scope["method"] == "GET":
            await self._stream(scope, receive, send)
        else:
            await send_refusal(send, GatewayRefusal(ErrorCode.NOT_FOUND))


def _caller(request: Request[Any, Any, Any]) -> Caller:
    """Raises KeyError in a public route that asks for a caller: a fault of ours that a test finds."""
    user = request.scope["user"]
    if not isinstance(user, Caller):
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
    return user


def _api_caller(request: Request[Any, Any, Any]) -> ApiCaller:
    """Form routes are for systems: a person has other ways to record what was said."""
    user = request.scope["user"]
    if not isinstance(user, ApiCaller):
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
    return user
