"""What an edited message said before."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from server_stub.contract.content import Version
from server_stub.http.needs import Data, Who
from server_stub.services.message_history import MessageHistory


@get("/v1/messages/{message_id:str}/versions", summary="What an edited message said", tags=["messages"])
async def versions(
    message_id: FromPath[str], caller: Who, database: Data, message_history: NamedDependency[MessageHistory]
) -> list[Version]:
    """Oldest first, the first as it was sent; empty where nothing was edited. 404 for a deleted message."""
    return await database.read(lambda tx: message_history.versions(tx, caller.account, message_id))


HANDLERS = [versions]
