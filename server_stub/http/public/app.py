"""The application for the public: its own routes, limits and error pages, apart from the API under /v1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from litestar import Litestar
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from server_stub.http.public import assets, landing, preferences, widget
from server_stub.http.public.errors import ErrorPages
from server_stub.http.public.render import Pages

LARGEST_FORM: Final = 32 * 1024
"""Bytes. Forms of people are small."""
PREFIXES: Final = ("/o/", "/p/", "/w/", "/static/")
_HANDLERS: Final = (*landing.HANDLERS, *preferences.HANDLERS, *widget.HANDLERS, *assets.HANDLERS)


def create_public(
    pages: Pages, services: Mapping[str, object], handlers: Iterable[ControllerRouterHandler] = _HANDLERS
) -> Litestar:
    """Handlers receive from `services` by parameter name, and `pages`. Nobody signs in here, and nothing is kept in
    the browser.
    """
    given = {**services, "pages": pages}
    dependencies: dict[str, Any] = {
        name: Provide(_always(value), sync_to_thread=False) for name, value in given.items()
    }
    return Litestar(
        route_handlers=list(handlers),
        dependencies=dependencies,
        exception_handlers=dict(ErrorPages(pages).handlers()),
        request_max_body_size=LARGEST_FORM,
        openapi_config=None,
        logging_config=None,
    )


def _always(value: object) -> Any:
    return lambda: value
