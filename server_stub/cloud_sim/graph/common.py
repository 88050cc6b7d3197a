"""What every Graph route shares: the bearer check, the request log and errors as Meta writes them."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from server_stub.cloud_sim.core import Core, LoggedRequest
from server_stub.cloud_sim.graph.errors import GraphError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

OLDEST_VERSION = 21
LOGGED = web.RequestKey("logged", LoggedRequest)
_BAD_CREDENTIAL = "Invalid OAuth access token - Cannot parse access token"


def dump(value: Any) -> str:
    """JSON as the Graph side writes it."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def answer(value: Any, status: int = 200) -> web.Response:
    """A JSON answer in Meta's content type."""
    return web.Response(text=dump(value), status=status, content_type="application/json", charset="UTF-8")


async def read_json(request: web.Request) -> Any:
    """The JSON body, or {} when there is none, noted in the log; raises GraphError 100 for broken JSON."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise GraphError(100, "The request body is not valid JSON.") from None
    request[LOGGED].body = body
    return body


def check_bearer(request: web.Request, token: str) -> None:
    """Raise GraphError 190 unless the request carries our token (`Bearer`, or `OAuth` for uploads)."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    known = scheme.lower() in ("bearer", "oauth")
    if not known or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise GraphError(190, _BAD_CREDENTIAL)


def check_version(version: str) -> None:
    """Raise GraphError 100 unless the path starts with `vN.0`, N at least 21."""
    number = version.removeprefix("v").split(".")[0]
    if not version.startswith("v") or not number.isdigit() or int(number) < OLDEST_VERSION:
        raise GraphError(100, f"Unknown path components: /{version}", subcode=2500)


def graph_middleware(core: Core) -> Any:
    """Log each Graph request with its outcome and turn GraphError into Meta's error body."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/sim/"):
            return await handler(request)
        logged = LoggedRequest(
            at=core.now(), method=request.method, path=request.path, query=dict(request.query), body=None
        )
        core.requests.append(logged)
        request[LOGGED] = logged
        try:
            check_bearer(request, core.config.access_token)
            response = await handler(request)
        except GraphError as error:
            logged.code = error.code
            response = answer(error.body(core.ids.trace()), error.status)
        except web.HTTPException as error:
            refusal = GraphError(100, f"Unknown path components: {request.path}", subcode=2500)
            logged.code = refusal.code
            response = answer(refusal.body(core.ids.trace()), error.status if error.status == 413 else 400)
        logged.status = response.status
        return response

    return middleware
