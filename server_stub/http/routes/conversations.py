"""Snapshot, pages, claims and assignment: what an agent's list and timeline are made of."""

from __future__ import annotations

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.model import Claim, Conversation
from server_stub.contract.requests import Assign, ConversationPage, MessagePage, Snapshot
from server_stub.http.needs import Data, Now, Who
from server_stub.services.claims import Claims
from server_stub.services.leads.reassigning import Reassigning
from server_stub.services.snapshot import Snapshots

_TAGS = ["conversations"]


@get("/v1/snapshot", summary="Everything to begin with", tags=_TAGS)
async def snapshot(caller: Who, database: Data, snapshots: NamedDependency[Snapshots], clock: Now) -> Snapshot:
    """Follow `GET /v1/events` from its `seq`."""
    return await database.read(lambda tx: snapshots.snapshot(tx, caller.account, clock()))


@get("/v1/conversations", summary="Older conversations", tags=_TAGS)
async def conversations(
    caller: Who,
    database: Data,
    snapshots: NamedDependency[Snapshots],
    clock: Now,
    before: FromQuery[str | None] = None,
    limit: FromQuery[int] = 50,
) -> ConversationPage:
    """Most recently active first. `before` is the `next_page` of the page before."""
    return await database.read(lambda tx: snapshots.conversations(tx, caller.account, before, limit, clock()))


@get("/v1/conversations/{conversation_id:str}", summary="One conversation", tags=_TAGS)
async def conversation(
    conversation_id: FromPath[str], caller: Who, database: Data, snapshots: NamedDependency[Snapshots]
) -> Conversation:
    return await database.read(lambda tx: snapshots.conversation(tx, caller.account, conversation_id))


@get("/v1/conversations/{conversation_id:str}/messages", summary="A page of messages, newest last", tags=_TAGS)
async def messages(
    conversation_id: FromPath[str],
    caller: Who,
    database: Data,
    snapshots: NamedDependency[Snapshots],
    before: FromQuery[str | None] = None,
    limit: FromQuery[int] = 50,
) -> MessagePage:
    """`before` is the one of the newer page; without it the newest messages are answered."""
    return await database.read(lambda tx: snapshots.messages(tx, caller.account, conversation_id, before, limit))


@get("/v1/conversations/{conversation_id:str}/files", summary="A page of messages with files, newest last", tags=_TAGS)
async def files(
    conversation_id: FromPath[str],
    caller: Who,
    database: Data,
    snapshots: NamedDependency[Snapshots],
    before: FromQuery[str | None] = None,
    limit: FromQuery[int] = 50,
) -> MessagePage:
    """Pictures, films and documents. `before` is the one of the newer page, or any message's `<sent_at>.<id>`."""
    return await database.read(lambda tx: snapshots.files(tx, caller.account, conversation_id, before, limit))


@put("/v1/conversations/{conversation_id:str}/claim", summary="Take or renew the claim", tags=_TAGS)
async def take_claim(
    conversation_id: FromPath[str], caller: Who, database: Data, claims: NamedDependency[Claims], clock: Now
) -> Claim:
    """A lease of 60 s, to be renewed every 30 s."""
    return await database.write(lambda tx: claims.take(tx, caller.account, conversation_id, clock()))


@delete("/v1/conversations/{conversation_id:str}/claim", summary="Give the claim back", tags=_TAGS)
async def drop_claim(
    conversation_id: FromPath[str], caller: Who, database: Data, claims: NamedDependency[Claims], clock: Now
) -> None:
    """Nothing happens where the caller does not hold it."""
    await database.write(lambda tx: claims.drop(tx, caller.account.id, conversation_id, clock()))


@put("/v1/conversations/{conversation_id:str}/assignee", summary="Take, hand on or release", tags=_TAGS)
async def assign(
    conversation_id: FromPath[str],
    data: JSONBody[Assign],
    caller: Who,
    database: Data,
    reassigning: NamedDependency[Reassigning],
    clock: Now,
) -> Conversation:
    """The conversation as it stands afterwards, also where the caller no longer sees it."""
    return await database.write(lambda tx: reassigning.assign(tx, caller.account, conversation_id, data, clock()))


HANDLERS = [snapshot, conversations, conversation, messages, files, take_claim, drop_claim, assign]
