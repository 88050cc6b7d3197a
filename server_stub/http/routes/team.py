"""The people at work: how they stand, what each can carry, and their days as an inspector reads them."""

from __future__ import annotations

import asyncio

import msgspec
from litestar import Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.queues import AgentProfile
from server_stub.contract.team import AgentStatus, SetState, WorkDay
from server_stub.http.needs import Data, Now, Who
from server_stub.services.team.agent_states import AgentStates
from server_stub.services.team.queue_desk import QueueDesk
from server_stub.services.team.work_day_pdf import draw
from server_stub.services.team.work_days import WorkDays
from server_stub.storage.repositories.registers import Registers

States = NamedDependency[AgentStates]
Days = NamedDependency[WorkDays]
Desk = NamedDependency[QueueDesk]
_TAGS = ["team"]


@get("/v1/team/states", summary="How everybody stands", tags=_TAGS)
async def states(caller: Who, database: Data, agent_states: States, clock: Now) -> list[AgentStatus]:
    """Colleagues read no reason for some pauses; leads none for the toilet."""
    return await database.read(lambda tx: agent_states.statuses(tx, caller.account, clock()))


@put("/v1/session/state", summary="Set one's own state", tags=_TAGS)
async def set_state(
    data: JSONBody[SetState], caller: Who, database: Data, agent_states: States, clock: Now
) -> AgentStatus:
    """Available, busy, a pause with its reason, or offline. Breaks of NR-17 have their hours and are not shortened."""
    return await database.write(lambda tx: agent_states.set_by_hand(tx, caller.account, data, clock()))


@get("/v1/team", summary="What each can carry, and when they work", tags=_TAGS)
async def profiles(caller: Who, database: Data, queue_desk: Desk) -> list[AgentProfile]:
    """Agents read their own only."""
    return await database.read(lambda tx: queue_desk.profiles(tx, caller.account))


@put("/v1/team/{account_id:str}", summary="Change what somebody can carry (leads, administrators)", tags=_TAGS)
async def save_profile(
    account_id: FromPath[str], data: JSONBody[AgentProfile], caller: Who, database: Data, queue_desk: Desk
) -> AgentProfile:
    """Capacity, skills, languages and shift. `revision` is the one that was read: 409 where somebody has changed it."""
    return await database.write(lambda tx: queue_desk.save_profile(tx, caller.account, account_id, data))


@get("/v1/work-days", summary="Days at work, with their breaks", tags=_TAGS)
async def work_days(
    caller: Who,
    database: Data,
    work_days_book: Days,
    clock: Now,
    day: FromQuery[str] = "",
    account_id: FromQuery[str] = "",
) -> list[WorkDay]:
    """One's own; leads and administrators read everybody's. `day` as "2026-11-22", "" for today."""
    now = clock()
    return await database.read(lambda tx: work_days_book.of_day(tx, caller.account, day, account_id, now))


@get("/v1/work-days.pdf", summary="The same to print, for the inspector", tags=_TAGS)
async def work_days_pdf(
    caller: Who,
    database: Data,
    work_days_book: Days,
    registers_rows: NamedDependency[Registers],
    clock: Now,
    day: FromQuery[str] = "",
    account_id: FromQuery[str] = "",
) -> Response[bytes]:
    now = clock()
    days, company = await database.read(
        lambda tx: (work_days_book.of_day(tx, caller.account, day, account_id, now), registers_rows.company(tx))
    )
    printed = [msgspec.structs.replace(it, pauses=[]) for it in days]
    data = await asyncio.to_thread(draw, printed, company, now)
    headers = {"content-disposition": 'attachment; filename="jornadas.pdf"', "x-content-type-options": "nosniff"}
    return Response(data, media_type="application/pdf", headers=headers)


HANDLERS = [states, set_state, profiles, save_profile, work_days, work_days_pdf]
