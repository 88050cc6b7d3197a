"""The application for the public: its own routes, limits and error pages, apart from the API under /v1."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from litestar import Litestar
from litestar.exceptions import HTTPException

from server_stub.contract.errors import GatewayRefusal
from server_stub.http.asgi import Application
from server_stub.http.public import assets, landing, preferences, widget
from server_stub.http.public.errors import ErrorPages
from server_stub.http.public.render import Pages
from server_stub.http.services import WithServices, providers, told_by, with_their_own
from server_stub.storage.database import StorageUnavailable

LARGEST_FORM: Final = 32 * 1024
"""Bytes. Forms of people are small."""
PREFIXES: Final = ("/o/", "/p/", "/w/", "/static/")
_HANDLERS: Final = (*landing.HANDLERS, *preferences.HANDLERS, *widget.HANDLERS, *assets.HANDLERS)


_ERROR_PAGES: Final = "error_pages"


def create_public(pages: Pages, services: Mapping[str, object]) -> Application:
    """Handlers receive from `services` by parameter name, and `pages`. Nobody signs in here, and nothing is kept in
    the browser.
    """
    given = {**services, "pages": pages, _ERROR_PAGES: ErrorPages(pages)}
    return WithServices(_site(frozenset(given)), given)


@cache
def _site(names: frozenset[str]) -> Application:
    """One in a process, for all its gateways."""
    answers: dict[type[Exception], Any] = {
        GatewayRefusal: ErrorPages.refused,
        StorageUnavailable: ErrorPages.storage_unavailable,
        HTTPException: ErrorPages.framework_error,
        Exception: ErrorPages.unexpected,
    }
    site = Litestar(
        route_handlers=with_their_own(_HANDLERS, providers(names)),
        exception_handlers={kind: told_by(_ERROR_PAGES, answer) for kind, answer in answers.items()},
        request_max_body_size=LARGEST_FORM,
        openapi_config=None,
        logging_config=None,
    )
    return cast("Application", site)
