"""Do-not-contact lists of consumer agencies."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.status_codes import HTTP_201_CREATED, HTTP_202_ACCEPTED

from server_stub.contract.registers import BlockList
from server_stub.http.needs import Who
from server_stub.http.routes.imports import announced_length
from server_stub.services.block_lists import BlockLists

_TAGS = ["administration"]
_BoundState = Annotated[str, QueryParameter(name="state", description='Such as "SP"; "" for the whole country.')]


@get("/v1/block-lists", summary="Do-not-contact lists (leads and administrators)", tags=_TAGS)
async def all_lists(caller: Who, block_lists: NamedDependency[BlockLists]) -> list[BlockList]:
    return await block_lists.all(caller.account)


@post(
    "/v1/block-lists",
    summary="Load a do-not-contact list, in place of the older one (administrators)",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it streams
)
async def load_list(
    request: Request[Any, Any, State],
    caller: Who,
    block_lists: NamedDependency[BlockLists],
    name: FromQuery[str] = "",
    bound_state: _BoundState = "",
) -> Response[BlockList]:
    """The raw file: one number a line, with the day of its listing where the list tells it. Binds 30 days after.

    202 and `loading` where it is long: look again with GET /v1/block-lists.
    """
    made = await block_lists.load(caller.account, name, bound_state, request.stream(), announced_length(request))
    return Response(made, status_code=HTTP_202_ACCEPTED if made.loading else HTTP_201_CREATED)


@delete("/v1/block-lists/{list_id:str}", summary="Remove a do-not-contact list (administrators)", tags=_TAGS)
async def remove_list(list_id: FromPath[str], caller: Who, block_lists: NamedDependency[BlockLists]) -> None:
    await block_lists.remove(caller.account, list_id)


HANDLERS = [all_lists, load_list, remove_list]
