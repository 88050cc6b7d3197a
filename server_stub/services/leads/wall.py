"""The live wall: queues, people at work, and the open cases that need somebody most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from server_stub.contract.model import Account
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentState, AgentStatus
from server_stub.contract.wall import CaseNow, QueueNow, Wall
from server_stub.domain.business_hours import day_of, day_span
from server_stub.domain.mood import any_upset, mood
from server_stub.domain.window import closes_at
from server_stub.services.leads.today import DayFigures, Today
from server_stub.services.roles import require_lead
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.service_hours import ServiceHours
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import Profile
from server_stub.storage.repositories.wall import CaseLine, QueueCount, WallRows
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

MOST_CASES: Final = 500
AT_WORK: Final = frozenset({AgentState.AVAILABLE, AgentState.BUSY, AgentState.WRAP_UP})
_WORDS_OF: Final = 3
"""So many of the last messages without an answer are read for the mood."""
Statuses = Callable[[Tx, Account, int], list[AgentStatus]]
"""(transaction, viewer, now) → how everybody stands, with reasons as the viewer may read them."""


class _Said(msgspec.Struct, frozen=True):
    """Of a message's content only the words."""

    text: str = ""


class WallBoard:
    """Names and moods of the cases that were listed last are remembered, in memory only, so that the next look opens
    only what is new; what is no longer listed is forgotten.
    """

    def __init__(
        self,
        rows: WallRows,
        today: Today,
        queues: QueueBook,
        vault: Vault,
        hours: ServiceHours,
        statuses_of: Statuses,
    ) -> None:
        self._rows = rows
        self._today = today
        self._queues = queues
        self._vault = vault
        self._hours = hours
        self._statuses_of = statuses_of
        self._names: dict[str, tuple[int, str]] = {}
        self._upset: dict[str, tuple[int | None, int, bool]] = {}

    def wall(self, tx: Tx, caller: Account, now: int) -> Wall:
        """Raises FORBIDDEN for whoever is neither lead nor administrator."""
        require_lead(caller)
        counts = {it.queue_id: it for it in self._rows.counts(tx)}
        lines = self._rows.urgent(tx, MOST_CASES)
        listed = [self._case(tx, line, now) for line in lines]
        self._forget_others(lines)
        every = sum(it.open_cases for it in counts.values())
        return Wall(
            at=now,
            queues=self._queues_now(tx, counts, now),
            agents=self._statuses_of(tx, caller, now),
            cases=listed,
            more_cases=max(0, every - len(listed)),
        )

    def keep_up(self, tx: Tx, now: int) -> None:
        """Read what today's figures lack, so that nobody has to wait for it."""
        self._today.figures(tx, self._midnight(tx, now), {})

    def _midnight(self, tx: Tx, now: int) -> int:
        """At which the company's day began."""
        zone = self._hours.calendar(tx).zone
        return day_span(day_of(now, zone), zone).start

    def _queues_now(self, tx: Tx, counts: dict[str, QueueCount], now: int) -> list[QueueNow]:
        queues = [it for it in self._queues.all(tx) if it.enabled or it.id in counts]
        offered, states = self._rows.offered(tx), self._rows.states(tx)
        figures = self._today.figures(tx, self._midnight(tx, now), {it.id: it.answer_seconds * 1000 for it in queues})
        return [
            _queue_now(
                queue,
                counts.get(queue.id) or QueueCount(queue.id, 0, None, 0),
                figures.get(queue.id) or DayFigures(),
                offered=offered.get(queue.id, 0),
                states=_of_members(queue, states),
                opened=self._hours.is_open(tx, queue, now),
            )
            for queue in queues
        ]

    def _case(self, tx: Tx, line: CaseLine, now: int) -> CaseNow:
        waits = line.waiting_since is not None
        return CaseNow(
            conversation_id=line.conversation_id,
            case_id=line.case_id,
            protocol=line.protocol,
            queue_id=line.queue_id,
            state=line.state,
            contact_name=self._name(tx, line),
            agent_id=line.agent_id,
            opened_at=line.opened_at,
            waiting_since=line.waiting_since,
            unanswered=line.unanswered,
            answer_due_at=line.answer_due_at,
            window_until=closes_at(line.last_inbound_at),
            priority=line.priority,
            transfers=line.transfers,
            mood=mood(
                unanswered=line.unanswered,
                waiting_since=line.waiting_since,
                answer_due_at=line.answer_due_at,
                now=now,
                upset=waits and self._is_upset(tx, line),
            ),
        )

    def _name(self, tx: Tx, line: CaseLine) -> str:
        known = self._names.get(line.contact_id)
        if known is None or known[0] != line.contact_revision:
            sealed = self._rows.profile(tx, line.contact_id)
            profile = opened(self._vault, tx, line.name_key, sealed, "contact.profile", Profile) or Profile()
            known = self._names[line.contact_id] = (line.contact_revision, profile.name)
        return known[1]

    def _is_upset(self, tx: Tx, line: CaseLine) -> bool:
        known = self._upset.get(line.case_id)
        if known is None or known[:2] != (line.last_customer_at, line.unanswered):
            sealed = self._rows.said(tx, line.conversation_id, min(line.unanswered, _WORDS_OF))
            said = (opened(self._vault, tx, line.key_id, it, "message.content", _Said) for it in sealed)
            found = any_upset(it.text for it in said if it is not None)
            known = self._upset[line.case_id] = (line.last_customer_at, line.unanswered, found)
        return known[2]

    def _forget_others(self, lines: list[CaseLine]) -> None:
        if len(self._names) > 2 * MOST_CASES:
            here = {line.contact_id for line in lines}
            self._names = {it: known for it, known in self._names.copy().items() if it in here}
        if len(self._upset) > 2 * MOST_CASES:
            cases = {line.case_id for line in lines}
            self._upset = {it: known for it, known in self._upset.copy().items() if it in cases}


def _queue_now(
    queue: Queue, count: QueueCount, today: DayFigures, *, offered: int, states: list[str], opened: bool
) -> QueueNow:
    return QueueNow(
        queue_id=queue.id,
        waiting=count.waiting,
        longest_since=count.longest_since,
        offered=offered,
        open_cases=count.open_cases,
        available=sum(state == AgentState.AVAILABLE for state in states),
        at_work=sum(state in AT_WORK for state in states),
        answered=today.answered,
        within_target=today.within,
        abandoned_late=today.abandoned_late,
        sla_percent=today.sla_percent,
        is_open=opened,
    )


def _of_members(queue: Queue, states: dict[str, str]) -> list[str]:
    if queue.everyone:
        return list(states.values())
    return [states[it.account_id] for it in queue.members if it.account_id in states]
