"""Health says no when the gateway cannot do its work, and costs at most one write a second."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.services.health import HealthCheck
from server_stub.storage.database import Database
from server_stub.storage.setup import open_store


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database, _ = open_store(tmp_path, bytes(range(32)))
    database.start()
    yield database
    await database.close()


async def test_all_well(database: Database) -> None:
    report = await HealthCheck(database, lambda: {"ingest": True}, lambda: True, lambda: 1).report()
    assert (report.ok, report.checks) == (True, {"storage": True, "ledger": True, "worker ingest": True})


@pytest.mark.parametrize(
    ("workers", "ledger", "failed"), [({"ingest": False}, True, "worker ingest"), ({"ingest": True}, False, "ledger")]
)
async def test_one_failure_is_enough(database: Database, workers: dict[str, bool], ledger: bool, failed: str) -> None:
    report = await HealthCheck(database, lambda: workers, lambda: ledger, lambda: 1).report()
    assert not report.ok
    assert [name for name, well in report.checks.items() if not well] == [failed]


async def test_a_store_that_cannot_be_written_is_found_within_a_second(database: Database, expected_logs) -> None:
    expected_logs("not committed")
    now = [1_000_000]
    check = HealthCheck(database, dict, lambda: True, lambda: now[0])
    assert (await check.report()).ok
    await database.write(lambda tx: tx.driver.execute("PRAGMA query_only=ON"))
    assert (await check.report()).ok  # remembered
    now[0] += 1000
    assert not (await check.report()).ok
