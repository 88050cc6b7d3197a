"""A team in memory with sample queues, colleagues and cases: satisfies application.team.whole.Team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.application.office import Progress
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import GatewayUnreachable, Refused
from server_stub.contract.cases import (
    CaseBrief,
    Disposition,
)
from server_stub.contract.model import Conversation
from server_stub.contract.queues import AgentProfile, Queue, ServicePolicy
from server_stub.contract.team import (
    AgentState,
    AgentStatus,
    ChatChannel,
    ChatMessage,
    ChatPage,
    Doing,
    PresenceChanged,
    WorkDay,
)
from server_stub.contract.wall import AuditPage, AuditRow, CaseNow, QueueNow, RescueRow, Wall
from tests.helpers import sample_team_data as data
from tests.helpers.sample_cases import SampleCases
from tests.helpers.sample_registers import changed
from tests.helpers.sample_team_base import is_open, written
from tests.helpers.sample_transfers import SampleTransfers


class SampleTeamWork(SampleCases, SampleTransfers):
    """`done` tells what was asked for, as (name, argument); `refuse_next` makes the next call fail.

    While `gate` is cleared every call waits. `open_cases` puts the sample cases into the conversations; `offer`,
    `join`, `present_at`, `stand` and `hear` play colleagues.
    """

    # The other side

    def open_cases(self, briefs: Mapping[str, CaseBrief] = data.CASES) -> None:
        for conversation_id, brief in briefs.items():
            if self.shop.conversation(conversation_id) is not None:
                self.put_case(conversation_id, brief)

    def stand(self, status: AgentStatus) -> None:
        self.kept_statuses[status.account_id] = status
        self.shop.tell(ChangeSet(team=True))

    def present_at(self, conversation_id: str, account_id: str, doing: Doing = Doing.VIEWING) -> None:
        kept = [each for each in self.present.get(conversation_id, []) if each.account_id != account_id]
        if doing is not Doing.GONE:
            kept.append(PresenceChanged(conversation_id, account_id, doing, self.shop.now() + 60_000))
        self.present[conversation_id] = kept
        self.shop.tell(ChangeSet(presence=frozenset({conversation_id})))

    def hear(self, channel: str, author_id: str, text: str, *, called: Sequence[str] = ()) -> ChatMessage:
        """A colleague writes."""
        made = ChatMessage(self.new_id("t"), channel, author_id, text, self.shop.now(), list(called))
        own = self.shop.account.id
        known = self.channels.get(channel, ChatChannel(channel))
        alerts = known.called or own in called or channel.startswith("with:")
        self.said.setdefault(channel, []).append(made)
        self.channels[channel] = ChatChannel(channel, known.unread + 1, alerts, made)
        self.shop.tell(ChangeSet(chat=True))
        return made

    # Queues

    async def all_queues(self) -> Sequence[Queue]:
        await self.asked("all_queues")
        return list(self.kept_queues.values())

    async def save_queue(self, queue: Queue) -> Queue:
        await self.asked("save_queue", queue)
        kept = changed(queue, id=queue.id or self.new_id("q"), revision=queue.revision + 1)
        self.kept_queues[kept.id] = kept
        self.shop.tell(ChangeSet(team=True))
        return kept

    async def remove_queue(self, queue_id: str, *, move_to: str = "") -> None:
        await self.asked("remove_queue", (queue_id, move_to))
        held = [each for each in self.shop.conversations() if is_open(each) and each.queue_id == queue_id]
        if held and not move_to:
            raise Refused("queue_in_use", count=len(held))
        for each in held:
            self.shop.change(each.id, queue_id=move_to, case=changed(each.case, queue_id=move_to))
        del self.kept_queues[queue_id]
        self.shop.tell(ChangeSet(team=True))

    async def service_policy(self) -> ServicePolicy:
        await self.asked("service_policy")
        return self.policy

    async def save_service_policy(self, policy: ServicePolicy) -> ServicePolicy:
        await self.asked("save_service_policy", policy)
        self.policy = policy
        return policy

    async def profiles(self) -> Sequence[AgentProfile]:
        await self.asked("profiles")
        return list(self.kept_profiles.values())

    async def save_profile(self, profile: AgentProfile) -> AgentProfile:
        await self.asked("save_profile", profile)
        self.kept_profiles[profile.account_id] = profile
        return profile

    async def all_dispositions(self) -> Sequence[Disposition]:
        await self.asked("all_dispositions")
        return list(self.nodes)

    async def save_dispositions(self, nodes: Sequence[Disposition], *, seen: str = "") -> Sequence[Disposition]:
        self.seen_trees.append(seen)
        await self.asked("save_dispositions", nodes)
        self.nodes = list(nodes)
        self.shop.tell(ChangeSet(team=True))
        return self.nodes

    # Shift

    async def set_state(self, state: AgentState, reason: str = "") -> AgentStatus:
        await self.asked("set_state", (state, reason))
        known = self.kept_statuses.get(self.shop.account.id, AgentStatus(self.shop.account.id))
        told = changed(known, state=state, reason=reason, since=self.shop.now(), until=None)
        self.stand(told)
        return told

    async def work_days(self, day: str, *, account_id: str = "") -> Sequence[WorkDay]:
        await self.asked("work_days", (day, account_id))
        return [each for each in self.days if account_id in ("", each.account_id)]

    async def work_days_pdf(
        self, day: str, target: Path, *, account_id: str = "", progress: Progress | None = None
    ) -> Path:
        await self.asked("work_days_pdf", (day, account_id))
        return written(target, progress)

    # Leads

    async def wall(self) -> Wall:
        await self.asked("wall")
        if self.the_wall is not None:
            return self.the_wall
        cases = [_case_now(each) for each in self.shop.conversations() if is_open(each)]
        queues = [QueueNow(each) for each in self.kept_queues]
        return Wall(self.shop.now(), queues, list(self.kept_statuses.values()), cases)

    async def look(self, conversation_id: str) -> None:
        await self.asked("look", conversation_id)

    async def rescue_list(self) -> Sequence[RescueRow]:
        await self.asked("rescue_list")
        return list(self.rows)

    async def rescue(self, conversation_id: str) -> None:
        await self.asked("rescue", conversation_id)
        now = self.shop.now()
        self.rows = [
            changed(each, asked_at=now, obstacle="already_asked") if each.conversation_id == conversation_id else each
            for each in self.rows
        ]

    async def audit(
        self, before: int | None = None, *, account_id: str = "", conversation_id: str = "", action: str = ""
    ) -> AuditPage:
        await self.asked("audit", (before, account_id, conversation_id, action))
        found = [
            each
            for each in sorted(self.looks, key=_newest_first)
            if account_id in ("", each.account_id)
            and conversation_id in ("", each.conversation_id)
            and action in ("", each.action)
            and (before is None or each.seq < before)
        ]
        page = found[: self.looks_a_page]
        return AuditPage(page, page[-1].seq if len(found) > len(page) else None)

    # Chat

    async def chat_page(self, channel: str, before: str | None = None) -> ChatPage:
        await self.asked("chat_page", (channel, before))
        return ChatPage(list(self.said.get(channel, [])))

    async def say(self, channel: str, text: str, *, client_id: str = "") -> ChatMessage:
        await self.asked("say", (channel, text))
        known = next((each for each in self.said.get(channel, []) if client_id and each.id == client_id), None)
        if known is not None:
            return known
        made = ChatMessage(client_id or self.new_id("t"), channel, self.shop.account.id, text, self.shop.now())
        self.said.setdefault(channel, []).append(made)
        self.channels[channel] = changed(self.channels.get(channel, ChatChannel(channel)), last=made)
        if self.loses_answer:
            self.loses_answer = False
            raise GatewayUnreachable
        self.shop.tell(ChangeSet(chat=True))
        return made

    async def chat_seen(self, channel: str, up_to: str) -> None:
        await self.asked("chat_seen", (channel, up_to))
        if channel in self.channels:
            self.channels[channel] = ChatChannel(channel, last=self.channels[channel].last)
            self.shop.tell(ChangeSet(chat=True))

    async def set_doing(self, conversation_id: str, doing: Doing) -> Sequence[PresenceChanged]:
        await self.asked("set_doing", (conversation_id, doing))
        return self.present.get(conversation_id, [])


def _case_now(conversation: Conversation) -> CaseNow:
    case = conversation.case
    assert case is not None
    return CaseNow(
        conversation.id,
        case.id,
        case.protocol,
        case.queue_id,
        case.state,
        agent_id=conversation.assignee_id,
        opened_at=case.opened_at,
        waiting_since=case.queued_at,
        answer_due_at=case.answer_due_at,
        window_until=conversation.window_until,
        priority=case.priority,
    )


def _newest_first(row: AuditRow) -> int:
    return -row.seq
