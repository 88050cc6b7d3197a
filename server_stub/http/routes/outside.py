"""E-mails and SMS that ask for permission, as far as they got."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from server_stub.contract.registers import OutsideMessage
from server_stub.http.needs import Data, Who
from server_stub.services.outside.invitations import Outsiders


@get("/v1/outside-messages", summary="E-mails and SMS that ask for permission (leads)", tags=["consents"])
async def outside_messages(
    caller: Who,
    database: Data,
    outsiders: NamedDependency[Outsiders],
    contact_id: FromQuery[str] = "",
    in_state: Annotated[str, QueryParameter(name="state")] = "",
) -> list[OutsideMessage]:
    """Newest first, 500 at most; of one person, or in one state, where that is given."""
    return await database.read(lambda tx: outsiders.listed(tx, caller.account, contact_id, in_state))


HANDLERS = [outside_messages]
