"""`balcao-bench ledger` measures what it says, on a small ledger here."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tests.bench.ledger import ledger


def test_it_measures_the_size_that_was_asked_for() -> None:
    told = CliRunner().invoke(ledger, ["--events", "300", "--people", "20", "--rounds", "1", "--json"])
    assert told.exit_code == 0, told.output
    report = json.loads(told.output)
    assert (report["events"], report["people"]) == (300, 20)
    assert all(report[name] > 0 for name in ("append", "verify", "verify_plain", "append_ratio", "verify_ratio"))


def test_it_shows_a_table() -> None:
    told = CliRunner().invoke(ledger, ["--events", "50", "--people", "5", "--rounds", "1"])
    assert "50 events of 5 people" in told.output
    assert "verify everything, events/s" in told.output
