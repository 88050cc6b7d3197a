"""Settling a doubt whether somebody asked to leave."""

from __future__ import annotations

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.model import Conversation
from server_stub.contract.people import SettleDoubt
from server_stub.http.needs import Data, Now, Who
from server_stub.services.doubts import Doubts


@post(
    "/v1/conversations/{conversation_id:str}/doubt",
    summary="Settle a doubt about an opt-out",
    tags=["consents"],
    status_code=200,
)
async def settle_doubt(
    conversation_id: FromPath[str],
    data: JSONBody[SettleDoubt],
    caller: Who,
    database: Data,
    doubts: NamedDependency[Doubts],
    clock: Now,
) -> Conversation:
    """The conversation as it stands afterwards. `scope` is "mkt.*" or "*"; 409 state_conflict where none is open."""
    return await database.write(lambda tx: doubts.settle(tx, caller.account, conversation_id, data, clock()))


HANDLERS = [settle_doubt]
