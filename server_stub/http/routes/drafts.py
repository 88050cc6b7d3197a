"""Unfinished texts of a conversation."""

from __future__ import annotations

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.drafts import Draft, SaveDraft
from server_stub.http.needs import Data, Now, Who
from server_stub.services.drafts import Drafts

_TAGS = ["conversations"]


@get("/v1/conversations/{conversation_id:str}/drafts", summary="Unfinished texts", tags=_TAGS)
async def drafts_of_conversation(
    conversation_id: FromPath[str], caller: Who, database: Data, drafts: NamedDependency[Drafts], clock: Now
) -> list[Draft]:
    """One's own and those of colleagues, newest first."""
    return await database.read(lambda tx: drafts.all(tx, caller.account, conversation_id, clock()))


@put("/v1/conversations/{conversation_id:str}/draft", summary="Keep one's own unfinished text", tags=_TAGS)
async def save_draft(
    conversation_id: FromPath[str],
    data: JSONBody[SaveDraft],
    caller: Who,
    database: Data,
    drafts: NamedDependency[Drafts],
    clock: Now,
) -> None:
    """Empty text removes it; an older one than is kept changes nothing."""
    await database.write(lambda tx: drafts.save(tx, caller.account, conversation_id, data, clock()))


@delete("/v1/conversations/{conversation_id:str}/drafts/{account_id:str}", summary="Discard a text", tags=_TAGS)
async def discard_draft(
    conversation_id: FromPath[str],
    account_id: FromPath[str],
    changed_at: FromQuery[int],
    caller: Who,
    database: Data,
    drafts: NamedDependency[Drafts],
) -> None:
    """The one that was seen; 409 where its author has gone on writing since."""
    await database.write(lambda tx: drafts.discard(tx, caller.account, conversation_id, account_id, changed_at))


HANDLERS = [drafts_of_conversation, save_draft, discard_draft]
