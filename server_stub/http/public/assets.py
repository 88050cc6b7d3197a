"""Style sheet, colours and logo under /static/: the same for all pages, nothing is loaded from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

from litestar import Response, get
from litestar.di import NamedDependency

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.http.public.colours import palette_of
from server_stub.http.public.headers import file_headers
from server_stub.storage.database import Database
from server_stub.storage.repositories.registers import Registers

_HOUR: Final = 3600
_MINUTE: Final = 60


@get("/static/site.css", sync_to_thread=False)
def site_css() -> Response[bytes]:
    return _file("site.css", "text/css; charset=utf-8")


@get("/static/icon.svg", sync_to_thread=False)
def icon() -> Response[bytes]:
    return _file("icon.svg", "image/svg+xml")


@get("/static/theme.css")
async def theme(database: NamedDependency[Database], registers: NamedDependency[Registers]) -> Response[str]:
    """The company's colour, as far as people can read what stands on it."""
    palette = palette_of((await database.read(registers.company)).colour)
    values = f"--accent:{palette.accent};--on-accent:{palette.on_accent}"
    links = f"--link:{palette.link};--link-dark:{palette.link_dark}"
    body = f":root{{{values};{links}}}\n"
    return Response(body, media_type="text/css; charset=utf-8", headers=file_headers(seconds=_MINUTE))


@get("/static/logo.svg")
async def logo(database: NamedDependency[Database], registers: NamedDependency[Registers]) -> Response[bytes]:
    """Checked when it was stored, and shown as a picture only: no script in it would run."""
    drawn = (await database.read(registers.company)).logo_svg
    if not drawn:
        raise GatewayRefusal(ErrorCode.NOT_FOUND)
    return Response(drawn.encode(), media_type="image/svg+xml", headers=file_headers(seconds=_MINUTE))


def _file(name: str, media_type: str) -> Response[bytes]:
    body = (files("resources") / "web" / name).read_bytes()
    return Response(body, media_type=media_type, headers=file_headers(seconds=_HOUR))


HANDLERS: Final[list[Any]] = [site_css, icon, theme, logo]
