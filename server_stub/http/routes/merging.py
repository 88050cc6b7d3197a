"""Questions about who is who: two contacts that may be one, one that may have another number."""

from __future__ import annotations

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from server_stub.contract.people import MergeProposal
from server_stub.http.needs import Data, Now, Who
from server_stub.services.merging import Merging

Service = NamedDependency[Merging]
_TAGS = ["contacts"]
_PATH = "/v1/merge-proposals/{proposal_id:str}"


@get("/v1/merge-proposals", summary="Questions about who is who (leads, administrators)", tags=_TAGS)
async def proposals(caller: Who, database: Data, merging: Service, clock: Now) -> list[MergeProposal]:
    """Open ones, and accepted ones that can still be undone; newest first."""
    return await database.read(lambda tx: merging.proposals(tx, caller.account, clock()))


@post(f"{_PATH}/accept", status_code=200, summary="It is one person (leads, administrators)", tags=_TAGS)
async def accept(
    proposal_id: FromPath[str], caller: Who, database: Data, merging: Service, clock: Now
) -> MergeProposal:
    """Opt-outs of one bind both from now on; agreements stay with the number they were given for."""
    return await database.write(lambda tx: merging.accept(tx, caller.account, proposal_id, clock()))


@post(f"{_PATH}/reject", status_code=200, summary="It is not (leads, administrators)", tags=_TAGS)
async def reject(
    proposal_id: FromPath[str], caller: Who, database: Data, merging: Service, clock: Now
) -> MergeProposal:
    """Never proposed again."""
    return await database.write(lambda tx: merging.reject(tx, caller.account, proposal_id, clock()))


@post(f"{_PATH}/undo", status_code=200, summary="Take an acceptance back, for 30 days", tags=_TAGS)
async def undo(proposal_id: FromPath[str], caller: Who, database: Data, merging: Service, clock: Now) -> MergeProposal:
    """The proposal is open again; an opt-out of the time together stays with both."""
    return await database.write(lambda tx: merging.undo(tx, caller.account, proposal_id, clock()))


HANDLERS = [proposals, accept, reject, undo]
