"""Deny by default: everything behind this needs a person's token, except the few doors named here.

API keys of the company's own systems open the form routes and nothing else.
"""

from __future__ import annotations

import re
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.asgi import Application, Receive, Scope, Send
from server_stub.http.errors import send_refusal
from server_stub.services.api_keys import ApiCaller, ApiKeys, is_api_token
from server_stub.services.login import Caller, Logins
from server_stub.storage.database import StorageUnavailable

PUBLIC: Final = frozenset({("POST", "/v1/login"), ("GET", "/v1/health"), ("GET", "/v1/openapi.json")})
KEY_DOORS: Final = (
    ("POST", re.compile(r"/v1/consents")),
    ("GET", re.compile(r"/v1/consents/[^/]+")),
    ("POST", re.compile(r"/v1/consents/[^/]+/code")),
    ("POST", re.compile(r"/v1/consents/[^/]+/confirmation")),
)
"""The only doors that an API key opens."""
_LONGEST_TOKEN: Final = 200


class Authenticated:
    """Raw ASGI: puts the `Caller` or `ApiCaller` into `scope["user"]`, or answers 401 before the application sees
    anything."""

    def __init__(self, app: Application, logins: Logins, api_keys: ApiKeys) -> None:
        self._app = app
        self._logins = logins
        self._api_keys = api_keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (scope["method"], scope["path"]) not in PUBLIC:
            try:
                scope["user"] = await self._user(scope)
            except GatewayRefusal as refusal:
                await send_refusal(send, refusal)
                return
            except StorageUnavailable:
                await send_refusal(send, GatewayRefusal(ErrorCode.STORAGE_UNAVAILABLE))
                return
        await self._app(scope, receive, send)

    async def _user(self, scope: Scope) -> Caller | ApiCaller:
        token = _token(scope)
        if not is_api_token(token):
            return await self._logins.authenticate(token)
        if not _opens_to_keys(scope):
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        return await self._api_keys.authenticate(token)


def _opens_to_keys(scope: Scope) -> bool:
    return any(scope["method"] == method and path.fullmatch(scope["path"]) for method, path in KEY_DOORS)


def _token(scope: Scope) -> str:
    """The bearer token. Only from the header: addresses end up in logs and histories."""
    given = [value for name, value in scope["headers"] if name == b"authorization"]
    scheme, _, token = given[0].decode("latin-1").partition(" ") if len(given) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not 0 < len(token) <= _LONGEST_TOKEN:
        raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
    return token.strip()
