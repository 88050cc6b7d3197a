"""The HTTP face of the gateway: raw ASGI doors in front, Litestar for the rest, OpenAPI made from the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ControllerRouterHandler

from server_stub.contract import API_VERSION
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import Event
from server_stub.http.asgi import Application, Receive, Scope, Send
from server_stub.http.auth import Authenticated
from server_stub.http.errors import EXCEPTION_HANDLERS, send_refusal
from server_stub.services.login import Caller, Logins

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a JSON request; the media upload has its own limit."""


def create_api(handlers: Iterable[ControllerRouterHandler], services: Mapping[str, object]) -> Litestar:
    """The API under /v1. Handlers receive from `services` by parameter name, and `caller` where they ask for it."""
    dependencies: dict[str, Any] = {
        name: Provide(_always(value), sync_to_thread=False) for name, value in services.items()
    }
    dependencies["caller"] = Provide(_caller, sync_to_thread=False)
    return Litestar(
        route_handlers=[*handlers, openapi_document],
        dependencies=dependencies,
        exception_handlers=dict(EXCEPTION_HANDLERS),
        request_max_body_size=LARGEST_BODY,
        openapi_config=OpenAPIConfig(
            title="Balcão gateway",
            version=str(API_VERSION),
            components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
            security=[{"token": []}],
            render_plugins=[JsonRenderPlugin()],
        ),
        logging_config=None,
    )


def describe(api: Litestar) -> dict[str, Any]:
    """The OpenAPI document: the framework's routes, and the event stream that is served in front of it."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(api.openapi_schema.to_schema()))
    (reference,), schemas = msgspec.json.schema_components((Event,), ref_template="#/components/schemas/{name}")
    document["components"]["schemas"] |= schemas
    document["paths"]["/v1/events"] = {"get": _stream_operation(reference)}
    return document


@get("/v1/openapi.json", include_in_schema=False, sync_to_thread=False)
def openapi_document(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    return Response(describe(request.app))


class Front:
    """The outermost ASGI application: webhooks and the stream go past the framework, everything else needs a token."""

    def __init__(self, *, api: Application, stream: Application, webhook: Application, logins: Logins) -> None:
        self._webhook = webhook
        self._stream = stream
        self._api = api
        self._guarded = Authenticated(self._behind, logins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        if scope["path"] == "/webhook":
            await self._webhook(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _behind(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != "/v1/events":
            await self._api(scope, receive, send)
        elif scope["method"] == "GET":
            await self._stream(scope, receive, send)
        else:
            await send_refusal(send, GatewayRefusal(ErrorCode.NOT_FOUND))


def _always(value: object) -> Any:
    return lambda: value


def _caller(request: Request[Any, Any, Any]) -> Caller:
    """Raises KeyError in a public route that asks for a caller: a fault of ours that a test finds."""
    caller: Caller = request.scope["user"]
    return caller


def _stream_operation(reference: Mapping[str, Any]) -> dict[str, Any]:
    cursor = {"type": "integer", "minimum": 0}
    return {
        "summary": "Server-sent events",
        "description": "Endless: rows of the log that the caller may see. `resync` and `signed_out` end it.",
        "operationId": "Events",
        "tags": ["events"],
        "parameters": [
            {"name": "after", "in": "query", "schema": cursor, "description": "The last `seq` that was applied."},
            {"name": "Last-Event-ID", "in": "header", "schema": cursor, "description": "The same; wins over `after`."},
        ],
        "responses": {
            "200": {"description": "`data` of each event:", "content": {"text/event-stream": {"schema": reference}}}
        },
        "security": [{"token": []}],
    }
