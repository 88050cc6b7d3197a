"""Reads done together: each caller gets its own answer, also when a neighbour fails or leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.storage.database import Database, StorageUnavailable, Tx
from server_stub.storage.gathered import GatheredReads
from server_stub.storage.vault import Vault
from tests.helpers.blank_store import new_store


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database, _ = new_store(tmp_path)
    database.start()
    yield database
    await database.close()


async def test_everybody_gets_the_own_answer_from_few_transactions(database: Database) -> None:
    seen: set[int] = set()

    def work(number: int):
        def run(tx: Tx) -> int:
            seen.add(id(tx))
            if number == 7:
                raise KeyError(number)
            return number * 2

        return run

    reads = GatheredReads(database)
    answers = await asyncio.gather(*(reads.read(work(n)) for n in range(50)), return_exceptions=True)
    assert isinstance(answers[7], KeyError)
    assert [answer for answer in answers if isinstance(answer, int)] == [n * 2 for n in range(50) if n != 7]
    assert len(seen) <= 2


async def test_one_who_leaves_does_not_disturb_the_others(database: Database) -> None:
    reads = GatheredReads(database)
    tasks = [asyncio.create_task(reads.read(lambda tx, n=n: n), name=f"reader {n}") for n in range(10)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(answers.pop(3), asyncio.CancelledError)
    assert answers == [n for n in range(10) if n != 3]


async def test_a_store_that_cannot_be_read_is_told_to_all(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database" * 100)
    broken = Database(tmp_path / "x.db", Vault(bytes(32)).page_key_hex)
    broken.start()
    reads = GatheredReads(broken)
    answers = await asyncio.gather(*(reads.read(lambda tx: 1) for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [StorageUnavailable] * 3
    await broken.close()
