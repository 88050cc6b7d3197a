"""Finding words in very many messages: in the store, and from a key to painted rows in a whole window above it."""

from __future__ import annotations

import json
import tempfile
from statistics import median

import click

from tests.bench.desktop_start import last_line

_FRAMES_MS = 2 * 1000 / 60


def search_rows(count: int) -> list:
    """The search's part of the table. Nearly all of the time goes into writing `count` messages first."""
    from tests.bench.desktop import Row

    click.echo(f"writing {count:,} messages, two to four minutes for a million …", err=True)
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        found = json.loads(last_line("find_process", folder, str(count)))
    rows = [
        Row(f"search {count:,} messages, {kind}, in the store", spent, "ms", None, None, 1)
        for kind, (spent, _) in found["store"].items()
    ]
    keys = sorted(spent * 1e3 for spent in found["keys"])
    ninety = keys[int(len(keys) * 0.9)]
    return [
        *rows,
        Row("   from a key to the painted rows, median", median(keys), "ms", None, None, _FRAMES_MS),
        Row("   from a key to the painted rows, p90", ninety, "ms", None, None, _FRAMES_MS),
    ]
