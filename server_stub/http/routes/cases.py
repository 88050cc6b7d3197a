"""Cases: looked up, opened, wrapped up, closed, reopened; how they are classified; which numbers were given."""

from __future__ import annotations

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.cases import (
    Case,
    CaseEvent,
    CloseCase,
    Disposition,
    NewSubject,
    OpenCase,
    ProtocolDay,
    SetPriority,
)
from server_stub.http.needs import Data, Now, Who
from server_stub.services.cases.beginning import Beginning
from server_stub.services.cases.closing import Closing
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.dispositions import DispositionTree
from server_stub.services.cases.issued import IssuedProtocols

Desk = NamedDependency[CaseDesk]
Begins = NamedDependency[Beginning]
Ends = NamedDependency[Closing]
Tree = NamedDependency[DispositionTree]
_TAGS = ["cases"]


@get("/v1/cases", summary="The case with a protocol number", tags=_TAGS)
async def cases_by_protocol(caller: Who, database: Data, case_desk: Desk, protocol: FromQuery[str]) -> list[Case]:
    """`protocol` in any spacing, with dots or dashes. 400 for a number that cannot be one of ours; an empty list where
    no case that the caller may see has it."""
    return await database.read(lambda tx: case_desk.by_protocol(tx, caller.account, protocol))


@get("/v1/cases/{case_id:str}", summary="One case", tags=_TAGS)
async def case(case_id: FromPath[str], caller: Who, database: Data, case_desk: Desk) -> Case:
    return await database.read(lambda tx: case_desk.get(tx, caller.account, case_id))


@get("/v1/cases/{case_id:str}/events", summary="The raw log of a case", tags=_TAGS)
async def case_events(case_id: FromPath[str], caller: Who, database: Data, case_desk: Desk) -> list[CaseEvent]:
    """Everything that moved it, oldest first: what the figures of service are computed from."""
    return await database.read(lambda tx: case_desk.events(tx, caller.account, case_id))


@get("/v1/conversations/{conversation_id:str}/cases", summary="Cases of a conversation, newest first", tags=_TAGS)
async def cases_of(conversation_id: FromPath[str], caller: Who, database: Data, case_desk: Desk) -> list[Case]:
    return await database.read(lambda tx: case_desk.of_conversation(tx, caller.account, conversation_id))


@post("/v1/conversations/{conversation_id:str}/cases", summary="Start a case", tags=_TAGS)
async def open_case(
    conversation_id: FromPath[str],
    data: JSONBody[OpenCase],
    caller: Who,
    database: Data,
    case_beginning: Begins,
    clock: Now,
) -> Case:
    """Where none is open; it is the caller's. 409 `case_open` with the protocol of the one that is."""
    return await database.write(lambda tx: case_beginning.open(tx, caller.account, conversation_id, data, clock()))


@post("/v1/cases/{case_id:str}/wrap-up", status_code=200, summary="The talk is over", tags=_TAGS)
async def wrap_up(case_id: FromPath[str], caller: Who, database: Data, case_closing: Ends, clock: Now) -> Case:
    """What is left is the closing, which the clock does when the queue's time for it is over."""
    return await database.write(lambda tx: case_closing.wrap_up(tx, caller.account, case_id, clock()))


@post("/v1/cases/{case_id:str}/close", status_code=200, summary="Close a case", tags=_TAGS)
async def close(
    case_id: FromPath[str], data: JSONBody[CloseCase], caller: Who, database: Data, case_closing: Ends, clock: Now
) -> Case:
    """By who has it, leads and administrators. Afterwards nobody has the conversation."""
    return await database.write(lambda tx: case_closing.close(tx, caller.account, case_id, data, clock()))


@post("/v1/cases/{case_id:str}/reopen", status_code=200, summary="Take a closed case up again", tags=_TAGS)
async def reopen(case_id: FromPath[str], caller: Who, database: Data, case_beginning: Begins, clock: Now) -> Case:
    """Under the same number, within the hours that the policy gives; with whoever had it, where that is the caller."""
    return await database.write(lambda tx: case_beginning.reopen(tx, caller.account, case_id, clock()))


@post("/v1/cases/{case_id:str}/new-subject", status_code=200, summary="Close it and begin a linked one", tags=_TAGS)
async def new_subject(
    case_id: FromPath[str], data: JSONBody[NewSubject], caller: Who, database: Data, case_beginning: Begins, clock: Now
) -> Case:
    """The new case; `parent_protocol` is the number of the one that was closed for it."""
    return await database.write(lambda tx: case_beginning.new_subject(tx, caller.account, case_id, data, clock()))


@put("/v1/cases/{case_id:str}/priority", summary="Set the priority", tags=_TAGS)
async def set_priority(
    case_id: FromPath[str], data: JSONBody[SetPriority], caller: Who, database: Data, case_closing: Ends, clock: Now
) -> Case:
    """0 (ordinary) to 9, by who has it, leads and administrators."""
    return await database.write(
        lambda tx: case_closing.set_priority(tx, caller.account, case_id, data.priority, clock())
    )


@get("/v1/dispositions", summary="How closed cases are classified", tags=_TAGS)
async def dispositions(caller: Who, database: Data, disposition_tree: Tree) -> list[Disposition]:
    """The whole tree, parents first, with what is switched off."""
    return await database.read(disposition_tree.all)


@put("/v1/dispositions", summary="Replace the tree (administrators)", tags=_TAGS)
async def replace_dispositions(
    data: JSONBody[list[Disposition]],
    caller: Who,
    database: Data,
    disposition_tree: Tree,
    clock: Now,
    seen: FromQuery[str] = "",
) -> list[Disposition]:
    """At most three levels, ten on each; only leaves have an `outcome`. What is left out goes; what a case was closed
    with is switched off instead. 400 names the `field` that is wrong. `seen`: the mark of the tree that was read (the
    first 32 hexadecimal digits of the SHA-256 of its JSON): 409 where somebody has replaced it since; "" for any."""
    return await database.write(lambda tx: disposition_tree.replace(tx, caller.account, data, clock(), seen))


@get("/v1/protocols", summary="The numbers of one day (leads, administrators)", tags=_TAGS)
async def protocols(
    caller: Who, database: Data, issued_protocols: NamedDependency[IssuedProtocols], day: FromQuery[str]
) -> list[ProtocolDay]:
    """`day` as AAAAMMDD. For each unit how many were given, and any that nothing bears."""
    return await database.read(lambda tx: issued_protocols.of_day(tx, caller.account, day))


HANDLERS = [
    cases_by_protocol,
    case,
    case_events,
    cases_of,
    open_case,
    wrap_up,
    close,
    reopen,
    new_subject,
    set_priority,
    dispositions,
    replace_dispositions,
    protocols,
]
