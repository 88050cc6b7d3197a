"""Consents and opt-outs that were collected before, from files: for administrators, approved by a second person."""

from __future__ import annotations

from typing import Any

from litestar import Request, delete, get, post, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_202_ACCEPTED

from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport
from server_stub.http.needs import Who
from server_stub.services.imports.imports import Imports

Service = NamedDependency[Imports]
_TAGS = ["imports"]


def announced_length(request: Request[Any, Any, State]) -> int | None:
    """Of the body, as the client tells it."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None


@post(
    "/v1/imports",
    summary="Upload a list (administrators)",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it streams
)
async def upload(
    request: Request[Any, Any, State], caller: Who, imports: Service, file_name: FromQuery[str] = ""
) -> ImportBatch:
    """The raw body: CSV of any usual kind, or XLSX; told by its content. With a preview and a guessed mapping."""
    return await imports.upload(caller.account, file_name, request.stream(), announced_length(request))


@get("/v1/imports", summary="Uploaded lists, newest first (leads and administrators)", tags=_TAGS)
async def all_imports(caller: Who, imports: Service) -> list[ImportBatch]:
    return await imports.all(caller.account)


@get("/v1/imports/{batch_id:str}", summary="One list and how far it is", tags=_TAGS)
async def one_import(batch_id: FromPath[str], caller: Who, imports: Service) -> ImportBatch:
    return await imports.get(caller.account, batch_id)


@put("/v1/imports/{batch_id:str}/mapping", summary="Say what the columns hold, and try it (administrators)", tags=_TAGS)
async def map_import(
    batch_id: FromPath[str], data: JSONBody[ImportMapping], caller: Who, imports: Service
) -> ImportReport:
    """A dry run of every row. Still `checking` where there are many: ask again."""
    return await imports.map(caller.account, batch_id, data)


@get("/v1/imports/{batch_id:str}/rows", summary="What becomes of each row, and why", tags=_TAGS)
async def import_rows(
    batch_id: FromPath[str], caller: Who, imports: Service, after: FromQuery[int] = 0
) -> ImportReport:
    """500 rows beyond line `after`; `next_line` is the `after` of the next page."""
    return await imports.report(caller.account, batch_id, after)


@post(
    "/v1/imports/{batch_id:str}/apply",
    summary="Approve the dry run (a lead or administrator who neither uploaded nor mapped it)",
    tags=_TAGS,
    status_code=HTTP_202_ACCEPTED,
)
async def apply_import(batch_id: FromPath[str], caller: Who, imports: Service) -> ImportBatch:
    """It is done in the background: `done` of `rows`."""
    return await imports.apply(caller.account, batch_id)


@post(
    "/v1/imports/{batch_id:str}/undo",
    summary="Take back what a list permitted (administrators)",
    tags=_TAGS,
    status_code=HTTP_202_ACCEPTED,
)
async def undo_import(batch_id: FromPath[str], caller: Who, imports: Service) -> ImportBatch:
    """Opt-outs stand, and so does what people did themselves since."""
    return await imports.undo(caller.account, batch_id)


@delete("/v1/imports/{batch_id:str}", summary="Reject a list (administrators)", tags=_TAGS)
async def reject_import(batch_id: FromPath[str], caller: Who, imports: Service) -> None:
    await imports.reject(caller.account, batch_id)


HANDLERS = [upload, all_imports, one_import, map_import, import_rows, apply_import, undo_import, reject_import]
