"""The history of a case: sent to the customer, or looked at by whoever has the case."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.cases import AskHistory, HistoryJob
from server_stub.http.needs import Data, Now, Who
from server_stub.services.cases.histories import Histories
from server_stub.services.cases.history_pdf import draw

_TAGS: Final = ["cases"]
Kept = NamedDependency[Histories]


@post("/v1/cases/{case_id:str}/history", status_code=202, summary="Send the history to the customer", tags=_TAGS)
async def ask_history(
    case_id: FromPath[str], data: JSONBody[AskHistory], caller: Who, database: Data, case_histories: Kept, clock: Now
) -> HistoryJob:
    """By who has the case, leads and administrators; due in five days. `way`: whatsapp (a document, as soon as a window
    is open), email (where an address is known), handed_over (somebody gave it to the customer; `note` says how)."""
    return await database.write(lambda tx: case_histories.ask(tx, caller.account, case_id, data, clock()))


@get("/v1/cases/{case_id:str}/history.pdf", summary="The history of a case as PDF", tags=_TAGS)
async def history_pdf(
    case_id: FromPath[str], caller: Who, database: Data, case_histories: Kept, clock: Now
) -> Response[bytes]:
    """In Portuguese, without notes of colleagues. By who has the case, leads and administrators; that it was looked at
    is in the audit log."""
    history = await database.write(lambda tx: case_histories.shown(tx, caller.account, case_id, clock()))
    headers = {
        "content-disposition": f'attachment; filename="historico-{history.case.brief.protocol}.pdf"',
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Response(await asyncio.to_thread(draw, history), media_type="application/pdf", headers=headers)


HANDLERS = [ask_history, history_pdf]
