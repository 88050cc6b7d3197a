"""Talk among colleagues, and who looks at a conversation or types in it."""

from __future__ import annotations

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.team import ChatChannel, ChatMessage, ChatPage, ChatSeen, PresenceChanged, Say, SetDoing
from server_stub.http.needs import Data, Now, Who
from server_stub.services.chat import Chats
from server_stub.services.presence import Presences

Talks = NamedDependency[Chats]
_TAGS = ["team"]


@get("/v1/chat", summary="One's channels", tags=_TAGS)
async def channels(caller: Who, database: Data, chats: Talks) -> list[ChatChannel]:
    """The team's, those of one's queues, then talks between two, with what is unread and what was said last."""
    return await database.read(lambda tx: chats.channels(tx, caller.account))


@get("/v1/chat/{channel:str}", summary="A page of a channel, newest last", tags=_TAGS)
async def chat_page(
    channel: FromPath[str],
    caller: Who,
    database: Data,
    chats: Talks,
    before: FromQuery[str | None] = None,
    limit: FromQuery[int] = 50,
) -> ChatPage:
    """`team`, `queue:<id>` or `with:<account>:<account>`. `before` is the one of the newer page."""
    return await database.read(lambda tx: chats.page(tx, caller.account, channel, before, limit))


@post("/v1/chat/{channel:str}", summary="Say something to colleagues", tags=_TAGS)
async def say(
    channel: FromPath[str], data: JSONBody[Say], caller: Who, database: Data, chats: Talks, clock: Now
) -> ChatMessage:
    """At most 4,000 characters. `client_id` is the idempotency key. `@` and a name calls somebody who reads there."""
    return await database.write(lambda tx: chats.say(tx, caller.account, channel, data, clock()))


@put("/v1/chat/seen", summary="A channel was read up to a message", tags=_TAGS)
async def seen(data: JSONBody[ChatSeen], caller: Who, database: Data, chats: Talks) -> None:
    await database.write(lambda tx: chats.seen(tx, caller.account, data))


@put("/v1/conversations/{conversation_id:str}/presence", summary="Look at it, type in it, or be gone", tags=_TAGS)
async def set_doing(
    conversation_id: FromPath[str],
    data: JSONBody[SetDoing],
    caller: Who,
    database: Data,
    presences: NamedDependency[Presences],
    clock: Now,
) -> list[PresenceChanged]:
    """Viewing lasts 60 s and typing 8 s, to be renewed. Answers what colleagues do there now."""
    return await database.write(lambda tx: presences.set(tx, caller.account, conversation_id, data.doing, clock()))


HANDLERS = [channels, chat_page, say, seen, set_doing]
