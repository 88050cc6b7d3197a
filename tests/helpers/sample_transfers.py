"""Transfers of the sample team: satisfies application.team.transfers.Transfers."""

from __future__ import annotations

from desktop.domain.errors import Refused
from server_stub.contract.cases import (
    CaseState,
)
from server_stub.contract.model import Conversation
from server_stub.contract.queues import Queue
from server_stub.contract.team import (
    AgentState,
    AgentStatus,
)
from server_stub.contract.transfers import (
    Bulk,
    BulkResult,
    BulkRow,
    Decline,
    HandOver,
    Offer,
    OfferKind,
    Participant,
    Presence,
    TargetAgent,
    TargetQueue,
    Targets,
    Transfer,
)
from tests.helpers.sample_people import ACCOUNTS
from tests.helpers.sample_registers import changed
from tests.helpers.sample_team_base import SampleTeamBase, is_open, may_see_all, refuse_moved


class SampleTransfers(SampleTeamBase):
    """`offer` and `join` play colleagues."""

    def offer(
        self,
        conversation_id: str,
        from_account: str | None = "account-bruno",
        *,
        kind: OfferKind = OfferKind.TRANSFER,
        card: HandOver = HandOver(),  # noqa: B008 - frozen
        seconds: int | None = 60,
        to_account: str = "",
    ) -> Offer:
        """A colleague, or the queue, offers it."""
        now = self.shop.now()
        until = None if seconds is None else now + seconds * 1000
        made = Offer(self.new_id("o"), kind, to_account or self.shop.account.id, from_account, now, until, card)
        self.shop.change(conversation_id, offer=made)
        return made

    def join(self, conversation_id: str, account_id: str, why: Presence = Presence.WARM, by: str = "") -> None:
        known = self.conversation_of(conversation_id)
        told = Participant(account_id, why, by, self.shop.now())
        self.shop.change(conversation_id, participants=[*known.participants, told])

    async def targets(self, conversation_id: str, kind: OfferKind = OfferKind.TRANSFER) -> Targets:
        await self.asked("targets", (conversation_id, kind))
        if self.the_targets is not None:
            return self.the_targets
        here = self.conversation_of(conversation_id)
        queues = [self._target_queue(each, here) for each in self.kept_queues.values()]
        others = [each for each in self.kept_statuses.values() if each.account_id != here.assignee_id]
        return Targets(queues, [_target_agent(each) for each in others])

    async def transfer(self, conversation_id: str, wish: Transfer) -> None:
        await self.asked("transfer", (conversation_id, wish))
        known, own, now = self.conversation_of(conversation_id), self.shop.account, self.shop.now()
        refuse_moved(known, wish.expected_agent)
        if wish.to_queue:
            self.to_queue(known, wish.to_queue)
            return
        until = now + 60_000 if wish.kind is OfferKind.TRANSFER else None
        made = Offer(self.new_id("o"), wish.kind, wish.to_account, own.id, now, until, wish.card)
        self.shop.change(conversation_id, offer=made)

    async def accept_offer(self, conversation_id: str) -> None:
        await self.asked("accept_offer", conversation_id)
        known = self.conversation_of(conversation_id)
        if known.offer is None:
            raise Refused("offer_gone")
        if known.offer.kind in (OfferKind.TRANSFER, OfferKind.QUEUE):
            self.make_own(known, self.shop.account.id)
            return
        why = Presence.WARM if known.offer.kind is OfferKind.WARM else Presence.CONSULT
        self.shop.change(conversation_id, offer=None)
        self.join(conversation_id, self.shop.account.id, why, known.offer.from_account or "")

    async def decline_offer(self, conversation_id: str, why: Decline) -> None:
        await self.asked("decline_offer", (conversation_id, why))
        self.end_offer(conversation_id)

    async def cancel_offer(self, conversation_id: str) -> None:
        await self.asked("cancel_offer", conversation_id)
        if self.conversation_of(conversation_id).offer is None:
            raise Refused("offer_gone")
        self.shop.change(conversation_id, offer=None)

    async def take_over(self, conversation_id: str, expected_agent: str) -> None:
        await self.asked("take_over", (conversation_id, expected_agent))
        refuse_moved(self.conversation_of(conversation_id), expected_agent)
        self.make_own(self.conversation_of(conversation_id), self.shop.account.id)

    async def leave(self, conversation_id: str) -> None:
        await self.asked("leave", conversation_id)
        kept = [
            each
            for each in self.conversation_of(conversation_id).participants
            if each.account_id != self.shop.account.id
        ]
        self.shop.change(conversation_id, participants=kept)

    async def barge(self, conversation_id: str) -> None:
        await self.asked("barge", conversation_id)
        self.join(conversation_id, self.shop.account.id, Presence.BARGE)

    async def bulk(self, wish: Bulk) -> BulkResult:
        await self.asked("bulk", wish)
        rows = [BulkRow(each, self._bulk_obstacle(each, wish)) for each in wish.conversation_ids]
        if not wish.apply:
            return BulkResult(rows)
        for row in rows:
            known = self.shop.conversation(row.conversation_id)
            if row.obstacle or known is None or known.case is None:
                continue
            self.before_bulk[known.id] = known
            if wish.close:
                self.put_case(known.id, changed(known.case, state=CaseState.CLOSED))
            elif wish.to_queue:
                self.to_queue(known, wish.to_queue)
        return BulkResult(rows, self.new_id("b"), self.shop.now() + 600_000)

    async def undo_bulk(self, bulk_id: str) -> BulkResult:
        await self.asked("undo_bulk", bulk_id)
        moved, self.before_bulk = self.before_bulk, {}
        for each in moved.values():
            self.shop.change(each.id, case=each.case, queue_id=each.queue_id, assignee_id=each.assignee_id)
        return BulkResult([BulkRow(each) for each in moved], bulk_id)

    def end_offer(self, conversation_id: str) -> None:
        """Declined, expired or taken back: it is nobody's question any more."""
        known = self.conversation_of(conversation_id)
        self.shop.change(conversation_id, offer=None)
        if known.assignee_id not in (None, self.shop.account.id) and not may_see_all(self.shop.account):
            self.shop.left(conversation_id)

    def _bulk_obstacle(self, conversation_id: str, wish: Bulk) -> str:
        known = self.shop.conversation(conversation_id)
        if known is None:
            return "gone"
        if not is_open(known):
            return "closed"
        return "same" if wish.to_queue == known.queue_id else ""

    def _target_queue(self, queue: Queue, here: Conversation) -> TargetQueue:
        everybody = self.kept_statuses.values()
        free = [each for each in everybody if each.state is AgentState.AVAILABLE and queue.id in each.queues]
        waiting = [
            each
            for each in self.shop.conversations()
            if each.queue_id == queue.id and each.case is not None and each.case.state is CaseState.QUEUED
        ]
        available = len(everybody) if queue.everyone else len(free)
        obstacle = "same_queue" if queue.id == here.queue_id and here.assignee_id is None else ""
        return TargetQueue(queue.id, queue.name, len(waiting), available, True, obstacle)


def _target_agent(status: AgentStatus) -> TargetAgent:
    obstacle = {AgentState.OFFLINE: "offline", AgentState.PAUSE: "pause"}.get(status.state, "")
    if not obstacle and status.load >= status.capacity:
        obstacle = "full"
    name = ACCOUNTS[status.account_id].name if status.account_id in ACCOUNTS else status.account_id
    return TargetAgent(
        status.account_id, name, status.state, status.since, status.load, status.capacity, status.open_cases, obstacle
    )
