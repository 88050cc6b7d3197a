"""Hosted forms under /o/{slug}: shown, taken in, and followed until the number is confirmed. No script is needed."""

from __future__ import annotations

from typing import Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.headers import file_headers
from server_stub.http.public.languages import words
from server_stub.http.public.qr import qr_svg
from server_stub.http.public.render import Pages
from server_stub.services.website.landing import Landing
from server_stub.services.website.shown import ENGLISH, PORTUGUESE, Shown
from server_stub.services.website.visitor import Filled
from server_stub.storage.database import Database

_NOTHING: Final = Filled("", "")
PROBLEMS: Final = {
    ErrorCode.PHONE_INVALID: (422, "wrong_phone", "phone"),
    ErrorCode.BAD_REQUEST: (422, "wrong_agree", "agree"),
    ErrorCode.NOTICE_RETIRED: (409, "wrong_notice", ""),
    ErrorCode.PURPOSE_UNKNOWN: (409, "wrong_purpose", ""),
    ErrorCode.TOKEN_INVALID: (400, "wrong_token", ""),
    ErrorCode.RATE_LIMITED: (429, "wrong_number_often", "phone"),
}
"""What is wrong with a form: HTTP status, sentence, and the field that has to be mended."""
_REFRESH_SECONDS: Final = 4
_MINUTE_SECONDS: Final = 60


@get("/o/{slug:str}")
async def form(
    slug: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    language = asked.language(request)
    shown = await database.read(lambda tx: landing.form(tx, slug, language))
    return _form(pages, landing, shown, _NOTHING)


@post("/o/{slug:str}")
async def submit(
    slug: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Leads on to the status page; what is wrong is said on the form, with the boxes unticked again."""
    language, filled = asked.language(request), asked.filled(await asked.fields(request))
    visitor = asked.visitor(request, f"{pages.address}/o/{slug}")
    landing.admit(visitor)
    try:
        token = await database.write(lambda tx: landing.submit(tx, slug, language, filled, visitor))
    except GatewayRefusal as refusal:
        if refusal.code not in PROBLEMS:
            raise
        shown = await database.read(lambda tx: landing.form(tx, slug, language))
        return _form(pages, landing, shown, filled, refusal)
    return pages.go(f"/o/{slug}/s/{token}?lang={language}")


@get("/o/{slug:str}/s/{token:str}")
async def status(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    problem = request.query_params.get("problem", "")
    return await _status(slug, token, asked.language(request), database, landing, pages, problem)


@get("/o/{slug:str}/s/{token:str}/state")
async def state(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """A small page inside the status page that loads itself again: what people read or type stays untouched."""
    language = asked.language(request)
    shown, found = await database.read(lambda tx: landing.status(tx, slug, token, language))
    again = {"refresh": str(_REFRESH_SECONDS)} if found.state == "open" else {}
    return pages.page(
        "state",
        language,
        shown.company,
        headers=again,
        framed_by_us=True,
        state=found.state,
        here=f"{pages.prefix}/o/{slug}/s/{token}",
    )


@get("/o/{slug:str}/s/{token:str}/qr.svg")
async def qr(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
) -> Response[bytes]:
    language = asked.language(request)
    _, found = await database.read(lambda tx: landing.status(tx, slug, token, language))
    if not found.chat_url:
        raise GatewayRefusal(ErrorCode.NOT_FOUND)
    headers = {**file_headers(seconds=0), "cache-control": "no-store"}
    return Response(qr_svg(found.chat_url), media_type="image/svg+xml", headers=headers)


@post("/o/{slug:str}/s/{token:str}/send")
async def send(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Send a code to the number, then ask for it."""
    language = asked.language(request)
    landing.admit(asked.visitor(request, ""))
    here = f"/o/{slug}/s/{token}"
    try:
        refused = await database.write(lambda tx: landing.send_code(tx, slug, token))
    except GatewayRefusal as refusal:
        limited = refusal.code is ErrorCode.RATE_LIMITED
        if limited and int(refusal.params["seconds"]) <= _MINUTE_SECONDS:
            return pages.go(f"{here}/code?lang={language}&problem=send_wait")
        if limited or refusal.code is ErrorCode.CHANNEL_NOT_SET_UP:
            return pages.go(f"{here}?lang={language}&problem=send_impossible")
        raise
    if refused is not None:
        return pages.go(f"{here}?lang={language}&problem=send_impossible")
    return pages.go(f"{here}/code?lang={language}")


@get("/o/{slug:str}/s/{token:str}/code")
async def code_form(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    language = asked.language(request)
    shown, _ = await database.read(lambda tx: landing.status(tx, slug, token, language))
    problem = "send_wait" if request.query_params.get("problem") == "send_wait" else ""
    return _code_form(pages, shown, token, problem)


@post("/o/{slug:str}/s/{token:str}/code")
async def code(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    database: NamedDependency[Database],
    landing: NamedDependency[Landing],
    pages: NamedDependency[Pages],
) -> Response[str]:
    language, typed = asked.language(request), asked.one(await asked.fields(request), "code")
    visitor = asked.visitor(request, f"{pages.address}/o/{slug}")
    problem = "wrong_code"
    try:
        if await database.write(lambda tx: landing.confirm(tx, slug, token, typed, visitor)):
            return pages.go(f"/o/{slug}/s/{token}?lang={language}")
    except GatewayRefusal as refusal:
        if refusal.code is not ErrorCode.RATE_LIMITED:
            raise
        problem = "wrong_code_often"
    shown, _ = await database.read(lambda tx: landing.status(tx, slug, token, language))
    return _code_form(pages, shown, token, problem)


def _form(
    pages: Pages, landing: Landing, shown: Shown, filled: Filled, refusal: GatewayRefusal | None = None
) -> Response[str]:
    code, sentence, field = (200, "", "") if refusal is None else PROBLEMS[refusal.code]
    return pages.page(
        "form",
        shown.language,
        shown.company,
        status=code,
        headers={"retry-after": str(refusal.params["seconds"])} if refusal and code == 429 else None,
        shown=shown,
        token=landing.token(shown.point.slug),
        problem=words(shown.language)[sentence] if sentence else "",
        field=field,
        phone=filled.phone[:40],
        name=filled.name[:100],
        languages=languages(f"{pages.prefix}/o/{shown.point.slug}"),
    )


async def _status(
    slug: str, token: str, language: str, database: Database, landing: Landing, pages: Pages, problem: str
) -> Response[str]:
    shown, found = await database.read(lambda tx: landing.status(tx, slug, token, language))
    here = f"{pages.prefix}/o/{slug}/s/{token}"
    states = found.captured.states
    return pages.page(
        "status",
        language,
        shown.company,
        shown=shown,
        found=found,
        active=[box for box in shown.boxes if states.get(box.purpose) == "ACTIVE"],
        here=here,
        problem=words(language)["send_impossible"] if problem == "send_impossible" else "",
        languages=languages(here),
    )


def _code_form(pages: Pages, shown: Shown, token: str, problem: str) -> Response[str]:
    here = f"{pages.prefix}/o/{shown.point.slug}/s/{token}"
    sentence = words(shown.language)[problem].format(seconds=60) if problem else ""
    status = {"": 200, "wrong_code": 422}.get(problem, 429)
    return pages.page("code", shown.language, shown.company, status=status, here=here, problem=sentence, languages=())


def languages(path: str) -> tuple[tuple[str, str, str], ...]:
    """The same page in every language there is."""
    return ((PORTUGUESE, "Português", f"{path}?lang=pt"), (ENGLISH, "English", f"{path}?lang=en"))


HANDLERS: Final[list[Any]] = [form, submit, status, state, qr, send, code_form, code]
