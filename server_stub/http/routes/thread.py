"""What colleagues write for each other, and the way of one message."""

from __future__ import annotations

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.model import Message
from server_stub.contract.requests import WriteNote
from server_stub.contract.trace import Trace
from server_stub.http.needs import Data, Now, Who
from server_stub.services.mentions import Mentions
from server_stub.services.notes import Notes
from server_stub.services.traces import Traces

_TAGS = ["messages"]


@post("/v1/conversations/{conversation_id:str}/notes", summary="Write an internal note", tags=_TAGS, status_code=201)
async def write_note(
    conversation_id: FromPath[str],
    data: JSONBody[WriteNote],
    caller: Who,
    database: Data,
    notes: NamedDependency[Notes],
    clock: Now,
) -> Message:
    """For colleagues only: it stays in the conversation and never reaches WhatsApp. Idempotent by `client_id`."""
    return await database.write(lambda tx: notes.write(tx, caller.account, conversation_id, data, clock()))


@get("/v1/messages/{message_id:str}/trace", summary="The way of one message", tags=_TAGS)
async def trace(message_id: FromPath[str], caller: Who, database: Data, traces: NamedDependency[Traces]) -> Trace:
    """Received, judged, queued, offered, reported, edited: every step with its time where one is kept."""
    return await database.read(lambda tx: traces.of(tx, caller.account, message_id))


@delete("/v1/conversations/{conversation_id:str}/mention", summary="One has seen what calls one", tags=_TAGS)
async def mention_seen(
    conversation_id: FromPath[str], caller: Who, database: Data, mentions: NamedDependency[Mentions], clock: Now
) -> None:
    """Nothing happens where no note calls the caller."""
    await database.write(lambda tx: mentions.seen(tx, caller.account, conversation_id, clock()))


HANDLERS = [write_note, trace, mention_seen]
