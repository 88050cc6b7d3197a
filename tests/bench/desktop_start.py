"""From the start of a process to its first painted window: ours and a bare QApplication by turns."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 60
_TURNS = 3
"""Processes of each kind for one round of the lists: a start is short and disturbed easily."""


def start_rows(rounds: int) -> list:
    """The start's part of the table."""
    from tests.bench.desktop import Row

    wall: dict[str, list[float]] = {"bare": [], "ours": []}
    used: dict[str, list[float]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        for kind in wall:
            _measure(kind, folder)  # compiles what was never compiled, and fills the file cache
        for _ in range(rounds * _TURNS):
            for kind in wall:
                seconds, cpu = _measure(kind, folder)
                wall[kind].append(seconds)
                used[kind].append(cpu)
        stalls = [_measure("stall", folder)[0] for _ in range(rounds)]
    return [
        _row(Row, "first window ÷ bare QApplication, wall", wall),
        _row(Row, "first window ÷ bare QApplication, CPU", used),
        Row("worst stall while the rest is imported", median(stalls) * 1e3, "ms", None, None, 25),
    ]


def compiling() -> dict[str, str]:
    """What an installed program has: modules that are compiled once, not at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def last_line(module: str, *arguments: str, seconds: float = 1800) -> str:
    """What a process of the bench says at its end."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=True,
        env=compiling(),
    )
    return done.stdout.splitlines()[-1]


def _row(make: type, name: str, values: dict[str, list[float]]) -> object:
    ours, bare = median(values["ours"]), median(values["bare"])
    return make(name, ours * 1e3, "ms", bare * 1e3, ours / bare, 1.25)


def _measure(kind: str, folder: str) -> tuple[float, float]:
    """Seconds from the start of the process to what it reports, and of its CPU until then."""
    begun = time.monotonic()
    told = last_line("start_process", kind, folder, seconds=_SECONDS)
    first, second = (float(word) for word in told.split())
    return (first, second) if kind == "stall" else (first - begun, second)
