"""Sending, the composer's light, read marks and typing."""

from __future__ import annotations

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Message
from server_stub.contract.requests import Accepted, MarkRead, React, SendMessage
from server_stub.http.needs import Data, Now, Who
from server_stub.services.reacting import Reacting
from server_stub.services.receipts import Receipts
from server_stub.services.sending import Sending
from server_stub.services.waiting import Waiting

_TAGS = ["messages"]


@post("/v1/messages", summary="Send a message", tags=_TAGS, status_code=202)
async def send(
    data: JSONBody[SendMessage], caller: Who, database: Data, sending: NamedDependency[Sending], clock: Now
) -> Accepted:
    """202: durable, allowed, and it will be sent. The same `client_id` with the same body answers the same again."""
    answer = await database.write(lambda tx: sending.accept(tx, caller.account, data, clock()))
    if isinstance(answer, GatewayRefusal):
        raise answer
    return answer


@put("/v1/messages/{message_id:str}/reaction", summary="React to a message", tags=_TAGS, status_code=202)
async def react(
    message_id: FromPath[str],
    data: JSONBody[React],
    caller: Who,
    database: Data,
    reacting: NamedDependency[Reacting],
    clock: Now,
) -> Message:
    """Set, change or take back (empty emoji) our reaction; it is `pending` until WhatsApp took it. Idempotent."""
    answer = await database.write(lambda tx: reacting.react(tx, caller.account, message_id, data, clock()))
    if isinstance(answer, GatewayRefusal):
        raise answer
    return answer


@delete("/v1/messages/{message_id:str}", summary="Take a message back", tags=_TAGS, status_code=200)
async def take_back(
    message_id: FromPath[str], caller: Who, database: Data, waiting: NamedDependency[Waiting], clock: Now
) -> Message:
    """Discard what has not left, e.g. what the send gate holds; it stays in the conversation as failed, `cancelled`."""
    return await database.write(lambda tx: waiting.take_back(tx, caller.account, message_id, clock()))


@get("/v1/conversations/{conversation_id:str}/outlook", summary="What may be sent now", tags=_TAGS)
async def outlook(
    conversation_id: FromPath[str], caller: Who, database: Data, sending: NamedDependency[Sending], clock: Now
) -> Outlook:
    """The send gate's verdicts for a reply, for asking permission, and for every template."""
    return await database.read(lambda tx: sending.outlook(tx, caller.account, conversation_id, clock()))


@post("/v1/conversations/{conversation_id:str}/read", summary="Mark as read", tags=_TAGS, status_code=204)
async def mark_read(
    conversation_id: FromPath[str],
    data: JSONBody[MarkRead],
    caller: Who,
    receipts: NamedDependency[Receipts],
    clock: Now,
) -> None:
    """Everything up to the message, here and at WhatsApp."""
    await receipts.mark_read(caller.account, conversation_id, data.up_to_message_id, clock())


@post(
    "/v1/conversations/{conversation_id:str}/typing", summary="Show that an answer comes", tags=_TAGS, status_code=204
)
async def typing(conversation_id: FromPath[str], caller: Who, receipts: NamedDependency[Receipts]) -> None:
    """Shown to the customer for 25 s or until the next message."""
    await receipts.typing(caller.account, conversation_id)


HANDLERS = [send, react, take_back, outlook, mark_read, typing]
