"""API keys of the company's own systems, for administrators."""

from __future__ import annotations

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.registers import ApiKey, NewApiKey
from server_stub.http.needs import Who
from server_stub.services.api_keys import ApiKeys

_TAGS = ["administration"]


@get("/v1/api-keys", summary="API keys, the revoked ones too (administrators)", tags=_TAGS)
async def list_keys(caller: Who, api_keys: NamedDependency[ApiKeys]) -> list[ApiKey]:
    return await api_keys.all(caller.account)


@post("/v1/api-keys", summary="Make an API key (administrators)", tags=_TAGS)
async def create_key(data: JSONBody[NewApiKey], caller: Who, api_keys: NamedDependency[ApiKeys]) -> ApiKey:
    """`secret` is in this answer and nowhere else: only its digest is kept."""
    return await api_keys.create(caller.account, data)


@delete("/v1/api-keys/{key_id:str}", summary="Revoke an API key at once (administrators)", tags=_TAGS)
async def revoke_key(key_id: FromPath[str], caller: Who, api_keys: NamedDependency[ApiKeys]) -> None:
    await api_keys.revoke(caller.account, key_id)


HANDLERS = [list_keys, create_key, revoke_key]
