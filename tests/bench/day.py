"""`balcao-bench day`: a whole day through the stand-in, and what became of everybody in it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

import click

from tests.helpers.day import checks
from tests.helpers.day.play import Result, play
from tests.helpers.day.script import SECOND, script


@click.command()
@click.option("--agents", default=40, show_default=True)
@click.option("--queues", default=6, show_default=True)
@click.option("--customers", default=5_000, show_default=True)
@click.option("--hours", default=10, show_default=True, help="Length of the simulated day.")
@click.option("--step", default=15, show_default=True, help="Simulated seconds between two looks at the desks.")
def day(agents: int, queues: int, customers: int, hours: int, step: int) -> None:
    """Shifts, breaks, cut lines and a restart of the gateway in simulated time; figures from the raw rows."""
    began = time.perf_counter()
    plan = script(agents=agents, queues=queues, customers=customers, hours=hours)
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        result = asyncio.run(play(Path(folder), plan, step=step * SECOND))
    click.echo(table(result, time.perf_counter() - began))


def table(result: Result, seconds: float) -> str:
    counts = result.counts
    waiting = sum(not it.assignee_id for it in result.open_cases)
    answered, within, late = (sum(values) for values in zip(*checks.service(result).values(), strict=True))
    fewest, most = checks.fairness(result)
    share = 100 * within / max(answered + late, 1)
    refused = ", ".join(f"{code} {count}" for code, count in result.refusals.most_common(6))
    rows = [
        ("customers, with a case", f"{result.customers:,}, {result.customers - checks.lost(result):,}"),
        ("answers, closings, transfers", f"{counts['answered']:,}, {counts['closed']:,}, {counts['transferred']:,}"),
        ("cases still open, of which waiting", f"{len(result.open_cases)}, {waiting}"),
        ("open and seen by nobody", str(len(checks.unseen(result)))),
        ("answered by two at once", str(len(checks.double_answers(result)))),
        ("given above capacity", str(len(checks.overloaded(result)))),
        (
            "taken from queues, within the target",
            f"{answered:,}, {within:,} ({share:.1f} %)",
        ),
        ("the wall agrees with the raw log", "yes" if checks.service(result) == checks.on_the_wall(result) else "NO"),
        ("cases by agent, fewest and most", f"{fewest}, {most}"),
        (
            "refused to agents",
            refused or "nothing",
        ),
        ("played in", f"{seconds:.0f} s"),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)
