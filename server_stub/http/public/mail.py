"""Pages behind the links of e-mails and SMS, under /m/: looking changes nothing, only the person's own press does."""

from __future__ import annotations

import logging
import traceback
from functools import cache
from typing import Any, Final, cast

from litestar import Litestar, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath

from server_stub.http.asgi import Application, Event, Receive, Scope, Send
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.mail_answers import MailAnswers
from server_stub.http.services import WithServices, providers, told_by
from server_stub.services.links import LinkInvalid
from server_stub.services.outside.confirming import Gone
from server_stub.storage.database import StorageUnavailable

LARGEST_BODY: Final = 16 * 1024
_ANSWERS: Final = "answers"
_log = logging.getLogger(__name__)


@get("/m/confirm/{token:str}")
async def confirm_page(
    token: FromPath[str], request: AnyRequest, answers: NamedDependency[MailAnswers]
) -> Response[str]:
    return await answers.offer(token, _wanted(request), asked.visitor(request, "/m/confirm"))


@post("/m/confirm/{token:str}", status_code=200)
async def confirm(token: FromPath[str], request: AnyRequest, answers: NamedDependency[MailAnswers]) -> Response[str]:
    form = await asked.fields(request)
    return await answers.confirm(token, _wanted(request), form, asked.visitor(request, "/m/confirm"))


@get("/m/leave/{token:str}")
async def leave_page(token: FromPath[str], request: AnyRequest, answers: NamedDependency[MailAnswers]) -> Response[str]:
    return await answers.way_out(token, asked.language(request), asked.visitor(request, "/m/leave"))


@post("/m/leave/{token:str}", status_code=200)
async def leave(token: FromPath[str], request: AnyRequest, answers: NamedDependency[MailAnswers]) -> Response[str]:
    """Also for mail programs that post "List-Unsubscribe=One-Click" themselves (RFC 8058): no questions are asked."""
    return await answers.leave(token, asked.language(request), asked.visitor(request, "/m/leave"))


@get("/m/n/{notice_id:str}")
async def notice(notice_id: FromPath[str], request: AnyRequest, answers: NamedDependency[MailAnswers]) -> Response[str]:
    return await answers.notice(notice_id, asked.language(request), asked.visitor(request, "/m/n"))


class MailDoor:
    """ASGI. HEAD is answered like GET without its body: link scanners of mail servers use both."""

    def __init__(self, answers: MailAnswers) -> None:
        self._app = WithServices(_pages(), {_ANSWERS: answers})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, _without_body(send))
        else:
            await self._app(scope, receive, send)


def _wanted(request: AnyRequest) -> str:
    """The language that the address asks for; "" leaves it to the e-mail."""
    return asked.language(request) if request.query_params.get("lang") else ""


def _without_body(send: Send) -> Send:
    async def send_head(event: Event) -> None:
        await send({**event, "body": b""} if event["type"] == "http.response.body" else event)

    return send_head


def _link_invalid(answers: MailAnswers, request: AnyRequest, error: LinkInvalid) -> Response[str]:
    if error.expired:
        return answers.plain("over", asked.language(request), 410)
    return answers.plain("wrong", asked.language(request), 400)


def _gone(answers: MailAnswers, request: AnyRequest, _: Gone) -> Response[str]:
    return answers.plain("over", asked.language(request), 410)


def _not_served(answers: MailAnswers, request: AnyRequest, error: HTTPException) -> Response[str]:
    return answers.plain("wrong", asked.language(request), error.status_code)


def _no_storage(answers: MailAnswers, request: AnyRequest, error: StorageUnavailable) -> Response[str]:
    return _broken(answers, request, error, 503)


def _broken(answers: MailAnswers, request: AnyRequest, error: Exception, status: int = 500) -> Response[str]:
    """Logged by place and type only: addresses hold tokens, and exceptions may hold what people typed."""
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a page for %s failed: %s\n%s", request.method, type(error).__name__, places)
    return answers.plain("broken", asked.language(request), status)


@cache
def _pages() -> Application:
    """One in a process, for all its gateways."""
    exception_handlers: dict[Any, Any] = {
        LinkInvalid: told_by(_ANSWERS, _link_invalid),
        Gone: told_by(_ANSWERS, _gone),
        HTTPException: told_by(_ANSWERS, _not_served),
        StorageUnavailable: told_by(_ANSWERS, _no_storage),
        Exception: told_by(_ANSWERS, _broken),
    }
    pages = Litestar(
        route_handlers=[confirm_page, confirm, leave_page, leave, notice],
        dependencies=dict(providers([_ANSWERS])),
        exception_handlers=exception_handlers,
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
    )
    return cast("Application", pages)
