"""Cases: looked up, opened, closed, reopened, and their history for the customer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.application.office import Progress
from server_stub.contract.cases import (
    AskHistory,
    Case,
    CaseEvent,
    CloseCase,
    HistoryJob,
    NewSubject,
    OpenCase,
    ProtocolDay,
)
from server_stub.contract.surveys import QueueSurvey


class Cases(Protocol):
    """The brief of a conversation's case is in `Conversation.case` already and follows by events."""

    async def case(self, case_id: str) -> Case: ...
    async def cases_of(self, conversation_id: str) -> Sequence[Case]:
        """Newest first."""

    async def find_protocol(self, protocol: str) -> Sequence[Case]:
        """By its number, in any spacing; nothing where no case has it, or none that may be seen."""

    async def open_case(self, conversation_id: str, wish: OpenCase) -> Case:
        """Raises Refused `case_open` (protocol)."""

    async def wrap_up(self, case_id: str) -> Case:
        """The talk is over; what is left is the closing."""

    async def close_case(self, case_id: str, wish: CloseCase) -> Case:
        """Raises Refused `disposition_required`, `disposition_unknown`, `case_closed`."""

    async def reopen(self, case_id: str) -> Case:
        """With the same protocol. Raises Refused `case_open` where another demand began since."""

    async def new_subject(self, case_id: str, wish: NewSubject) -> Case:
        """Answers the new case, whose `parent_protocol` is the closed one's."""

    async def set_priority(self, case_id: str, priority: int) -> Case:
        """For leads: 0 to 9."""

    async def ask_history(self, case_id: str, wish: AskHistory) -> HistoryJob:
        """Raises Refused `forbidden`, `channel_not_set_up`."""

    async def history_pdf(self, case_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Written there, all of it or nothing."""

    async def case_events(self, case_id: str) -> Sequence[CaseEvent]: ...
    async def protocols(self, day: str) -> Sequence[ProtocolDay]:
        """`day` as AAAAMMDD: what each unit issued, and what is missing. For leads."""

    async def surveys(self, since: int, until: int) -> Sequence[QueueSurvey]:
        """Of questions that left from `since` to before `until` (ms). For leads. Raises Refused `value_invalid`."""
