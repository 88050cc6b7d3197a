"""The local store without threads or files, for rules that are tried with thousands of made-up histories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as driver

from desktop.application.store_ports import StoreTx
from desktop.infra.store.local_store import SqlTx
from desktop.infra.store.raw import connect, transaction
from desktop.infra.store.schema import migrate

T = TypeVar("T")
_BEGIN = "BEGIN IMMEDIATE"
_TABLES = ("message", "coverage", "conversation", "contact", "outlook", "catalogue", "draft", "outbox", "note")


class PowerCut(Exception):
    """Everything of the transaction is lost."""


class MemoryStore:
    """Real SQLCipher, real transactions, in memory."""

    def __init__(self) -> None:
        self._fuse: int | None = None
        self._connection = connect(Path(":memory:"), "0" * 64, factory=self._counting())
        with transaction(self._connection, _BEGIN) as connection:
            migrate(connection)

    def run(self, work: Callable[[StoreTx], T], *, cut_before_statement: int | None = None) -> T:
        """One transaction; PowerCut before its n-th statement, or before its end when it has exactly that many."""
        with transaction(self._connection, _BEGIN) as connection:
            self._fuse = cut_before_statement
            result = work(SqlTx(connection))
            fuse, self._fuse = self._fuse, None
            if fuse == 0:
                raise PowerCut
            return result

    def clear(self) -> None:
        """As new. Making one anew would compile every statement again, which costs more than the test."""
        self._fuse = None
        with transaction(self._connection, _BEGIN) as connection:
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")

    def _counting(self) -> type[driver.Connection]:
        count = self._count

        class Counting(driver.Connection):
            def execute(self, *arguments: Any) -> Any:
                count()
                return super().execute(*arguments)

        return Counting

    def _count(self) -> None:
        if self._fuse is None:
            return
        if self._fuse == 0:
            self._fuse = None
            raise PowerCut
        self._fuse -= 1


@cache
def _the_store() -> MemoryStore:
    return MemoryStore()


@contextmanager
def memory_store() -> Iterator[MemoryStore]:
    store = _the_store()
    store.clear()
    yield store
