"""`balcao-bench desktop`: the first window and the two big lists beside stock Qt, in the same run on the same data.

CPU time of the one thread, medians; what counts are the ratios, for machines differ and are shared.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `goal` is an upper limit of `ratio`, or of `value` where there is no yardstick."""

    name: str
    value: float
    unit: str
    beside: float | None
    ratio: float | None
    goal: float

    @property
    def met(self) -> bool:
        return (self.value if self.ratio is None else self.ratio) <= self.goal


@click.command()
@click.option("--messages", default=100_000, show_default=True, help="Messages in the timeline.")
@click.option("--conversations", default=10_000, show_default=True, help="Rows of the conversation list.")
@click.option("--rounds", default=3, show_default=True, help="Repetitions; medians are shown.")
@click.option("--seconds", default=10.0, show_default=True, help="How long the stream of events is listened to.")
@click.option("--stored", default=1_000_000, show_default=True, help="Messages in the store that is searched.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def desktop(messages: int, conversations: int, rounds: int, seconds: float, stored: int, *, as_json: bool) -> None:
    """Start, lists, memory, a stream of events and a search, as ratios to stock Qt where there is one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.desktop_live import live_rows
    from tests.bench.desktop_runs import list_rows, thread_rows
    from tests.bench.desktop_search import search_rows
    from tests.bench.desktop_start import start_rows

    rows = [*start_rows(rounds), *thread_rows(messages, rounds), *list_rows(conversations, rounds)]
    rows += [*live_rows(seconds), *search_rows(stored)]
    if as_json:
        click.echo(json.dumps([asdict(row) | {"met": row.met} for row in rows], indent=2))
    else:
        _table(rows, click.echo)


def _table(rows: list[Row], echo: Callable[[str], None]) -> None:
    echo(f"{'':44} {'ours':>12} {'stock Qt':>12} {'ratio':>8} {'goal':>8}")
    for row in rows:
        beside = "" if row.beside is None else f"{row.beside:9.2f} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.3f}"
        mark = "" if row.met else "  missed"
        ours = f"{row.value:9.2f} {row.unit}"
        echo(f"{row.name:44} {ours:>12} {beside:>12} {ratio:>8} {'≤ ' + format(row.goal, 'g'):>8}{mark}")
