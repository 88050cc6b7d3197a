"""Hosted forms under /o/{slug}: shown, taken in, and followed until the number is confirmed. No script is needed."""

from __future__ import annotations

from typing import Any, Final

from litestar import Response, get, post
from litestar.params import FromPath

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.headers import file_headers
from server_stub.http.public.languages import words
from server_stub.http.public.qr import qr_svg
from server_stub.http.public.site import OnSite, Site
from server_stub.services.website.shown import ENGLISH, PORTUGUESE, Shown
from server_stub.services.website.visitor import Filled

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
    site: OnSite,
) -> Response[str]:
    language = asked.language(request)
    shown = await site.database.read(lambda tx: site.landing.form(tx, slug, language))
    return _form(site, shown, _NOTHING)


@post("/o/{slug:str}")
async def submit(
    slug: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    """Leads on to the status page; what is wrong is said on the form, with the boxes unticked again."""
    language, filled = asked.language(request), asked.filled(await asked.fields(request))
    visitor = asked.visitor(request, f"{site.pages.address}/o/{slug}")
    site.landing.admit(visitor)
    try:
        token = await site.database.write(lambda tx: site.landing.submit(tx, slug, language, filled, visitor))
    except GatewayRefusal as refusal:
        if refusal.code not in PROBLEMS:
            raise
        shown = await site.database.read(lambda tx: site.landing.form(tx, slug, language))
        return _form(site, shown, filled, refusal)
    return site.pages.go(f"/o/{slug}/s/{token}?lang={language}")


@get("/o/{slug:str}/s/{token:str}")
async def status(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    problem = request.query_params.get("problem", "")
    return await _status(slug, token, asked.language(request), site, problem)


@get("/o/{slug:str}/s/{token:str}/state")
async def state(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    """A small page inside the status page that loads itself again: what people read or type stays untouched."""
    language = asked.language(request)
    shown, found = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    again = {"refresh": str(_REFRESH_SECONDS)} if found.state == "open" else {}
    return site.pages.page(
        "state",
        language,
        shown.company,
        headers=again,
        framed_by_us=True,
        state=found.state,
        here=f"{site.pages.prefix}/o/{slug}/s/{token}",
    )


@get("/o/{slug:str}/s/{token:str}/qr.svg")
async def qr(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[bytes]:
    language = asked.language(request)
    _, found = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    if not found.chat_url:
        raise GatewayRefusal(ErrorCode.NOT_FOUND)
    headers = {**file_headers(seconds=0), "cache-control": "no-store"}
    return Response(qr_svg(found.chat_url), media_type="image/svg+xml", headers=headers)


@post("/o/{slug:str}/s/{token:str}/send")
async def send(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    """Send a code to the number, then ask for it."""
    language = asked.language(request)
    site.landing.admit(asked.visitor(request, ""))
    here = f"/o/{slug}/s/{token}"
    try:
        refused = await site.database.write(lambda tx: site.landing.send_code(tx, slug, token))
    except GatewayRefusal as refusal:
        limited = refusal.code is ErrorCode.RATE_LIMITED
        if limited and int(refusal.params["seconds"]) <= _MINUTE_SECONDS:
            return site.pages.go(f"{here}/code?lang={language}&problem=send_wait")
        if limited or refusal.code is ErrorCode.CHANNEL_NOT_SET_UP:
            return site.pages.go(f"{here}?lang={language}&problem=send_impossible")
        raise
    if refused is not None:
        return site.pages.go(f"{here}?lang={language}&problem=send_impossible")
    return site.pages.go(f"{here}/code?lang={language}")


@get("/o/{slug:str}/s/{token:str}/code")
async def code_form(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    language = asked.language(request)
    shown, _ = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    problem = "send_wait" if request.query_params.get("problem") == "send_wait" else ""
    return _code_form(site, shown, token, problem)


@post("/o/{slug:str}/s/{token:str}/code")
async def code(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[str]:
    language, typed = asked.language(request), asked.one(await asked.fields(request), "code")
    visitor = asked.visitor(request, f"{site.pages.address}/o/{slug}")
    problem = "wrong_code"
    try:
        if await site.database.write(lambda tx: site.landing.confirm(tx, slug, token, typed, visitor)):
            return site.pages.go(f"/o/{slug}/s/{token}?lang={language}")
    except GatewayRefusal as refusal:
        if refusal.code is not ErrorCode.RATE_LIMITED:
            raise
        problem = "wrong_code_often"
    shown, _ = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    return _code_form(site, shown, token, problem)


def _form(site: Site, shown: Shown, filled: Filled, refusal: GatewayRefusal | None = None) -> Response[str]:
    code, sentence, field = (200, "", "") if refusal is None else PROBLEMS[refusal.code]
    return site.pages.page(
        "form",
        shown.language,
        shown.company,
        status=code,
        headers={"retry-after": str(refusal.params["seconds"])} if refusal and code == 429 else None,
        shown=shown,
        token=site.landing.token(shown.point.slug),
        problem=words(shown.language)[sentence] if sentence else "",
        field=field,
        phone=filled.phone[:40],
        name=filled.name[:100],
        languages=languages(f"{site.pages.prefix}/o/{shown.point.slug}"),
    )


async def _status(slug: str, token: str, language: str, site: Site, problem: str) -> Response[str]:
    shown, found = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    here = f"{site.pages.prefix}/o/{slug}/s/{token}"
    states = found.captured.states
    return site.pages.page(
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


def _code_form(site: Site, shown: Shown, token: str, problem: str) -> Response[str]:
    here = f"{site.pages.prefix}/o/{shown.point.slug}/s/{token}"
    sentence = words(shown.language)[problem].format(seconds=60) if problem else ""
    status = {"": 200, "wrong_code": 422}.get(problem, 429)
    return site.pages.page(
        "code", shown.language, shown.company, status=status, here=here, problem=sentence, languages=()
    )


def languages(path: str) -> tuple[tuple[str, str, str], ...]:
    """The same page in every language there is."""
    return ((PORTUGUESE, "Português", f"{path}?lang=pt"), (ENGLISH, "English", f"{path}?lang=en"))


HANDLERS: Final[list[Any]] = [form, submit, status, state, qr, send, code_form, code]
