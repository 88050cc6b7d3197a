"""The widget under /w/{slug}: its script for anybody, its form for the sites of that capture point only."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Any, Final

import msgspec
from litestar import MediaType, Response, get, post
from litestar.params import FromPath

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.colours import palette_of
from server_stub.http.public.headers import file_headers, shared_headers
from server_stub.http.public.landing import PROBLEMS
from server_stub.http.public.languages import words
from server_stub.http.public.qr import qr_path
from server_stub.http.public.render import Pages
from server_stub.http.public.site import OnSite
from server_stub.services.website.shown import Shown
from server_stub.services.website.visitor import Filled

_SCRIPT_SECONDS: Final = 300
_SAID: Final = (
    "form_what",
    "form_optional",
    "form_phone",
    "form_phone_hint",
    "form_name",
    "form_send",
    "form_next",
    "status_title_open",
    "status_open",
    "status_open_chat",
    "status_send_only",
    "status_qr",
    "status_qr_alt",
    "status_leave",
    "status_title_other",
    "status_other",
    "status_other_confirm",
    "status_title_lapsed",
    "status_lapsed",
    "widget_button",
    "widget_subscribe",
    "widget_close",
    "widget_back",
    "widget_waiting",
    "widget_done",
    "widget_failed",
    "policy",
    "officer",
)
"""The sentences that the script shows."""

_Short = Annotated[str, msgspec.Meta(max_length=500)]


class Posted(msgspec.Struct, frozen=True):
    """What the script sends. `page`: where the form stood, as the script says."""

    token: _Short
    phone: _Short
    agreed: dict[_Short, _Short]
    name: _Short = ""
    page: _Short = ""


@get("/w/{slug:str}/widget.js")
async def script(slug: FromPath[str], site: OnSite) -> Response[bytes]:
    await site.database.read(lambda tx: site.landing.form(tx, slug, "pt-BR"))
    body = (files("resources") / "web" / "widget.js").read_bytes()
    headers = file_headers(seconds=_SCRIPT_SECONDS, anywhere=True)
    return Response(body, media_type="text/javascript", headers=headers)


@get("/w/{slug:str}/form")
async def form(
    slug: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[bytes]:
    language = asked.language(request)
    shown = await site.database.read(lambda tx: site.landing.form(tx, slug, language))
    headers = shared_headers(_origin(request, shown))
    return _json(_described(shown, site.landing.token(slug), site.pages), headers)


@post("/w/{slug:str}")
async def submit(
    slug: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[bytes]:
    """Answers the code and how to send it; what is wrong is answered as a sentence for the person.

    The script sends plain text, which browsers do without asking first; the site is checked by its Origin.
    """
    language = asked.language(request)
    shown = await site.database.read(lambda tx: site.landing.form(tx, slug, language))
    origin = _origin(request, shown)
    try:
        posted = msgspec.json.decode(await asked.body(request), type=Posted)
        visitor = asked.visitor(request, posted.page if posted.page.startswith(origin) else origin)
        try:
            site.landing.admit(visitor)
        except GatewayRefusal as refusal:
            return _too_often(refusal, language, origin)
        filled = Filled(posted.token, posted.phone, posted.agreed, posted.name)
        token = await site.database.write(lambda tx: site.landing.submit(tx, slug, language, filled, visitor))
    except (GatewayRefusal, msgspec.DecodeError) as error:
        return _problem(error, language, origin)
    _, found = await site.database.read(lambda tx: site.landing.status(tx, slug, token, language))
    size, path = qr_path(found.chat_url) if found.chat_url else (0, "")
    answer = {
        "status": token,
        "state": found.state,
        "code": found.captured.code,
        "chat_url": found.chat_url,
        "page_url": f"{site.pages.address}/o/{slug}/s/{token}",
        "qr": {"size": size, "path": path},
    }
    return _json(answer, shared_headers(origin))


@get("/w/{slug:str}/s/{token:str}")
async def status(
    slug: FromPath[str],
    token: FromPath[str],
    request: AnyRequest,
    site: OnSite,
) -> Response[bytes]:
    shown, found = await site.database.read(lambda tx: site.landing.status(tx, slug, token, asked.language(request)))
    return _json({"state": found.state}, shared_headers(_origin(request, shown)))


def _origin(request: AnyRequest, shown: Shown) -> str:
    """The site that asks. Raises FORBIDDEN for one that this capture point does not name."""
    origin = request.headers.get("origin", "")
    if origin not in shown.point.origins:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
    return origin


def _described(shown: Shown, token: str, pages: Pages) -> dict[str, object]:
    text, company = words(shown.language), shown.company
    name = pages.company_name(company)
    palette = palette_of(company.colour)
    digits = "".join(sign for sign in shown.number if sign.isdigit())
    boxes = [
        {"purpose": it.purpose, "title": it.title, "notice": it.notice_id, "text": it.body, "lang": it.language}
        for it in shown.boxes
    ]
    return {
        "title": shown.point.title,
        "company": name,
        "lead": text["form_lead"].format(company=name),
        "officer": ", ".join(part for part in (company.dpo_name, company.dpo_contact) if part),
        "policy_url": company.policy_url,
        "language": shown.language,
        "chat_url": f"https://wa.me/{digits}" if digits else "",
        "colour": palette.accent,
        "on_colour": palette.on_accent,
        "boxes": boxes,
        "token": token,
        "say": {key: text[key] for key in _SAID},
    }


def _problem(error: Exception, language: str, origin: str) -> Response[bytes]:
    text = words(language)
    if isinstance(error, GatewayRefusal) and error.code in PROBLEMS:
        code, sentence, field = PROBLEMS[error.code]
        told = {"error": error.code.value, "sentence": text[sentence], "field": field}
        return _json(told, shared_headers(origin), code)
    if isinstance(error, GatewayRefusal):
        raise error
    return _json({"error": "bad_request", "sentence": text["wrong_token"], "field": ""}, shared_headers(origin), 400)


def _too_often(refusal: GatewayRefusal, language: str, origin: str) -> Response[bytes]:
    """Not the number is at fault, but how much comes from there."""
    seconds = int(refusal.params["seconds"])
    sentence = words(language)["too_often"].format(minutes=max(1, -(-seconds // 60)))
    told = {"error": refusal.code.value, "sentence": sentence, "field": ""}
    return _json(told, {**shared_headers(origin), "retry-after": str(seconds)}, 429)


def _json(answer: Mapping[str, object], headers: dict[str, str], status: int = 200) -> Response[bytes]:
    return Response(msgspec.json.encode(answer), status_code=status, media_type=MediaType.JSON, headers=headers)


HANDLERS: Final[list[Any]] = [script, form, submit, status]
