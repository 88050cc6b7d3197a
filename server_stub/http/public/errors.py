"""What people read when something cannot be done: a page with one sentence, never a code or a trace."""

from __future__ import annotations

import logging
import traceback
from typing import Any, Final

import msgspec
from litestar import MediaType, Response
from litestar.exceptions import HTTPException

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.registers import Company
from server_stub.http.errors import STATUS
from server_stub.http.public import asked
from server_stub.http.public.asked import AnyRequest
from server_stub.http.public.languages import words
from server_stub.http.public.render import Pages
from server_stub.storage.database import StorageUnavailable

_SENTENCES: Final = {400: "form_over", 404: "not_found", 408: "too_slow", 413: "too_large", 429: "too_often"}
_UNREAD: Final = frozenset({408, 413})
"""The rest of the request is not wanted any more: the connection ends with the answer."""
_log = logging.getLogger(__name__)


class ErrorPages:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def refused(self, request: AnyRequest, refusal: GatewayRefusal) -> Response[Any]:
        status = 400 if refusal.code is ErrorCode.TOKEN_INVALID else STATUS[refusal.code]
        return self._answer(request, status, int(refusal.params.get("seconds", 0)))

    def framework_error(self, request: AnyRequest, error: HTTPException) -> Response[Any]:
        return self._answer(request, error.status_code)

    def storage_unavailable(self, request: AnyRequest, error: StorageUnavailable) -> Response[Any]:
        _log.error("storage unavailable: %s", type(error.__cause__ or error).__name__)
        return self._answer(request, 503)

    def unexpected(self, request: AnyRequest, error: Exception) -> Response[Any]:
        """A fault of ours. Logged by place and type only: addresses of these pages are secrets of people."""
        places = "".join(traceback.format_tb(error.__traceback__))
        _log.error("a public page failed: %s\n%s", type(error).__name__, places)
        return self._answer(request, 500)

    def _answer(self, request: AnyRequest, status: int, seconds: int = 0) -> Response[Any]:
        language = asked.language(request)
        text = words(language)
        name = _SENTENCES.get(status, "broken" if status >= 500 else "not_found")
        sentence = text[name].format(minutes=max(1, -(-seconds // 60)))
        wait = {"retry-after": str(seconds)} if seconds else {}
        wait |= {"connection": "close"} if status in _UNREAD else {}
        if request.url.path.startswith("/w/"):
            return self._json(request, status, sentence, wait)
        heading = text["broken_title" if name == "form_over" else f"{name}_title"]
        return self._pages.page(
            "message",
            language,
            Company(),
            status=status,
            headers=wait,
            heading=heading,
            text=sentence,
            link="",
            link_text="",
            languages=(),
        )

    @staticmethod
    def _json(request: AnyRequest, status: int, sentence: str, wait: dict[str, str]) -> Response[Any]:
        """For the widget; a browser shows it to no site that was not named before, so nothing is told here."""
        body = msgspec.json.encode({"error": "refused", "sentence": sentence, "field": ""})
        headers = {"x-content-type-options": "nosniff", "cache-control": "no-store", **wait}
        return Response(body, status_code=status, media_type=MediaType.JSON, headers=headers)
