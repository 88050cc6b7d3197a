"""A whole desktop at rest and under a stream of events, each in a process of its own."""

from __future__ import annotations

import json
import tempfile
from typing import Any

from tests.bench.desktop_start import last_line

_RATE = 1_000


def live_rows(seconds: float) -> list:
    """The live part of the table. Delays under load stand beside those of the same process at rest."""
    from tests.bench.desktop import Row

    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        bare = float(last_line("start_process", "memory", folder))
        found: dict[str, Any] = json.loads(last_line("stream_process", folder, str(_RATE), str(seconds)))
    idle, busy = found["idle"], found["busy"]
    memory = found["idle_memory"]
    return [
        Row("memory at rest, everything loaded ÷ bare window", memory, "MB", bare, memory / bare, 2.2),
        Row(f"{_RATE:,} events/s, CPU of one core", busy["cpu"] * 100, "%", idle["cpu"] * 100, None, 20),
        Row("   delay of the loop, median", busy["delay_median"] * 1e3, "ms", idle["delay_median"] * 1e3, None, 1),
        Row("   delay of the loop, p99", busy["delay_p99"] * 1e3, "ms", idle["delay_p99"] * 1e3, None, 5),
        Row("   memory, per 10,000 events", busy["growth"] * 10_000 / (2 * _RATE * seconds), "MB", None, None, 0.3),
    ]
