"""`balcao-bench routing`: assignments per second, pure and committed, and how evenly a synthetic day is shared out."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import click

from server_stub.contract.cases import CaseMove
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import AgentProfile, Strategy
from server_stub.core import Core
from server_stub.domain.routing.assign import assign
from server_stub.domain.routing.values import Agent, QueueRule, Snapshot, Waiting
from server_stub.storage.database import Tx
from server_stub.workers.routing import RoutingWorker
from tests.bench.routing_day import Day, play
from tests.helpers.world import World

NOW = 1_795_400_000_000
_GROUP = 50
_STRATEGIES = (Strategy.LEAST_ACTIVE, Strategy.LONGEST_IDLE, Strategy.ROUND_ROBIN, Strategy.LINEAR)
_PLENTY = 10**6


@dataclass(frozen=True, slots=True)
class Report:
    """Rates per second, medians of the rounds. `plain`: the same store, only what no assignment can do without: the
    case's row changed and one row of the log, in groups as large. `look_ms`: the store's snapshot of all that wait.
    """

    waiting: int
    agents: int
    pure: float
    pure_200: float
    committed: float
    plain: float
    look_ms: float
    day: Day

    @property
    def ratio(self) -> float:
        return self.committed / self.plain


@click.command()
@click.option("--waiting", default=10_000, show_default=True, help="Cases that wait.")
@click.option("--agents", default=40, show_default=True, help="Agents who are free.")
@click.option("--rounds", default=3, show_default=True, help="Rounds; medians are shown.")
@click.option("--customers", default=5_000, show_default=True, help="Customers of the day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def routing(waiting: int, agents: int, rounds: int, customers: int, *, as_json: bool) -> None:
    """Assignments per second for so many waiting cases, and the fairness of one day."""
    pure, many = (statistics.median(_pure(waiting, people) for _ in range(rounds)) for people in (agents, 200))
    runs = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
            runs.append(asyncio.run(_committed(Path(folder), waiting, agents)))
    committed, plain, look = (statistics.median(values) for values in zip(*runs, strict=True))
    report = Report(waiting, agents, pure, many, committed, plain, look, play(agents, customers))
    click.echo(json.dumps(asdict(report) | {"ratio": report.ratio}, indent=2) if as_json else table(report))


def _pure(waiting: int, people: int) -> float:
    """Six queues of all strategies that give, overlapping teams, everything given in one call."""
    chance = random.Random(1)
    team = tuple(Agent(f"a{number:03}", capacity=_PLENTY, most_active=_PLENTY) for number in range(people))
    queues = tuple(
        QueueRule(
            f"q{number}",
            _STRATEGIES[number % len(_STRATEGIES)],
            members={it.id: place for place, it in enumerate(team) if place % 6 != number},
        )
        for number in range(6)
    )
    cases = tuple(
        Waiting(f"c{number:05}", f"q{chance.randrange(6)}", NOW - chance.randrange(3_600_000), chance.randrange(3))
        for number in range(waiting)
    )
    began = time.perf_counter()
    given = assign(Snapshot(team, queues, cases), NOW, waiting).decisions
    seconds = time.perf_counter() - began
    if len(given) != waiting:
        raise click.ClickException(f"{len(given)} of {waiting} were given")
    return waiting / seconds


async def _committed(folder: Path, waiting: int, people: int) -> tuple[float, float, float]:
    """Ours and plain assignments per second, and ms of one look."""
    core = Core(folder, bytes(range(32)), clock=lambda: NOW)
    core.start()
    try:
        await _fill(core, waiting, people)
        plain = await _plain(core, waiting)
        began = time.perf_counter()
        await core.database.read(partial(core.routing.plan, now=NOW))
        look = (time.perf_counter() - began) * 1000
        worker = RoutingWorker(core.database, core.routing, core.clock)
        began = time.perf_counter()
        await worker.serve()
        seconds = time.perf_counter() - began
        given = await core.database.read(_given)
    finally:
        await core.stop()
    if given != waiting:
        raise click.ClickException(f"{given} of {waiting} were given")
    return waiting / seconds, plain, look


async def _fill(core: Core, waiting: int, people: int) -> None:
    world = World(core.database, core.vault, NOW)

    def team(tx: Tx) -> None:
        for number in range(people):
            account = Account(f"a{number:03}", f"a{number:03}", f"Agente {number}", Role.AGENT)
            core.account_rows.add(tx, account, "x", NOW)
            core.account_rows.update(tx, account.id, available=1)
            core.queue_rows.save_profile(tx, AgentProfile(account.id, capacity=_PLENTY, most_active=_PLENTY))

    def cases(tx: Tx, start: int) -> None:
        for number in range(start, min(start + 500, waiting)):
            world.add_conversation(tx, f"c{number:05}", None, NOW)
        about = "queue_id = 'general'"
        tx.driver.execute(f"UPDATE conversation SET {about}")
        tx.driver.execute(f"UPDATE case_file SET {about}, state = 'queued', queued_at = opened_at")

    await core.database.write(team)
    for start in range(0, waiting, 500):
        await core.database.write(partial(cases, start=start))


async def _plain(core: Core, waiting: int) -> float:
    names = [f"c{number:05}" for number in range(waiting)]

    def work(tx: Tx, group: list[str]) -> None:
        for name in group:
            tx.driver.execute("UPDATE case_file SET priority = 0 WHERE conversation_id = ?", (name,))
            tx.driver.execute(
                "INSERT INTO case_event (case_id, conversation_id, kind, at) VALUES (?, ?, ?, ?)",
                (name, name, CaseMove.PRIORITY, NOW),
            )

    began = time.perf_counter()
    for start in range(0, waiting, _GROUP):
        await core.database.write(partial(work, group=names[start : start + _GROUP]))
    return waiting / (time.perf_counter() - began)


def _given(tx: Tx) -> int:
    return int(tx.driver.execute("SELECT count(*) FROM case_file WHERE state = 'assigned'").fetchone()[0])


def table(report: Report) -> str:
    day = report.day
    return "\n".join(
        [
            f"{report.waiting:,} waiting, {report.agents} agents",
            f"{'pure, assignments/s':44}{report.pure:12,.0f}",
            f"{'pure with 200 agents, assignments/s':44}{report.pure_200:12,.0f}",
            f"{'committed, assignments/s':44}{report.committed:12,.0f}",
            f"{'plain update and insert, /s':44}{report.plain:12,.0f}{report.ratio:8.2f}",
            f"{'one look at all that wait, ms':44}{report.look_ms:12,.0f}",
            f"a day of {day.customers:,} customers, {report.agents} agents in six queues of all strategies:",
            f"{'cases of one agent, most and fewest':44}{day.most:12,}{day.fewest:8,}",
            f"{'Gini of cases by agent':44}{day.gini:12.3f}",
            f"{'wait, median and longest, s':44}{day.wait_median:12,.0f}{day.wait_longest:8,.0f}",
        ]
    )
