"""What the parts of the sample team share: what was asked, refusals, cases and conversations changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from desktop.application.office import Progress
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, Refused
from server_stub.contract.cases import (
    Case,
    CaseBrief,
    CaseState,
    Disposition,
)
from server_stub.contract.model import Account, Conversation
from server_stub.contract.queues import Queue, ServicePolicy
from server_stub.contract.surveys import QueueSurvey
from server_stub.contract.team import (
    AgentStatus,
    ChatChannel,
    ChatMessage,
    PresenceChanged,
    WorkDay,
)
from server_stub.contract.transfers import (
    Targets,
)
from server_stub.contract.wall import AuditRow, RescueRow, Wall
from tests.helpers import sample_team_data as data
from tests.helpers.sample_registers import changed

PDF = b"%PDF-1.4 sample"


class Shop(Protocol):
    """What the team changes at the desk."""

    @property
    def account(self) -> Account: ...
    def now(self) -> int: ...
    def conversation(self, conversation_id: str) -> Conversation | None: ...
    def conversations(self) -> Sequence[Conversation]: ...
    def change(self, conversation_id: str, **values: object) -> None: ...
    def tell(self, changes: ChangeSet) -> None: ...
    def left(self, conversation_id: str) -> None:
        """It may no longer be seen by this person."""


class SampleTeamBase:
    """`done` tells what was asked for, as (name, argument); `refuse_next` makes the next call fail.

    While `gate` is cleared every call waits.
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.done: list[tuple[str, Any]] = []
        self._refusal: AppError | None = None
        self._numbers = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.kept_queues: dict[str, Queue] = {each.id: each for each in data.QUEUES}
        self.kept_statuses: dict[str, AgentStatus] = {each.account_id: each for each in data.STATUSES}
        self.nodes: list[Disposition] = list(data.DISPOSITIONS)
        self.seen_trees: list[str] = []
        """Marks that came with each attempt to save the tree."""
        self.kept_profiles = {each.account_id: each for each in data.PROFILES}
        self.policy = ServicePolicy()
        self.kept_cases: dict[str, Case] = {}
        self.present: dict[str, list[PresenceChanged]] = {}
        self.channels: dict[str, ChatChannel] = {each.id: each for each in data.CHATS}
        self.said: dict[str, list[ChatMessage]] = {each.id: [each.last] for each in data.CHATS if each.last is not None}
        self.days: list[WorkDay] = []
        self.rows: list[RescueRow] = []
        self.looks: list[AuditRow] = []
        self.scores: list[QueueSurvey] = []
        self.looks_a_page = 100
        self.the_wall: Wall | None = None
        self.the_targets: Targets | None = None
        self.loses_answer = False
        self.before_bulk: dict[str, Conversation] = {}

    def refuse_next(self, error: AppError) -> None:
        self._refusal = error

    async def asked(self, name: str, argument: Any = None) -> None:
        await self.gate.wait()
        self.done.append((name, argument))
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            raise refusal

    def new_id(self, kind: str) -> str:
        self._numbers += 1
        return f"{kind}-{self._numbers}"

    def conversation_of(self, conversation_id: str) -> Conversation:
        known = self.shop.conversation(conversation_id)
        if known is None:
            raise Refused("not_found")
        return known

    def case_of(self, case_id: str) -> Case:
        if case_id not in self.kept_cases:
            raise Refused("not_found")
        return self.kept_cases[case_id]

    def put_case(self, conversation_id: str, brief: CaseBrief, **more: object) -> Case:
        known = self.conversation_of(conversation_id)
        kept = self.kept_cases.get(brief.id) or Case(brief, conversation_id, known.contact_id, known.assignee_id)
        self.kept_cases[brief.id] = changed(kept, brief=brief, **more)
        is_open = brief.state is not CaseState.CLOSED
        self.shop.change(
            conversation_id, case=brief, queue_id=brief.queue_id, protocol=brief.protocol if is_open else ""
        )
        return self.kept_cases[brief.id]

    def move_case(self, case: Case, **of_brief: object) -> Case:
        return self.put_case(case.conversation_id, changed(case.brief, **of_brief))

    def begin_case(self, conversation_id: str, queue_id: str, priority: int) -> Case:
        self._numbers += 1
        number = f"20261120000009{self._numbers:03d}5"
        now = self.shop.now()
        self.shop.change(conversation_id, assignee_id=self.shop.account.id)
        brief = CaseBrief(f"case-n{self._numbers}", number, CaseState.ASSIGNED, queue_id, priority, now)
        return self.put_case(conversation_id, brief)

    def make_own(self, known: Conversation, account_id: str) -> None:
        case = known.case
        if case is not None:
            self.put_case(known.id, changed(case, state=CaseState.ASSIGNED, queued_at=None))
        kept = [each for each in known.participants if each.account_id != account_id]
        self.shop.change(known.id, assignee_id=account_id, offer=None, participants=kept)

    def to_queue(self, known: Conversation, queue_id: str) -> None:
        case = known.case
        if case is not None:
            self.put_case(known.id, changed(case, state=CaseState.QUEUED, queue_id=queue_id, queued_at=self.shop.now()))
        self.shop.change(known.id, assignee_id=None, queue_id=queue_id, offer=None)


def is_open(conversation: Conversation) -> bool:
    return conversation.case is not None and conversation.case.state is not CaseState.CLOSED


def may_see_all(account: Account) -> bool:
    return account.role != "agent"


def written(target: Path, progress: Progress | None) -> Path:
    target.write_bytes(PDF)
    if progress is not None:
        progress(len(PDF), len(PDF))
    return target


def refuse_moved(known: Conversation, expected_agent: str | None) -> None:
    """As the gateway does where somebody else was quicker."""
    if expected_agent is not None and expected_agent != (known.assignee_id or ""):
        raise Refused("moved_meanwhile", account_id=known.assignee_id or "")
