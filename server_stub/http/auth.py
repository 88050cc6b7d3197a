"""Deny by default: everything behind this needs a valid token, except the few doors named here."""

from __future__ import annotations

from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.asgi import Application, Receive, Scope, Send
from server_stub.http.errors import send_refusal
from server_stub.services.login import Logins
from server_stub.storage.database import StorageUnavailable

PUBLIC: Final = frozenset({("POST", "/v1/login"), ("GET", "/v1/health"), ("GET", "/v1/openapi.json")})
_LONGEST_TOKEN: Final = 200


class Authenticated:
    """Raw ASGI: puts the `Caller` into `scope["user"]` or answers 401 before the application sees anything."""

    def __init__(self, app: Application, logins: Logins) -> None:
        self._app = app
        self._logins = logins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (scope["method"], scope["path"]) not in PUBLIC:
            try:
                scope["user"] = await self._logins.authenticate(_token(scope))
            except GatewayRefusal as refusal:
                await send_refusal(send, refusal)
                return
            except StorageUnavailable:
                await send_refusal(send, GatewayRefusal(ErrorCode.STORAGE_UNAVAILABLE))
                return
        await self._app(scope, receive, send)


def _token(scope: Scope) -> str:
    """The bearer token. Only from the header: addresses end up in logs and histories."""
    given = [value for name, value in scope["headers"] if name == b"authorization"]
    scheme, _, token = given[0].decode("latin-1").partition(" ") if len(given) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not 0 < len(token) <= _LONGEST_TOKEN:
        raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
    return token.strip()
