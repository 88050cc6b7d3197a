"""Health says no when the gateway cannot do its work, and costs at most one write a second."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.services.gatekeeper import BROKEN_AT
from server_stub.services.health import HealthCheck
from server_stub.storage.database import Database
from tests.helpers.blank_store import new_store


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database, _ = new_store(tmp_path)
    database.start()
    yield database
    await database.close()


async def test_all_well(database: Database) -> None:
    report = await HealthCheck(database, lambda: {"ingest": True}, lambda: 1).report()
    assert (report.ok, report.checks) == (True, {"storage": True, "ledger": True, "worker ingest": True})


async def test_one_worker_that_is_down_is_enough(database: Database) -> None:
    report = await HealthCheck(database, lambda: {"ingest": False, "dispatch": True}, lambda: 1).report()
    assert not report.ok
    assert [name for name, well in report.checks.items() if not well] == ["worker ingest"]


async def test_a_broken_ledger_is_enough(database: Database) -> None:
    sql = "INSERT INTO setting (name, value) VALUES (?, '7')"
    await database.write(lambda tx: tx.driver.execute(sql, (BROKEN_AT,)))
    report = await HealthCheck(database, dict, lambda: 1).report()
    assert (report.ok, report.checks) == (False, {"storage": True, "ledger": False})


async def test_a_store_that_cannot_be_written_is_found_within_a_second(database: Database, expected_logs) -> None:
    expected_logs("not committed")
    now = [1_000_000]
    check = HealthCheck(database, dict, lambda: now[0])
    assert (await check.report()).ok
    await database.write(lambda tx: tx.driver.execute("PRAGMA query_only=ON"))
    assert (await check.report()).ok  # remembered
    now[0] += 1000
    assert not (await check.report()).ok
