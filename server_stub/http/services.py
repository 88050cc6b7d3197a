"""How handlers of the framework get what they ask for by name: each gateway lays its services beside the request.

An application of the framework holds no service itself, so it is built once in a process, whatever number of gateways
it serves there: building its routes takes longer than all the rest of a start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Any, Final

from litestar import Request, Response
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.types import Scope as FrameworkScope

from server_stub.http.asgi import Application, Receive, Scope, Send

_SERVICES: Final = "balcao.services"


class WithServices:
    """ASGI: an application as one gateway uses it."""

    def __init__(self, application: Application, services: Mapping[str, object]) -> None:
        self._application = application
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[_SERVICES] = self._services
        await self._application(scope, receive, send)


def service(scope: Mapping[str, Any], name: str) -> Any:
    """Raises KeyError where the gateway that serves this request has none of this name."""
    return scope[_SERVICES][name]


def providers(names: Iterable[str]) -> dict[str, Provide]:
    """By the name of the service, which is the name of the handlers' parameter."""
    return {name: Provide(_from_scope(name), sync_to_thread=False) for name in names}


def told_by(name: str, answer: Callable[[Any, Any, Any], Response[Any]]) -> Callable[[Any, Any], Response[Any]]:
    """A handler of exceptions: `answer` with the gateway's service of this name, the request and the exception."""

    def handle(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        return answer(service(request.scope, name), request, error)

    return handle


def with_their_own(handlers: Iterable[HTTPRouteHandler], known: Mapping[str, Provide]) -> list[HTTPRouteHandler]:
    """Copies that know only the providers they ask for: the framework compares all of a handler's with each other.

    Who asks for what nobody provides is refused when the application is built.
    """
    return [_with_its_own(handler, known) for handler in handlers]


def _with_its_own(handler: HTTPRouteHandler, known: Mapping[str, Provide]) -> HTTPRouteHandler:
    own = copy(handler)
    own.dependencies = {name: known[name] for name in handler.fn.__annotations__ if name in known}
    return own


def _from_scope(name: str) -> Any:
    def provide(scope: FrameworkScope) -> Any:
        return service(scope, name)

    return provide
