"""Handing conversations on: who can take them, offers, several in one chat, many at once."""

from __future__ import annotations

from typing import Protocol

from server_stub.contract.transfers import Bulk, BulkResult, Decline, OfferKind, Targets, Transfer


class Transfers(Protocol):
    """What comes of each is told by events, as the conversation it is about: nothing is answered here."""

    async def targets(self, conversation_id: str, kind: OfferKind = OfferKind.TRANSFER) -> Targets:
        """What stands in the way depends on the kind. Raises Refused `case_closed`."""

    async def transfer(self, conversation_id: str, wish: Transfer) -> None:
        """Raises Refused `moved_meanwhile` (account_id), `target_unavailable` (why), `too_many_transfers` (limit),
        `queue_empty`.
        """

    async def accept_offer(self, conversation_id: str) -> None:
        """Raises Refused `offer_gone`."""

    async def decline_offer(self, conversation_id: str, why: Decline) -> None: ...
    async def cancel_offer(self, conversation_id: str) -> None:
        """By who made it, or a lead."""

    async def take_over(self, conversation_id: str, expected_agent: str) -> None:
        """By a participant, or a lead: from now on it is mine. Raises Refused `moved_meanwhile` where it is not
        `expected_agent` ("" for nobody) who has it.
        """

    async def leave(self, conversation_id: str) -> None:
        """A participant goes."""

    async def barge(self, conversation_id: str) -> None:
        """A lead comes into the chat; both may write. Noted in the audit log."""

    async def bulk(self, wish: Bulk) -> BulkResult:
        """For leads. Nothing happens before `apply`."""

    async def undo_bulk(self, bulk_id: str) -> BulkResult: ...
