"""Search over the whole history."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from server_stub.contract.search import SearchPage
from server_stub.http.needs import Data, Now, Who
from server_stub.services.search import Search, Where


@get("/v1/search", summary="Messages by their words", tags=["conversations"])
async def search(
    caller: Who,
    database: Data,
    search_service: NamedDependency[Search],
    clock: Now,
    words: Annotated[str, QueryParameter(name="query")] = "",
    page: FromQuery[str | None] = None,
    conversation: FromQuery[str | None] = None,
    before: FromQuery[int | None] = None,
    limit: FromQuery[int] = 50,
) -> SearchPage:
    """`query`: words or their beginnings from three letters on, all of which must be there, or a number in any writing.

    Leads and administrators search everything, agents what they may see; `conversation`: in this one only. `before` in
    ms begins there; further pages begin where `page` says.
    """
    where = Where(conversation, before)
    return await database.read(lambda tx: search_service.page(tx, caller.account, words, page, limit, clock(), where))


HANDLERS = [search]
