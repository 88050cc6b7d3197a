"""The journal: what waits, what is done, what goes; also when two processes write into it at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.storage.database import Tx, create_engine
from server_stub.storage.repositories.journal import Journal
from server_stub.storage.setup import DATABASE_FILE, open_store
from server_stub.storage.vault import Vault

KEY = bytes(range(32))
DAY = 24 * 3_600_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("journal")
    open_store(directory, KEY)
    return directory / DATABASE_FILE


@pytest.fixture
def tx(store: Path) -> Iterator[Tx]:
    engine = create_engine(store, Vault(KEY).page_key_hex, read_only=False)
    with engine.connect() as connection:
        transaction = connection.begin()
        yield Tx(connection)
        transaction.rollback()
    engine.dispose()


def ids(journal: Journal, tx: Tx) -> list[int]:
    return [row.id for row in journal.waiting(tx, 0, 1000)]


def test_ids_follow_each_other_and_bodies_come_back(tx: Tx) -> None:
    journal = Journal(Vault(KEY))
    first = journal.append(tx, [b"one", b"two"], 5, source="replay:x.json")
    rows = journal.waiting(tx, 0, 10)
    assert [(row.id, row.received_at, row.source, row.body) for row in rows] == [
        (first, 5, "replay:x.json", b"one"),
        (first + 1, 5, "replay:x.json", b"two"),
    ]
    assert ids(Journal(Vault(KEY)), tx) == [first, first + 1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.sets(st.integers(0, 19), min_size=1), max_size=8))
def test_only_what_was_finished_is_done(tx: Tx, batches: list[set[int]]) -> None:
    journal = Journal(Vault(KEY))
    tx.driver.execute("DELETE FROM journal")
    tx.driver.execute("DELETE FROM journal_done")
    first = journal.append(tx, [b"x"] * 20, 1)
    left = set(range(20))
    for batch in batches:
        journal.finish(tx, sorted(first + n for n in batch))
        left -= batch
        assert ids(journal, tx) == sorted(first + n for n in left)
    journal.expire(tx, before=2, now=3)
    assert tx.driver.execute("SELECT count(*) FROM journal").fetchone()[0] == len(left)
    assert ids(journal, tx) == sorted(first + n for n in left)


def test_in_order_there_is_one_range(tx: Tx) -> None:
    journal = Journal(Vault(KEY))
    first = journal.append(tx, [b"x"] * 30, 1)
    for start in range(0, 30, 10):
        journal.finish(tx, range(first + start, first + start + 10))
    assert tx.driver.execute("SELECT first_id, last_id FROM journal_done").fetchall() == [(first, first + 29)]


def test_keys_change_every_day_and_go_with_their_last_body(tx: Tx) -> None:
    journal = Journal(Vault(KEY))
    one = journal.append(tx, [b"monday"], 10 * DAY)
    two = journal.append(tx, [b"tuesday"], 11 * DAY)
    journal.finish(tx, [one, two])
    assert journal.expire(tx, before=11 * DAY, now=18 * DAY) == 1
    keys = tx.driver.execute("SELECT wrapped IS NULL FROM data_key WHERE purpose = 'journal' ORDER BY created_at")
    assert keys.fetchall() == [(1,), (0,)]
    assert journal.expire(tx, before=12 * DAY, now=19 * DAY) == 1
    assert tx.driver.execute("SELECT count(*) FROM journal_done").fetchone()[0] == 0
