"""What a request of the public says of itself: language, who sent it, and the form in it."""

from __future__ import annotations

from typing import Any

from litestar import Request

from server_stub.http.public.languages import language_of
from server_stub.services.website.visitor import Filled, Visitor

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
    """The fields of an ordinary form; files in it are left out."""
    found: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


def one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]


def filled(form: dict[str, list[str]]) -> Filled:
    """A box says which purpose it is and which text stood beside it."""
    pairs = (value.partition(" ") for value in form.get("agree", []))
    agreed = {purpose: notice for purpose, _, notice in pairs}
    return Filled(one(form, "token"), one(form, "phone"), agreed, one(form, "name"))
