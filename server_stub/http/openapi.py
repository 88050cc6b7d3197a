"""The OpenAPI document: generated from routes and contract, completed with what stands before the framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from server_stub.contract import API_VERSION
from server_stub.contract.errors import WireError
from server_stub.contract.events import DATA_TYPES, Event

_REFERENCE: Final = "#/components/schemas/{name}"
_SCHEMES: Final = {
    "token": SecurityScheme(type="http", scheme="bearer", description="Of a person, from POST /v1/login."),
    "api_key": SecurityScheme(
        type="http", scheme="bearer", description='Of one of the company\'s own systems: "blk_…", for the form routes.'
    ),
}


def openapi_config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Balcão gateway",
        version=str(API_VERSION),
        components=Components(security_schemes=_SCHEMES),
        security=[{"token": []}],
        render_plugins=[JsonRenderPlugin()],
    )


def describe(api: Litestar) -> dict[str, Any]:
    """The whole document as plain values."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(api.openapi_schema.to_schema()))
    types = (Event, WireError, *dict.fromkeys(DATA_TYPES.values()))
    (event, error, *_), schemas = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    document["components"]["schemas"] |= schemas
    document["paths"]["/v1/events"] = {"get": _stream_operation(event)}
    for operations in document["paths"].values():
        for operation in operations.values():
            _tell_errors(operation["responses"], error)
    return document


@get("/v1/openapi.json", include_in_schema=False, sync_to_thread=False)
def openapi_document(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    return Response(describe(request.app))


def _tell_errors(responses: dict[str, Any], error: Mapping[str, Any]) -> None:
    """The framework describes its own shape of errors, which never leaves this gateway."""
    responses.pop("400", None)
    responses["default"] = {
        "description": "Refused: a code and what its sentence needs; docs/api.md lists the codes by status.",
        "content": {"application/json": {"schema": dict(error)}},
    }


def _stream_operation(event: Mapping[str, Any]) -> dict[str, Any]:
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
            "200": {
                "description": "`data` of each event; what its own `data` holds depends on `kind`.",
                "content": {"text/event-stream": {"schema": dict(event)}},
            }
        },
        "security": [{"token": []}],
    }
