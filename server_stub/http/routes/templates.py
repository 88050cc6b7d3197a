"""The registry of templates."""

from __future__ import annotations

import msgspec
from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.model import Template
from server_stub.http.needs import Data, Now, Who
from server_stub.services.templates import TemplateRegistry

_TAGS = ["templates"]


class SetPurpose(msgspec.Struct, frozen=True):
    """What a template is for; "" lets Meta's category tell."""

    purpose: str


@get("/v1/templates", summary="Templates", tags=_TAGS)
async def templates(caller: Who, database: Data, registry: NamedDependency[TemplateRegistry]) -> list[Template]:
    """All of them, approved or not; `obstacle` says why one cannot be sent from here."""
    return await database.read(registry.all)


@put("/v1/templates/{template_id:str}/purpose", summary="Set the purpose (administrators)", tags=_TAGS)
async def set_purpose(
    template_id: FromPath[str],
    data: JSONBody[SetPurpose],
    caller: Who,
    database: Data,
    registry: NamedDependency[TemplateRegistry],
    clock: Now,
) -> Template:
    return await database.write(lambda tx: registry.set_purpose(tx, caller.account, template_id, data.purpose, clock()))


HANDLERS = [templates, set_purpose]
