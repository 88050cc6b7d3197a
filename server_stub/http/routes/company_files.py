"""Files of the company itself, for phrases and the like: raw bodies up, ranges down."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from server_stub.contract.requests import Uploaded
from server_stub.http.needs import Data, Who
from server_stub.http.routes.media import announced_size, file_answer
from server_stub.services.company_files import CompanyFiles

_TAGS = ["team"]


@post(
    "/v1/company-files",
    summary="Upload a file of the company",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it streams, by what it turns out to be
)
async def upload_company_file(
    request: Request[Any, Any, State],
    caller: Who,
    company_files: NamedDependency[CompanyFiles],
    file_name: FromQuery[str] = "",
) -> Uploaded:
    """The raw body, as for a conversation. It goes after a day unless a phrase or the like names it."""
    length = announced_size(request)
    return Uploaded(await company_files.store(caller.account, file_name, length, request.stream()))


@get("/v1/company-files/{file_id:str}", summary="A file of the company, or a range of it", tags=_TAGS)
async def download_company_file(
    file_id: FromPath[str],
    request: Request[Any, Any, State],
    caller: Who,
    database: Data,
    company_files: NamedDependency[CompanyFiles],
) -> Response[Any]:
    """404 also where only others may use it."""
    row = await database.read(lambda tx: company_files.usable(tx, caller.account, file_id))
    return await file_answer(row, request, company_files.stream)


HANDLERS = [upload_company_file, download_company_file]
