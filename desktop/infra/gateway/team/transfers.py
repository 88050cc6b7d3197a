"""Transfers, offers and several in one chat, over HTTP."""

from __future__ import annotations

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.transfers import Bulk, BulkResult, Decline, OfferKind, Targets, Transfer


class HttpTransfers(Caller):
    """Implements application.team.transfers.Transfers."""

    async def targets(self, conversation_id: str, kind: OfferKind = OfferKind.TRANSFER) -> Targets:
        return await self.get(f"{_one(conversation_id)}/targets", Targets, kind=kind.value)

    async def transfer(self, conversation_id: str, wish: Transfer) -> None:
        await self.write("POST", f"{_one(conversation_id)}/transfer", wish)

    async def accept_offer(self, conversation_id: str) -> None:
        await self.request("POST", f"{_one(conversation_id)}/offer/accept")

    async def decline_offer(self, conversation_id: str, why: Decline) -> None:
        await self.write("POST", f"{_one(conversation_id)}/offer/decline", why)

    async def cancel_offer(self, conversation_id: str) -> None:
        await self.request("POST", f"{_one(conversation_id)}/offer/cancel")

    async def take_over(self, conversation_id: str, expected_agent: str) -> None:
        wished = {"expected_agent": expected_agent}
        await self.request("POST", f"{_one(conversation_id)}/take-over", params=wished)

    async def leave(self, conversation_id: str) -> None:
        await self.request("DELETE", f"{_one(conversation_id)}/participants/me")

    async def barge(self, conversation_id: str) -> None:
        await self.request("POST", f"{_one(conversation_id)}/barge")

    async def bulk(self, wish: Bulk) -> BulkResult:
        return answer(await self.write("POST", "/v1/bulk", wish), BulkResult)

    async def undo_bulk(self, bulk_id: str) -> BulkResult:
        return answer(await self.request("POST", f"/v1/bulk/{bulk_id}/undo"), BulkResult)


def _one(conversation_id: str) -> str:
    return f"/v1/conversations/{conversation_id}"
