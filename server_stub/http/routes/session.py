"""Signing in and out, and whether the gateway is well."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from server_stub.contract import API_VERSION
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.requests import Health, Login, Session
from server_stub.http.needs import Who
from server_stub.services.accounts import Accounts
from server_stub.services.health import HealthCheck
from server_stub.services.login import Logins


@post("/v1/login", status_code=200, summary="Sign in", tags=["session"], security=[{}])
async def login(data: JSONBody[Login], request: Request[Any, Any, Any], logins: NamedDependency[Logins]) -> Session:
    """Opens a session. Wrong guesses are answered alike and more and more slowly."""
    if data.api_version != API_VERSION:
        raise GatewayRefusal(ErrorCode.VERSION_MISMATCH, gateway=API_VERSION, desktop=data.api_version)
    address = request.client.host if request.client is not None else ""
    return await logins.login(data.login, data.password, data.device, address)


@post("/v1/logout", status_code=204, summary="Sign out", tags=["session"])
async def logout(caller: Who, accounts: NamedDependency[Accounts]) -> None:
    """Ends this session; its event stream ends with `signed_out`."""
    await accounts.logout(caller.account, caller.digest)


@get("/v1/health", summary="Is the gateway well?", tags=["session"], security=[{}])
async def health(health_check: NamedDependency[HealthCheck]) -> Response[Health]:
    """200 when it can write, the ledger is whole and every worker runs, else 503 with the checks that failed."""
    report = await health_check.report()
    return Response(report, status_code=200 if report.ok else 503, headers={"cache-control": "no-store"})


HANDLERS = [login, logout, health]
