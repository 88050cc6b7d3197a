"""Colleagues, one's own availability, and the team's canned phrases."""

from __future__ import annotations

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from server_stub.contract.model import Account, Phrase
from server_stub.contract.requests import SetAvailable
from server_stub.services.accounts import Accounts
from server_stub.services.login import Caller
from server_stub.services.phrases import Phrases


@get("/v1/accounts", summary="Everybody who may sign in", tags=["team"])
async def accounts_of_team(accounts: NamedDependency[Accounts]) -> list[Account]:
    return await accounts.everyone(with_disabled=False)


@put("/v1/me/available", summary="Take new conversations, or stop taking them", tags=["team"])
async def set_available(
    data: JSONBody[SetAvailable], caller: NamedDependency[Caller], accounts: NamedDependency[Accounts]
) -> Account:
    return await accounts.set_available(caller.account, available=data.available)


@get("/v1/phrases", summary="Canned phrases", tags=["team"], sync_to_thread=False)
def phrases_of_team(phrases: NamedDependency[Phrases]) -> list[Phrase]:
    return phrases.current()


HANDLERS = [accounts_of_team, set_available, phrases_of_team]
