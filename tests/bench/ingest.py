"""`balcao-bench ingest`: the gateway's receiving side beside a bare Starlette route, on the same core in the same run.

The server is pinned to one core and the load to another, both in processes of their own. CPU time is that of the whole
server process (all threads, user and system), so it is worth more than rates where other programs share the machine.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

import click

SECRET = "app-secret-of-the-benchmark"


@dataclass(frozen=True, slots=True)
class Run:
    """Rates per second; times in ms; CPU in µs per webhook. What is answered is durable."""

    answered: float
    processed: float
    p50: float
    p99: float
    cpu: float


@click.command()
@click.option("--webhooks", default=10_000, show_default=True, help="Unique signed webhooks of a round.")
@click.option("--rounds", default=3, show_default=True, help="Rounds; medians are shown.")
@click.option("--connections", default=128, show_default=True, help="Connections; each waits for its answer.")
@click.option("--senders", default=200, show_default=True, help="Customers that write.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def ingest(webhooks: int, rounds: int, connections: int, senders: int, *, as_json: bool) -> None:
    """Webhooks/s answered, durable and fully processed (message, conversation, event), latency and CPU per webhook."""
    load = {"count": webhooks, "connections": connections, "senders": senders, "secret": SECRET}
    runs: dict[str, list[Run]] = {"bare": [], "gateway": []}
    for number in range(rounds):
        for mode in sorted(runs, reverse=number % 2 == 1):
            runs[mode].append(measure(mode, load))
    bare, gateway = (medians(runs[mode]) for mode in ("bare", "gateway"))
    report = {
        "cores": os.cpu_count(),
        "webhooks": webhooks,
        "rounds": rounds,
        "bare": asdict(bare),
        "gateway": asdict(gateway),
        "ratio": {
            "answered": gateway.answered / bare.answered,
            "processed": gateway.processed / bare.answered,
            "processed_by_cpu": bare.cpu / gateway.cpu,
        },
    }
    click.echo(json.dumps(report, indent=2) if as_json else table(report))


def measure(mode: str, load: dict[str, Any]) -> Run:
    """One round against a fresh server process."""
    with Child("tests.bench.ingest_server", mode, SECRET, core=0) as server:
        port = server.read()["port"]
        with Child("tests.bench.ingest_load", json.dumps(load | {"port": port}), core=1) as generator:
            generator.read()  # warm
            before = server.ask("finished")
            answers = generator.ask("go")
            after = server.ask("finished")
    count = load["count"]
    if answers["ok"] != count or (mode == "gateway" and after["messages"] - before["messages"] != count):
        raise click.ClickException(f"{mode}: {answers['ok']} of {count} answered with 200, {after}")
    return Run(
        answered=count / (answers["ended"] - answers["started"]),
        processed=count / (max(after["at"], answers["ended"]) - answers["started"]),
        p50=answers["p50"],
        p99=answers["p99"],
        cpu=(after["cpu"] - before["cpu"]) / count * 1e6,
    )


def medians(runs: list[Run]) -> Run:
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in Run.__slots__))


def table(report: dict[str, Any]) -> str:
    lines = [f"{'':34}{'bare route':>12}{'gateway':>12}{'ratio':>8}"]
    bare, gateway, ratio = report["bare"], report["gateway"], report["ratio"]
    rows = [
        ("answered and durable, webhooks/s", bare["answered"], gateway["answered"], ratio["answered"]),
        ("fully processed, webhooks/s", bare["answered"], gateway["processed"], ratio["processed"]),
        ("CPU per webhook, µs", bare["cpu"], gateway["cpu"], ratio["processed_by_cpu"]),
        ("answer p50, ms", bare["p50"], gateway["p50"], None),
        ("answer p99, ms", bare["p99"], gateway["p99"], None),
    ]
    for name, one, other, beside in rows:
        shown = "" if beside is None else f"{beside:8.2f}"
        lines.append(f"{name:34}{one:12,.1f}{other:12,.1f}{shown}")
    return "\n".join(lines)


class Child:
    """A process of a benchmark, pinned to a core where one is named and the machine has two; it talks JSON lines."""

    def __init__(self, module: str, *arguments: str, core: int | None) -> None:
        cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        pinned = {cores[core % len(cores)]} if core is not None and len(cores) > 1 else None
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if pinned is not None:
            os.sched_setaffinity(self._process.pid, pinned)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, word: str) -> dict[str, Any]:
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        return self.read()

    def read(self) -> dict[str, Any]:
        line = self._process.stdout.readline()
        if not line:
            raise click.ClickException("a process of the benchmark ended early")
        return json.loads(line)
