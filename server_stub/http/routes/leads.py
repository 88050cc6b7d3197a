"""What leads look at: the live wall, windows about to close, single conversations, and the log of who looked."""

from __future__ import annotations

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from server_stub.contract.wall import AuditPage, RescueRow, Wall
from server_stub.http.needs import Data, Now, Who
from server_stub.services.leads.audit_pages import AuditPages
from server_stub.services.leads.looking import Looking
from server_stub.services.leads.rescue import Rescue
from server_stub.services.leads.wall import WallBoard
from server_stub.storage.repositories.audit import AuditFilter

_TAGS = ["leads"]


@get("/v1/wall", summary="Queues, people at work and open cases now (leads, administrators)", tags=_TAGS)
async def wall(caller: Who, database: Data, wall_board: NamedDependency[WallBoard], clock: Now) -> Wall:
    """The 500 cases that need somebody most: by the moment at which their target breaks."""
    return await database.read(lambda tx: wall_board.wall(tx, caller.account, clock()))


@post(
    "/v1/conversations/{conversation_id:str}/look",
    summary="Note that a conversation is looked at (leads, administrators)",
    tags=_TAGS,
    status_code=204,
)
async def look(
    conversation_id: FromPath[str], caller: Who, database: Data, looking: NamedDependency[Looking], clock: Now
) -> None:
    """Answered once the row of the audit log is durable. Nothing is claimed and nothing marked as read."""
    await database.write(lambda tx: looking.look(tx, caller.account, conversation_id, clock()))


@get("/v1/rescue", summary="Windows that close soon, by time left", tags=_TAGS)
async def rescue_list(caller: Who, database: Data, rescue: NamedDependency[Rescue], clock: Now) -> list[RescueRow]:
    """All for leads and administrators; for agents those in which they are in charge."""
    return await database.read(lambda tx: rescue.listed(tx, caller.account, clock()))


@post(
    "/v1/conversations/{conversation_id:str}/rescue",
    summary="Ask the customer something before the window closes",
    tags=_TAGS,
    status_code=204,
)
async def rescue_one(
    conversation_id: FromPath[str], caller: Who, database: Data, rescue: NamedDependency[Rescue], clock: Now
) -> None:
    """Once for each window, where we wait for the customer; the send gate decides as for every message."""
    refusal = await database.write(lambda tx: rescue.ask(tx, caller.account, conversation_id, clock()))
    if refusal is not None:
        raise refusal


@get("/v1/audit", summary="Who looked and who took a hand, newest first (leads, administrators)", tags=_TAGS)
async def audit_page(
    caller: Who,
    database: Data,
    clock: Now,
    audit: NamedDependency[AuditPages],
    before: FromQuery[int | None] = None,
    limit: FromQuery[int] = 100,
    account: FromQuery[str] = "",
    conversation: FromQuery[str] = "",
    action: FromQuery[str] = "",
) -> AuditPage:
    """`before` is that of the page before; the rest narrows it down."""
    wanted = AuditFilter(account, conversation, action)
    return await database.read(lambda tx: audit.page(tx, caller.account, wanted, clock(), before, limit))


HANDLERS = [wall, look, rescue_list, rescue_one, audit_page]
