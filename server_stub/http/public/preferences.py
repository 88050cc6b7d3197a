"""The preference centre under /p/{signed token}: looking changes nothing, each button acts at once."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.landing import languages
from server_stub.http.public.languages import words
from server_stub.http.public.render import Pages
from server_stub.services.website.preferences import Change, PreferenceCentre
from server_stub.storage.database import Database

_DONE: Final = frozenset({"granted", "pending", "revoked", "left"})
_PROBLEMS: Final = {
    ErrorCode.NOTICE_RETIRED: (409, "prefs_wrong_notice"),
    ErrorCode.PURPOSE_UNKNOWN: (409, "wrong_purpose"),
    ErrorCode.BAD_REQUEST: (400, "prefs_wrong_form"),
}


@get("/p/{token:str}")
async def preferences(
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    centre: NamedDependency[PreferenceCentre],
    pages: NamedDependency[Pages],
) -> Response[str]:
    language, done = asked.language(request), request.query_params.get("done", "")
    try:
        return await _page(token, language, database, centre, pages, done=done)
    except GatewayRefusal as refusal:
        return await _link_wrong(refusal, language, database, centre, pages)


@post("/p/{token:str}")
async def change(
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    centre: NamedDependency[PreferenceCentre],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Then shows everything again, with what was done above it."""
    language, form = asked.language(request), await asked.fields(request)
    names = ("action", "token", "purpose", "notice")
    wanted = Change(*(asked.one(form, name) for name in names))
    visitor = asked.visitor(request, f"{pages.address}/p/")
    try:
        done = await database.write(lambda tx: centre.change(tx, token, wanted, visitor, language))
    except GatewayRefusal as refusal:
        code, problem = _PROBLEMS.get(refusal.code, (400, "prefs_wrong_form"))
        if refusal.code is ErrorCode.TOKEN_INVALID and "field" not in refusal.params:
            return await _link_wrong(refusal, language, database, centre, pages)
        return await _page(token, language, database, centre, pages, status=code, problem=problem)
    return pages.go(f"/p/{token}?lang={language}&done={done}")


async def _page(
    token: str,
    language: str,
    database: Database,
    centre: PreferenceCentre,
    pages: Pages,
    *,
    status: int = 200,
    done: str = "",
    problem: str = "",
) -> Response[str]:
    found = await database.read(lambda tx: centre.show(tx, token, language))
    text, here = words(language), f"{pages.prefix}/p/{token}"
    names = {line.state: text.get(f"prefs_state_{line.state}", text["prefs_state_other"]) for line in found.lines}
    return pages.page(
        "preferences",
        language,
        found.company,
        status=status,
        preferences=found,
        state_names=names,
        here=here,
        done=f"done_{done}" if done in _DONE else "",
        now=centre.now(),
        problem=text[problem] if problem else "",
        languages=languages(here),
    )


async def _link_wrong(
    refusal: GatewayRefusal, language: str, database: Database, centre: PreferenceCentre, pages: Pages
) -> Response[str]:
    """Forged, damaged or over: how to get a new one is all that is said."""
    if refusal.code is not ErrorCode.TOKEN_INVALID:
        raise refusal
    company, number = await database.read(centre.company)
    text = words(language)
    over = bool(refusal.params.get("expired"))
    digits = "".join(sign for sign in number if sign.isdigit())
    return pages.page(
        "message",
        language,
        company,
        status=410 if over else 404,
        heading=text["link_over_title" if over else "link_wrong_title"],
        text=text["link_over" if over else "link_wrong"],
        link=f"https://wa.me/{digits}?text={quote(text['link_new_word'])}" if digits else "",
        link_text=text["link_new"],
        languages=(),
    )


HANDLERS: Final[list[Any]] = [preferences, change]
