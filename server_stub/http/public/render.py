"""Pages from templates: everything that comes from people is escaped, what a template lacks is a fault."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from litestar import MediaType, Response

from server_stub.contract.registers import Company
from server_stub.http.public.headers import page_headers
from server_stub.http.public.languages import day, minute, words


class Pages:
    """`brand` speaks where the company has no name yet; `address()`: where people reach this gateway."""

    def __init__(self, brand: str, address: Callable[[], str]) -> None:
        self._brand = brand
        self._address = address
        self._environment = Environment(
            loader=FunctionLoader(_template),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def prefix(self) -> str:
        """Path in front of all our addresses: not empty where a proxy serves the gateway under a folder."""
        return urlsplit(self._address()).path.rstrip("/")

    @property
    def address(self) -> str:
        return self._address()

    def company_name(self, company: Company) -> str:
        return company.legal_name or self._brand

    def page(
        self,
        template: str,
        language: str,
        company: Company,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        framed_by_us: bool = False,
        **values: Any,
    ) -> Response[str]:
        """`template` without its ending; `values` are its variables."""
        text = words(language)

        def say(name: str, **fills: object) -> str:
            return text[name].format(**fills)

        def date(moment: int | None) -> str:
            return day(moment, language, company.zone)

        def moment(at: int) -> str:
            return minute(at, language, company.zone)

        body = self._environment.get_template(f"{template}.html").render(
            say=say,
            date=date,
            moment=moment,
            language=language,
            company=company,
            brand=self._brand,
            company_name=self.company_name(company),
            prefix=self.prefix,
            **values,
        )
        told = {**page_headers(framed_by_us=framed_by_us), **(headers or {}), "content-language": language}
        return Response(body, status_code=status, media_type=MediaType.HTML, headers=told)

    def go(self, path: str) -> Response[str]:
        """See other: what was posted is not posted again when the page is loaded again."""
        location = {"location": f"{self.prefix}{path}"}
        return Response("", status_code=303, media_type=MediaType.HTML, headers={**page_headers(), **location})


def _template(name: str) -> str | None:
    found = files("resources") / "web" / name
    return found.read_text("utf-8") if found.is_file() else None
