"""What a request of the public says of itself: language, who sent it, and the form in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from litestar import Request
from litestar.exceptions import HTTPException

from server_stub.http.public.languages import language_of
from server_stub.services.website.visitor import Filled, Visitor

FORM_SECONDS: Final = 20.0
AnyRequest = Request[Any, Any, Any]


def language(request: AnyRequest) -> str:
    asked = request.query_params.get("lang", "")
    return language_of(asked, request.headers.get("accept-language", ""))


def visitor(request: AnyRequest, page: str) -> Visitor:
    """`page`: address of the form, without its query, which may hold anything. Trusted proxies were believed before."""
    client = request.client
    address = "" if client is None else client.host
    return Visitor(address, request.headers.get("user-agent", ""), page)


async def fields(request: AnyRequest) -> dict[str, list[str]]:
    """The fields of an ordinary form; files in it are left out. Raises HTTPException 408 for one that drips in."""
    found: dict[str, list[str]] = {}
    async with in_time():
        form = await request.form()
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


async def body(request: AnyRequest) -> bytes:
    """Raises as `fields`."""
    async with in_time():
        return await request.body()


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Forms are small: whoever needs longer for one than this holds the connection for something else."""
    try:
        async with asyncio.timeout(FORM_SECONDS):
            yield
    except TimeoutError:
        raise HTTPException(status_code=408) from None


def one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]


def filled(form: dict[str, list[str]]) -> Filled:
    """A box says which purpose it is and which text stood beside it."""
    pairs = (value.partition(" ") for value in form.get("agree", []))
    agreed = {purpose: notice for purpose, _, notice in pairs}
    return Filled(one(form, "token"), one(form, "phone"), agreed, one(form, "name"))
