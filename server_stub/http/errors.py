"""Refusals as HTTP: the one table from error code to status, for the framework and for raw ASGI."""

from __future__ import annotations

import logging
import traceback
from typing import Any, Final

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from server_stub.contract.errors import ErrorCode, GatewayRefusal, WireError
from server_stub.http.asgi import Send
from server_stub.storage.database import StorageUnavailable

STATUS: Final[dict[ErrorCode, int]] = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.LOGIN_FAILED: 401,
    ErrorCode.LOGIN_THROTTLED: 429,
    ErrorCode.TOKEN_INVALID: 401,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.CLAIMED_BY_OTHER: 409,
    ErrorCode.CLAIM_REQUIRED: 409,
    ErrorCode.CLIENT_ID_REUSED: 409,
    ErrorCode.GATE_REFUSED: 403,
    ErrorCode.TEXT_EMPTY: 400,
    ErrorCode.TEXT_TOO_LONG: 400,
    ErrorCode.LOCATION_INVALID: 400,
    ErrorCode.CARD_INVALID: 400,
    ErrorCode.EMOJI_INVALID: 400,
    ErrorCode.NOT_REACTABLE: 409,
    ErrorCode.MENTION_UNSEEN: 409,
    ErrorCode.MEDIA_TYPE_REFUSED: 415,
    ErrorCode.MEDIA_TOO_LARGE: 413,
    ErrorCode.MEDIA_NOT_READY: 409,
    ErrorCode.MEDIA_BLOCKED: 403,
    ErrorCode.MEDIA_UNSCANNED: 409,
    ErrorCode.STICKER_UNKNOWN: 404,
    ErrorCode.STICKER_SIDES_WRONG: 415,
    ErrorCode.STICKERS_FULL: 409,
    ErrorCode.PHRASE_VARIABLE_UNKNOWN: 400,
    ErrorCode.PHRASES_FULL: 409,
    ErrorCode.TEMPLATE_UNKNOWN: 404,
    ErrorCode.TEMPLATE_VARIABLES_MISSING: 400,
    ErrorCode.TEMPLATE_FILE_MISSING: 400,
    ErrorCode.TEMPLATE_FILE_WRONG: 400,
    ErrorCode.EVIDENCE_REQUIRED: 400,
    ErrorCode.NOT_CANCELLABLE: 409,
    ErrorCode.PURPOSE_UNKNOWN: 400,
    ErrorCode.NOTICE_RETIRED: 409,
    ErrorCode.NOTICE_OF_OTHER_TIME: 409,
    ErrorCode.PHONE_INVALID: 400,
    ErrorCode.ADDRESS_INVALID: 400,
    ErrorCode.CHANNEL_NOT_SET_UP: 409,
    ErrorCode.DATE_IMPOSSIBLE: 400,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.IDEMPOTENCY_KEY_REQUIRED: 400,
    ErrorCode.IDEMPOTENCY_KEY_REUSED: 409,
    ErrorCode.FILE_TOO_LARGE: 413,
    ErrorCode.FILE_UNREADABLE: 400,
    ErrorCode.SECOND_PERSON_REQUIRED: 403,
    ErrorCode.STATE_CONFLICT: 409,
    ErrorCode.MOVED_MEANWHILE: 409,
    ErrorCode.OFFER_GONE: 409,
    ErrorCode.TARGET_UNAVAILABLE: 409,
    ErrorCode.TOO_MANY_TRANSFERS: 403,
    ErrorCode.QUEUE_EMPTY: 409,
    ErrorCode.QUEUE_IN_USE: 409,
    ErrorCode.CASE_CLOSED: 409,
    ErrorCode.CASE_OPEN: 409,
    ErrorCode.DISPOSITION_REQUIRED: 400,
    ErrorCode.DISPOSITION_UNKNOWN: 400,
    ErrorCode.BREAK_TOO_EARLY: 409,
    ErrorCode.BREAK_NOT_NOW: 409,
    ErrorCode.ALREADY_ASKED: 409,
    ErrorCode.CUSTOMER_WAITS: 409,
    ErrorCode.VALUE_INVALID: 400,
    ErrorCode.STORAGE_UNAVAILABLE: 503,
    ErrorCode.VERSION_MISMATCH: 426,
    ErrorCode.INTERNAL: 500,
}
_log = logging.getLogger(__name__)


def refusal_headers(refusal: GatewayRefusal) -> dict[str, str]:
    headers = {"cache-control": "no-store"}
    if refusal.code is ErrorCode.TOKEN_INVALID:
        headers["www-authenticate"] = "Bearer"
    if refusal.code in (ErrorCode.LOGIN_THROTTLED, ErrorCode.RATE_LIMITED):
        headers["retry-after"] = str(refusal.params.get("seconds", 1))
    return headers


async def send_refusal(send: Send, refusal: GatewayRefusal) -> None:
    """Answer a raw ASGI request."""
    headers = {"content-type": "application/json", **refusal_headers(refusal)}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": STATUS[refusal.code], "headers": raw})
    body = msgspec.json.encode(refusal.to_wire())
    await send({"type": "http.response.body", "body": body, "more_body": False})


def refused(_: Request[Any, Any, Any], refusal: GatewayRefusal) -> Response[WireError]:
    return _response(STATUS[refusal.code], refusal.to_wire(), refusal_headers(refusal))


def storage_unavailable(_: Request[Any, Any, Any], error: StorageUnavailable) -> Response[WireError]:
    """The request changed nothing and may be made again."""
    _log.error("storage unavailable: %s", type(error.__cause__ or error).__name__)
    return _response(503, WireError(ErrorCode.STORAGE_UNAVAILABLE.value), {"retry-after": "1"})


def framework_error(_: Request[Any, Any, Any], error: HTTPException) -> Response[WireError]:
    """What the framework refuses by itself: no such route, a body that does not fit its type or is too large."""
    code = ErrorCode.NOT_FOUND if error.status_code == 404 else ErrorCode.BAD_REQUEST
    params: dict[str, str | int] = {}
    keys = [str(item["key"]) for item in error.extra if "key" in item] if isinstance(error.extra, list) else []
    if keys:
        params["field"] = keys[0]
    return _response(error.status_code, WireError(code.value, params), dict(error.headers or {}))


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[WireError]:
    """A fault of ours. Logged by place and type only: the text of an exception may hold what a customer wrote."""
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s %s failed: %s\n%s", request.method, request.url.path, type(error).__name__, places)
    return _response(500, WireError(ErrorCode.INTERNAL.value), {})


def _response(status: int, error: WireError, headers: dict[str, str]) -> Response[WireError]:
    return Response(error, status_code=status, headers=headers, media_type=MediaType.JSON)


EXCEPTION_HANDLERS: Final[dict[int | type[Exception], Any]] = {
    GatewayRefusal: refused,
    StorageUnavailable: storage_unavailable,
    HTTPException: framework_error,
    Exception: unexpected,
}
