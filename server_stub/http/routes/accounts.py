"""Colleagues, and one's own availability."""

from __future__ import annotations

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from server_stub.contract.model import Account
from server_stub.contract.requests import SetAvailable
from server_stub.http.needs import Who
from server_stub.services.accounts import Accounts


@get("/v1/accounts", summary="Everybody who may sign in", tags=["team"])
async def accounts_of_team(accounts: NamedDependency[Accounts]) -> list[Account]:
    return await accounts.everyone(with_disabled=False)


@put("/v1/me/available", summary="Take new conversations, or stop taking them", tags=["team"])
async def set_available(data: JSONBody[SetAvailable], caller: Who, accounts: NamedDependency[Accounts]) -> Account:
    return await accounts.set_available(caller.account, available=data.available)


HANDLERS = [accounts_of_team, set_available]
