"""Handing conversations on, answering to that, coming in beside somebody, and moving many at once."""

from __future__ import annotations

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.model import Conversation
from server_stub.contract.transfers import Bulk, BulkResult, Decline, OfferKind, Targets, Transfer
from server_stub.http.needs import Data, Now, Who
from server_stub.services.transfers.bulks import Bulks
from server_stub.services.transfers.offers import Offers
from server_stub.services.transfers.targets import TargetBook
from server_stub.services.transfers.transfers import Transfers
from server_stub.services.transfers.visits import Visits

_TAGS = ["transfers"]
_ONE = "/v1/conversations/{conversation_id:str}"


@get(f"{_ONE}/targets", summary="Where it can go", tags=_TAGS)
async def targets(
    conversation_id: FromPath[str],
    caller: Who,
    database: Data,
    target_book: NamedDependency[TargetBook],
    clock: Now,
    kind: FromQuery[OfferKind] = OfferKind.TRANSFER,
) -> Targets:
    """Each with its load and state, and why it cannot go there. `kind`: transfer, warm or consult."""
    return await database.read(lambda tx: target_book.targets(tx, caller.account, conversation_id, clock(), kind))


@post(f"{_ONE}/transfer", summary="Hand on, or invite a colleague", tags=_TAGS, status_code=200)
async def transfer(
    conversation_id: FromPath[str],
    data: JSONBody[Transfer],
    caller: Who,
    database: Data,
    transfers: NamedDependency[Transfers],
    clock: Now,
) -> Conversation:
    """The conversation as it stands afterwards, also where the caller no longer sees it."""
    return await database.write(lambda tx: transfers.transfer(tx, caller.account, conversation_id, data, clock()))


@post(f"{_ONE}/offer/accept", summary="Take what one is asked to take, or join", tags=_TAGS, status_code=200)
async def accept_offer(
    conversation_id: FromPath[str], caller: Who, database: Data, offers: NamedDependency[Offers], clock: Now
) -> Conversation:
    """May be repeated: again the same answer."""
    return await database.write(lambda tx: offers.accept(tx, caller.account, conversation_id, clock()))


@post(f"{_ONE}/offer/decline", summary="Do not take it", tags=_TAGS, status_code=204)
async def decline_offer(
    conversation_id: FromPath[str],
    data: JSONBody[Decline],
    caller: Who,
    database: Data,
    offers: NamedDependency[Offers],
    clock: Now,
) -> None:
    """It stays with who has it, or goes on to another of its queue."""
    await database.write(lambda tx: offers.decline(tx, caller.account, conversation_id, data, clock()))


@post(f"{_ONE}/offer/cancel", summary="Take back what was asked", tags=_TAGS, status_code=200)
async def cancel_offer(
    conversation_id: FromPath[str], caller: Who, database: Data, offers: NamedDependency[Offers], clock: Now
) -> Conversation:
    """By who asked, by who has it, or by a lead."""
    return await database.write(lambda tx: offers.cancel(tx, caller.account, conversation_id, clock()))


@post(f"{_ONE}/take-over", summary="Take it from whoever has it", tags=_TAGS, status_code=200)
async def take_over(
    conversation_id: FromPath[str],
    caller: Who,
    database: Data,
    visits: NamedDependency[Visits],
    clock: Now,
    expected_agent: FromQuery[str | None] = None,
) -> Conversation:
    """For whoever was invited to do so, and for leads, which the audit log says."""
    account = caller.account
    return await database.write(lambda tx: visits.take_over(tx, account, conversation_id, clock(), expected_agent))


@post(f"{_ONE}/barge", summary="Come in and write beside the agent", tags=_TAGS, status_code=200)
async def barge(
    conversation_id: FromPath[str], caller: Who, database: Data, visits: NamedDependency[Visits], clock: Now
) -> Conversation:
    """For leads, which the audit log says."""
    return await database.write(lambda tx: visits.barge(tx, caller.account, conversation_id, clock()))


@delete(f"{_ONE}/participants/me", summary="Leave a chat that one came into", tags=_TAGS)
async def leave_chat(
    conversation_id: FromPath[str], caller: Who, database: Data, visits: NamedDependency[Visits], clock: Now
) -> None:
    """Nothing happens where the caller is not in it."""
    await database.write(lambda tx: visits.leave(tx, caller.account, conversation_id, clock()))


@post("/v1/bulk", summary="Move or close many at once", tags=_TAGS, status_code=200)
async def bulk(data: JSONBody[Bulk], caller: Who, bulks: NamedDependency[Bulks]) -> BulkResult:
    """For leads; at most 500. Without `apply` nothing happens, and the rows say what would stand in the way."""
    return await bulks.run(caller.account, data)


@post("/v1/bulk/{bulk_id:str}/undo", summary="Put back what was moved or closed", tags=_TAGS, status_code=200)
async def undo_bulk(bulk_id: FromPath[str], caller: Who, bulks: NamedDependency[Bulks]) -> BulkResult:
    """For leads, within ten minutes. What somebody touched since stays as it is, and its row says so."""
    return await bulks.undo(caller.account, bulk_id)


HANDLERS = [
    targets,
    transfer,
    accept_offer,
    decline_offer,
    cancel_offer,
    take_over,
    barge,
    leave_chat,
    bulk,
    undo_bulk,
]
