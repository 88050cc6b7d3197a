"""Cases of the sample team: satisfies application.team.cases.Cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.application.office import Progress
from desktop.domain.errors import Refused
from server_stub.contract.cases import (
    AskHistory,
    Case,
    CaseEvent,
    CaseMove,
    CaseState,
    CloseCase,
    CloseWay,
    HistoryJob,
    NewSubject,
    OpenCase,
    ProtocolDay,
)
from server_stub.contract.surveys import QueueSurvey
from tests.helpers import sample_team_data as data
from tests.helpers.sample_registers import changed
from tests.helpers.sample_team_base import SampleTeamBase, is_open, written


class SampleCases(SampleTeamBase):
    """Opened, closed and reopened as a gateway would."""

    async def case(self, case_id: str) -> Case:
        await self.asked("case", case_id)
        return self.case_of(case_id)

    async def cases_of(self, conversation_id: str) -> Sequence[Case]:
        await self.asked("cases_of", conversation_id)
        found = [each for each in self.kept_cases.values() if each.conversation_id == conversation_id]
        return sorted(found, key=lambda each: -each.brief.opened_at)

    async def find_protocol(self, protocol: str) -> Sequence[Case]:
        await self.asked("find_protocol", protocol)
        digits = "".join(filter(str.isdigit, protocol))
        return [each for each in self.kept_cases.values() if each.brief.protocol == digits]

    async def open_case(self, conversation_id: str, wish: OpenCase) -> Case:
        await self.asked("open_case", (conversation_id, wish))
        known = self.conversation_of(conversation_id)
        if known.case is not None and is_open(known):
            raise Refused("case_open", protocol=known.case.protocol)
        return self.begin_case(conversation_id, wish.queue_id or "general", wish.priority)

    async def wrap_up(self, case_id: str) -> Case:
        await self.asked("wrap_up", case_id)
        case = self.case_of(case_id)
        queue = self.kept_queues.get(case.brief.queue_id, data.GENERAL)
        until = self.shop.now() + queue.wrap_up_seconds * 1000
        return self.move_case(case, state=CaseState.WRAPPING_UP, wrap_until=until, answer_due_at=None)

    async def close_case(self, case_id: str, wish: CloseCase) -> Case:
        await self.asked("close_case", (case_id, wish))
        case = self.case_of(case_id)
        if case.brief.state is CaseState.CLOSED:
            raise Refused("case_closed")
        if self.kept_queues[case.brief.queue_id].disposition_required and not wish.disposition_id:
            raise Refused("disposition_required")
        return self._close(case, wish)

    async def reopen(self, case_id: str) -> Case:
        await self.asked("reopen", case_id)
        case = self.case_of(case_id)
        known = self.conversation_of(case.conversation_id)
        if is_open(known):
            raise Refused("case_open", protocol=known.case.protocol if known.case else "")
        self.shop.change(case.conversation_id, assignee_id=self.shop.account.id, protocol=case.brief.protocol)
        reopened = case.brief.reopened + 1
        return self.move_case(case, state=CaseState.ASSIGNED, closed_at=None, wrap_until=None, reopened=reopened)

    async def new_subject(self, case_id: str, wish: NewSubject) -> Case:
        closed = await self.close_case(case_id, wish.closing)
        made = self.begin_case(closed.conversation_id, wish.queue_id or closed.brief.queue_id, 0)
        self.kept_cases[made.brief.id] = changed(made, parent_protocol=closed.brief.protocol)
        return self.kept_cases[made.brief.id]

    async def set_priority(self, case_id: str, priority: int) -> Case:
        await self.asked("set_priority", (case_id, priority))
        return self.move_case(self.case_of(case_id), priority=priority)

    async def ask_history(self, case_id: str, wish: AskHistory) -> HistoryJob:
        await self.asked("ask_history", (case_id, wish))
        case, now = self.case_of(case_id), self.shop.now()
        kept = [job for job in case.history if job.state not in ("waiting", "sending")]
        job = HistoryJob(self.new_id("h"), case_id, case.brief.protocol, wish.way, "waiting", now, now + 5 * 86_400_000)
        if wish.way == "handed_over":
            job = changed(job, state="handed_over", done_at=now, note=wish.note)
        self.kept_cases[case_id] = changed(case, history=[*kept, job])
        return job

    async def history_pdf(self, case_id: str, target: Path, progress: Progress | None = None) -> Path:
        await self.asked("history_pdf", case_id)
        return written(target, progress)

    async def case_events(self, case_id: str) -> Sequence[CaseEvent]:
        await self.asked("case_events", case_id)
        brief = self.case_of(case_id).brief
        moves = [CaseMove.OPENED, CaseMove.QUEUED, CaseMove.ASSIGNED, CaseMove.FIRST_RESPONSE]
        return [
            CaseEvent(place, case_id, move, brief.opened_at + place * 40_000, queue_id=brief.queue_id)
            for place, move in enumerate(moves)
        ]

    async def protocols(self, day: str) -> Sequence[ProtocolDay]:
        await self.asked("protocols", day)
        return [ProtocolDay(day, "01", 131, 132, [77])]

    async def surveys(self, since: int, until: int) -> Sequence[QueueSurvey]:
        await self.asked("surveys", (since, until))
        if since >= until:
            raise Refused("value_invalid", field="until")
        return list(self.scores)

    def _close(self, case: Case, wish: CloseCase) -> Case:
        leaf = next((each for each in self.nodes if each.id == wish.disposition_id), None)
        if wish.disposition_id and (leaf is None or not leaf.outcome):
            raise Refused("disposition_unknown")
        now = self.shop.now()
        told = changed(case.brief, state=CaseState.CLOSED, closed_at=now, answer_due_at=None, wrap_until=None)
        closed = self.put_case(
            case.conversation_id,
            told,
            disposition_id=wish.disposition_id,
            outcome=leaf.outcome if leaf else "",
            resolved=wish.resolved,
            summary=wish.summary,
            closed_by=self.shop.account.id,
            close_way=CloseWay.AGENT,
        )
        self.shop.change(case.conversation_id, assignee_id=None, participants=[], offer=None)
        return closed
