"""A whole desktop at rest and under a stream of events, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.desktop_start import compiling

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 180
_RATE = 1_000


def live_rows(seconds: float) -> list:
    """The live part of the table. Delays under load stand beside those of the same process at rest."""
    from tests.bench.desktop import Row

    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        bare = float(_run("start_process", "memory", folder))
        found: dict[str, Any] = json.loads(_run("stream_process", folder, str(_RATE), str(seconds)))
    idle, busy = found["idle"], found["busy"]
    memory = found["idle_memory"]
    return [
        Row("memory at rest, everything loaded ÷ bare window", memory, "MB", bare, memory / bare, 2.2),
        Row(f"{_RATE:,} events/s, CPU of one core", busy["cpu"] * 100, "%", idle["cpu"] * 100, None, 20),
        Row("   delay of the loop, median", busy["delay_median"] * 1e3, "ms", idle["delay_median"] * 1e3, None, 1),
        Row("   delay of the loop, p99", busy["delay_p99"] * 1e3, "ms", idle["delay_p99"] * 1e3, None, 5),
        Row("   memory, per 10,000 events", busy["growth"] * 10_000 / (_RATE * seconds), "MB", None, None, 1),
    ]


def _run(module: str, *arguments: str) -> str:
    """The last line that the process says."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=True,
        env=compiling(),
    )
    return done.stdout.splitlines()[-1]
