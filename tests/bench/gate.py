"""`balcao-bench gate`: decisions of the send gate per second on one core, everything in memory.

Measured by CPU time of the one thread, so that other programs on the machine count less; the yardstick is a call of an
empty function with the same arguments. Reading the inputs from the store is not part of it.
"""

from __future__ import annotations

import itertools
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import click

from server_stub.contract.gate import SendKind
from server_stub.domain.consent import Standing, derive
from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.gate import decide
from server_stub.domain.gate_input import GateInput
from tests.helpers.gate_table import ROWS
from tests.helpers.gate_world import BRAND, DAY, NOW, NUMBER_ID, M, ask, event, granted, out, sent

AIM: Final = 50_000
"""Decisions a second, with the standing in memory."""
Work = Callable[[GateInput], object]


@click.command()
@click.option("--seconds", default=0.5, show_default=True, help="CPU time of each round.")
@click.option("--rounds", default=7, show_default=True, help="Rounds; medians are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def gate(seconds: float, rounds: int, *, as_json: bool) -> None:
    """Decisions/s: of all rows of the table, of marketing that passes every step, and with the history read anew."""
    history = ten_events()
    passes = ask(M, *history, window=False, person=replace(ask(M).person, sends=sent(9 * DAY)))
    table = [request for _, request, _ in ROWS]
    rates = {
        "empty call": rate(_nothing, table, seconds, rounds),
        "decide, every row of the table": rate(_decide, table, seconds, rounds),
        "decide, marketing that may leave": rate(_decide, [passes], seconds, rounds),
        "derive of 10 events": rate(lambda _: _derive(history), [passes], seconds, rounds),
        "derive of 10 events + decide": rate(
            lambda request: _decide(replace(request, standing=_derive(history))), [passes], seconds, rounds
        ),
    }
    yardstick = rates["empty call"]
    report = {
        name: {"per_second": round(found), "us": 1e6 / found, "empty_calls": yardstick / found}
        for name, found in rates.items()
    }
    click.echo(json.dumps(report, indent=2) if as_json else _shown(report))


def rate(work: Work, requests: Sequence[GateInput], seconds: float, rounds: int) -> float:
    """Calls of `work` per second of CPU time: the median of the rounds."""
    return statistics.median(_round(work, requests, seconds) for _ in range(rounds))


def ten_events() -> list[ConsentEvent]:
    """A customer of some years: asked, agreed, left, came back, and wants news of orders."""
    return [
        event(EventType.REQUESTED, "mkt.promotions", ago=400 * DAY, valid_until=NOW - 390 * DAY),
        event(EventType.GRANTED, "mkt.promotions", ago=399 * DAY, valid_until=NOW + 300 * DAY),
        granted("txn.order", ago=350 * DAY),
        granted("mkt.newsletter", ago=340 * DAY),
        event(EventType.PLATFORM_STOP, "mkt.*", ago=300 * DAY, channel=f"whatsapp:{NUMBER_ID}", source="platform"),
        event(EventType.PLATFORM_RESUME, "mkt.*", ago=290 * DAY, channel=f"whatsapp:{NUMBER_ID}", source="platform"),
        out("mkt.*", ago=200 * DAY),
        event(EventType.SUPPRESSION_LIFTED_BY_PERSON, "mkt.*", ago=100 * DAY, source="keyword"),
        event(EventType.REQUESTED, "mkt.promotions", ago=99 * DAY),
        event(EventType.CONFIRMED, "mkt.promotions", ago=98 * DAY, valid_until=NOW + 600 * DAY),
    ]


def _round(work: Work, requests: Sequence[GateInput], seconds: float) -> float:
    batch = list(itertools.islice(itertools.cycle(requests), 500))
    calls, started = 0, time.thread_time()
    while (spent := time.thread_time() - started) < seconds:
        for request in batch:
            work(request)
        calls += len(batch)
    return calls / spent


def _nothing(request: GateInput) -> None:
    return None


def _decide(request: GateInput) -> object:
    return decide(request, NOW)


def _derive(history: list[ConsentEvent]) -> Standing:
    return derive(history, NOW, brand=BRAND, number_id=NUMBER_ID)


def _shown(report: dict[str, dict[str, float]]) -> str:
    lines = [f"{'':36}{'per second':>12}{'µs each':>10}{'empty calls':>13}"]
    for name, found in report.items():
        lines.append(f"{name:36}{found['per_second']:12,.0f}{found['us']:10.2f}{found['empty_calls']:13.1f}")
    lines.append(
        f"aim: {AIM:,} decisions a second with the state in memory ({SendKind.MARKETING.name.lower()} included)"
    )
    return "\n".join(lines)
