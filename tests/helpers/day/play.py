"""Plays a script: customers write through the stand-in, agents work over HTTP, time passes in steps."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.helpers.day.desk import AgentDesk, OpenCase
from tests.helpers.day.script import MINUTE, SECOND, Customer, Script
from tests.helpers.day.stage import Stage, stage

STEP: Final = 15 * SECOND
_TOO_EARLY: Final = 7
"""Of so many cases one is closed before the customer has said everything: it is reopened."""
_AFTERWARDS: Final = 65 * MINUTE
"""The sun is down, all have gone home; some of them without a word, which is clear after an hour only."""
_AWAY: Final = 2 * MINUTE
"""How long the gateway is down in the middle of the day."""
_OPEN: Final = """
SELECT case_file.id, case_file.conversation_id, case_file.state, coalesce(conversation.assignee_id, ''),
       case_file.waiting_since, case_file.queue_id, case_file.transfers
FROM case_file JOIN conversation ON conversation.id = case_file.conversation_id WHERE case_file.closed_at IS NULL
"""
_LOG: Final = "SELECT case_id, conversation_id, kind, at, account_id, queue_id, detail FROM case_event ORDER BY id"
_SAID: Final = """
SELECT conversation_id, direction, kind, coalesce(author_id, ''), origin FROM message
WHERE kind <> 'system' ORDER BY conversation_id, received_at, id
"""


@dataclass(slots=True)
class Result:
    """What a day leaves: rows as the store has them, and what the lead's wall showed at its end."""

    log: list[tuple[Any, ...]]
    said: list[tuple[Any, ...]]
    open_cases: list[OpenCase]
    members: dict[str, set[str]]
    at_work: set[str]
    wall: dict[str, Any]
    targets: dict[str, int]
    agents: dict[str, str]
    counts: Counter[str]
    refusals: Counter[str]
    customers: int
    conversations: int


@dataclass(slots=True)
class _Talk:
    customer: Customer
    turns: int
    written_at: int = 0
    again: bool = False
    is_coming: bool = False
    conversation_id: str = ""


@dataclass(slots=True)
class _Day:
    stage: Stage
    plan: Script
    desks: list[AgentDesk]
    agenda: list[tuple[int, int, str]] = field(default_factory=list)
    talks: dict[str, _Talk] = field(default_factory=dict)
    by_conversation: dict[str, str] = field(default_factory=dict)
    wamids: dict[str, str] = field(default_factory=dict)
    order: int = 0

    def later(self, at: int, key: str) -> None:
        self.order += 1
        heapq.heappush(self.agenda, (at, self.order, key))

    def write_due(self, now: int) -> None:
        while self.agenda and self.agenda[0][0] <= now:
            _, _, key = heapq.heappop(self.agenda)
            talk = self.talks[key]
            talk.written_at, talk.again, talk.is_coming = now, False, False
            said = {"type": "text", "text": f"Preciso de ajuda {now % 9973}", "number_id": talk.customer.queue_id}
            self.wamids[self.stage.sim.customers.send(key, said)] = key

    async def find_conversations(self) -> None:
        for wamid, key in list(self.wamids.items()):
            found = await self.stage.rows("SELECT conversation_id FROM message WHERE wamid = ?", wamid)
            if found:
                del self.wamids[wamid]
                self.talks[key].conversation_id = found[0][0]
                self.by_conversation[found[0][0]] = key

    def answered(self, conversation_id: str, now: int) -> None:
        """The customer reads it, and may have something more to say."""
        talk = self.talks[self.by_conversation[conversation_id]]
        talk.written_at = 0
        if talk.turns < talk.customer.turns:
            self.later(now + talk.customer.pauses[talk.turns], talk.customer.key)
            talk.turns += 1
            talk.is_coming = self.order % _TOO_EARLY > 0

    def done(self) -> set[str]:
        """Conversations in which the customer has said everything, or so it seems."""
        talks = (it for it in self.talks.values() if it.turns >= it.customer.turns and not it.written_at)
        return {it.conversation_id for it in talks if not it.is_coming}

    def grow_impatient(self, now: int) -> None:
        for talk in self.talks.values():
            if talk.written_at and not talk.again and now - talk.written_at >= talk.customer.impatience:
                talk.again = True
                written = talk.written_at
                said = {"type": "text", "text": "Alguém aí?", "number_id": talk.customer.queue_id}
                self.wamids[self.stage.sim.customers.send(talk.customer.key, said)] = talk.customer.key
                talk.written_at = written


async def play(folder: Path, plan: Script, *, step: int = STEP) -> Result:
    """In steps of `step` ms: nobody acts more often."""
    async with stage(folder, plan) as place:
        day = _Day(place, plan, [AgentDesk(place, shift, plan.seed) for shift in plan.shifts])
        for customer in plan.customers:
            day.talks[customer.key] = _Talk(customer, 0)
            day.later(customer.at, customer.key)
        restarted = False
        try:
            while place.now() < plan.ends_at:
                await place.pass_time(step)
                if not restarted and place.now() >= plan.restart_at:
                    restarted = True
                    await _restart(day)
                await _step(day, place.now())
            while place.now() < plan.ends_at + _AFTERWARDS:
                await place.pass_time(MINUTE)
                await _step(day, place.now())
        finally:
            for desk in day.desks:
                await desk.hang_up()
        return await _result(day)


async def _step(day: _Day, now: int) -> None:
    place = day.stage
    day.write_due(now)
    day.grow_impatient(now)
    await place.settle()
    await place.tick()
    await place.settle()
    await day.find_conversations()
    cases, offers = await _look(place)
    done = day.done()
    for desk in day.desks:
        queues = list(place.queue_ids.values())
        await desk.work(now, cases.get(desk.id, []), offers.get(desk.id, []), done, queues)
        for conversation_id in desk.told:
            day.answered(conversation_id, now)
        desk.told.clear()
    await place.settle()


async def _look(place: Stage) -> tuple[dict[str, list[OpenCase]], dict[str, list[str]]]:
    cases: dict[str, list[OpenCase]] = defaultdict(list)
    for row in await place.rows(_OPEN):
        cases[row[3]].append(OpenCase(*row))
    offers: dict[str, list[str]] = defaultdict(list)
    for account_id, conversation_id in await place.rows("SELECT to_account, conversation_id FROM offer"):
        offers[account_id].append(conversation_id)
    return cases, offers


async def _restart(day: _Day) -> None:
    """The gateway stops; customers go on writing, and WhatsApp goes on trying to tell."""
    for desk in day.desks:
        await desk.hang_up()
    await day.stage.stop()
    day.write_due(day.stage.now())
    await day.stage.pass_time(_AWAY)
    await day.stage.start()
    await day.stage.sim.core.outbox.flush()


async def _result(day: _Day) -> Result:
    place = day.stage
    lead = await place.client("lead")
    async with lead:
        wall = (await lead.get("/v1/wall")).json()
    at_work = await place.rows("SELECT account_id FROM agent_state WHERE state <> 'offline'")
    members: dict[str, set[str]] = defaultdict(set)
    for queue_id, account_id in await place.rows("SELECT queue_id, account_id FROM queue_member"):
        members[queue_id].add(account_id)
    counts: Counter[str] = Counter()
    for desk in day.desks:
        counts.update(desk.counts)
    (talks,) = await place.rows("SELECT count(*) FROM conversation")
    return Result(
        log=await place.rows(_LOG),
        said=await place.rows(_SAID),
        open_cases=[OpenCase(*row) for row in await place.rows(_OPEN)],
        members=members,
        at_work={row[0] for row in at_work},
        wall=wall,
        targets=dict.fromkeys(place.queue_ids.values(), 300_000),
        agents={desk.id: desk.login for desk in day.desks},
        counts=counts,
        refusals=Counter(it for desk in day.desks for it in desk.refusals),
        customers=len(day.plan.customers),
        conversations=talks[0],
    )
