"""Connections of the local store: used again while they are sound, given up when their transaction cannot be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.infra.store.local_store import Side
from desktop.infra.store.opening import new_key
from desktop.infra.store.raw import Connection, column

_TRANSACTION = 22
"""SQLite's code for BEGIN, COMMIT and ROLLBACK, as an authorizer is told it."""


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    made = Side(tmp_path / "a.db", new_key(), "BEGIN IMMEDIATE", 1, "tests")
    made.run(lambda connection: connection.execute("CREATE TABLE said (word TEXT)"))
    yield made
    made.close()


def say(connection: Connection, word: str) -> None:
    connection.execute("INSERT INTO said VALUES (?)", (word,))


def words(side: Side) -> list[str]:
    return side.run(lambda connection: column(connection, "SELECT word FROM said ORDER BY word"))


def no_rollback(action: int, what: str | None, *_: str | None) -> int:
    return 1 if action == _TRANSACTION and what == "ROLLBACK" else 0


def test_what_fails_is_undone_and_the_connection_used_again(side: Side) -> None:
    seen: list[Connection] = []

    def fail(connection: Connection) -> None:
        seen.append(connection)
        say(connection, "half")
        raise LookupError

    with pytest.raises(LookupError):
        side.run(fail)
    assert words(side) == []
    assert side.run(lambda connection: connection is seen[0])


def test_a_transaction_that_cannot_be_undone_stops_no_later_one(side: Side) -> None:
    def fail(connection: Connection) -> None:
        say(connection, "half")
        connection.set_authorizer(no_rollback)
        raise LookupError

    with pytest.raises(driver.DatabaseError):
        side.run(fail)
    side.run(lambda connection: say(connection, "whole"))
    assert words(side) == ["whole"]
