"""What people ask about their data: written down, answered, exported, carried out."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from server_stub.contract.rights import AnswerRequest, OpenRequest, RightsRequest
from server_stub.http.needs import Data, Now, Who
from server_stub.services.erasure import Erasure
from server_stub.services.person_export import PersonExports
from server_stub.services.rights import RightsRequests

Requests = NamedDependency[RightsRequests]
_TAGS = ["rights"]


@get("/v1/rights-requests", summary="Requests of persons (leads, administrators)", tags=_TAGS)
async def requests(
    caller: Who,
    database: Data,
    rights_requests: Requests,
    request_state: Annotated[str, QueryParameter(name="state")] = "",
) -> list[RightsRequest]:
    """Those due first come first; `state`: open, answered or refused."""
    return await database.read(lambda tx: rights_requests.listed(tx, caller.account, request_state))


@post("/v1/contacts/{contact_id:str}/rights-requests", summary="Write down what a person asks", tags=_TAGS)
async def open_request(
    contact_id: FromPath[str],
    data: JSONBody[OpenRequest],
    caller: Who,
    database: Data,
    rights_requests: Requests,
    clock: Now,
) -> RightsRequest:
    """Tell the person the protocol. A revocation takes effect at once."""
    return await database.write(lambda tx: rights_requests.open_for(tx, caller.account, contact_id, data, clock()))


@post(
    "/v1/rights-requests/{protocol:str}/answer",
    status_code=200,
    summary="Answer or refuse (leads, administrators)",
    tags=_TAGS,
)
async def answer(
    protocol: FromPath[str],
    data: JSONBody[AnswerRequest],
    caller: Who,
    database: Data,
    rights_requests: Requests,
    clock: Now,
) -> RightsRequest:
    """A correction carries the new name; an erasure is answered by being carried out."""
    return await database.write(lambda tx: rights_requests.answer(tx, caller.account, protocol, data, clock()))


@get("/v1/contacts/{contact_id:str}/export", summary="All data of a person (leads, administrators)", tags=_TAGS)
async def export(
    contact_id: FromPath[str], caller: Who, person_exports: NamedDependency[PersonExports], clock: Now
) -> Response[bytes]:
    """A zip with everything as JSON and, in Portuguese, as PDF."""
    body = await person_exports.zip_of(caller.account, contact_id, clock())
    headers = {
        "content-disposition": f'attachment; filename="dados-{contact_id}.zip"',
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Response(body, media_type="application/zip", headers=headers)


@post("/v1/contacts/{contact_id:str}/erasure", status_code=200, summary="Erase a person (administrators)", tags=_TAGS)
async def erase(
    contact_id: FromPath[str], caller: Who, database: Data, erasure: NamedDependency[Erasure], clock: Now
) -> RightsRequest:
    """409 where nobody asked for it. Cannot be undone; the number stays suppressed."""
    return await database.write(lambda tx: erasure.carry_out(tx, caller.account, contact_id, clock()))


HANDLERS = [requests, open_request, answer, export, erase]
