"""Cases over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.application.office import Progress
from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import fetch_file
from server_stub.contract.cases import (
    AskHistory,
    Case,
    CaseEvent,
    CloseCase,
    HistoryJob,
    NewSubject,
    OpenCase,
    ProtocolDay,
    SetPriority,
)
from server_stub.contract.surveys import QueueSurvey


class HttpCases(Caller):
    """Implements application.team.cases.Cases."""

    async def case(self, case_id: str) -> Case:
        return await self.get(f"/v1/cases/{case_id}", Case)

    async def cases_of(self, conversation_id: str) -> Sequence[Case]:
        return await self.get(f"/v1/conversations/{conversation_id}/cases", list[Case])

    async def find_protocol(self, protocol: str) -> Sequence[Case]:
        return await self.get("/v1/cases", list[Case], protocol=protocol)

    async def open_case(self, conversation_id: str, wish: OpenCase) -> Case:
        return answer(await self.write("POST", f"/v1/conversations/{conversation_id}/cases", wish), Case)

    async def wrap_up(self, case_id: str) -> Case:
        return answer(await self.request("POST", f"/v1/cases/{case_id}/wrap-up"), Case)

    async def close_case(self, case_id: str, wish: CloseCase) -> Case:
        return await self._move(case_id, "close", wish)

    async def reopen(self, case_id: str) -> Case:
        return answer(await self.request("POST", f"/v1/cases/{case_id}/reopen"), Case)

    async def new_subject(self, case_id: str, wish: NewSubject) -> Case:
        return await self._move(case_id, "new-subject", wish)

    async def set_priority(self, case_id: str, priority: int) -> Case:
        return answer(await self.write("PUT", f"/v1/cases/{case_id}/priority", SetPriority(priority)), Case)

    async def ask_history(self, case_id: str, wish: AskHistory) -> HistoryJob:
        return answer(await self.write("POST", f"/v1/cases/{case_id}/history", wish), HistoryJob)

    async def history_pdf(self, case_id: str, target: Path, progress: Progress | None = None) -> Path:
        return await fetch_file(self, f"/v1/cases/{case_id}/history.pdf", target, progress)

    async def case_events(self, case_id: str) -> Sequence[CaseEvent]:
        return await self.get(f"/v1/cases/{case_id}/events", list[CaseEvent])

    async def protocols(self, day: str) -> Sequence[ProtocolDay]:
        return await self.get("/v1/protocols", list[ProtocolDay], day=day)

    async def surveys(self, since: int, until: int) -> Sequence[QueueSurvey]:
        return await self.get("/v1/surveys", list[QueueSurvey], since=since, until=until)

    async def _move(self, case_id: str, verb: str, wish: msgspec.Struct) -> Case:
        return answer(await self.write("POST", f"/v1/cases/{case_id}/{verb}", wish), Case)
